"""``kiosk queue``: what staff see of the queue, and what each end of the command says."""

import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args
from uuid import UUID

import pytest
from typer.testing import CliRunner, Result

from kiosk.cli import queue as queue_command
from kiosk.cli.queue import FORBIDDEN, NOT_STUCK, NOT_THERE, NOT_WRITTEN, UNAVAILABLE
from kiosk.gateway.query import Absent, Forbidden, Nonsense, Silent
from shared_runtime.messages.loading import shipped
from tests.gateway.scripted_server import ScriptedServer, answer, problem
from wire.actions import ActionState
from wire.demandes.demande import Assurance
from wire.demandes.kinds import KINDS
from wire.sync import NOT_YET

WAITING, REFUSED = UUID(int=0x11), UUID(int=0x12)
SUMMARY = {
    "ready": 1,
    "in_flight": 0,
    "acknowledged": 12,
    "quarantined": 1,
    "expired": 0,
    "oldest_waiting_at": "2026-11-21T10:04:00Z",
    "accepting": True,
    "stored_bytes": 1_500_000,
    "limit_bytes": 256_000_000,
    "last_sync_at": None,
}


def action(id_: UUID, **more: Any) -> dict[str, Any]:
    return {
        "id": str(id_),
        "reference": f"20261121-0000-07-0000{id_.int:02}-42",
        "kind": "attestation_by_post",
        "assurance": "card",
        "state": "ready",
        "created_at": "2026-11-21T10:04:00Z",
        "expires_at": "2026-12-21T10:04:00Z",
        "attempts": 0,
        **more,
    }


OLDER = action(REFUSED, state="quarantined", reason="malformed-body", kind="moon_walk", attempts=3)


class Desk:
    """A kiosk-sync that answers each address as the test says; a page at a time."""

    def __init__(self, path: Path) -> None:
        self.said: dict[str, bytes] = {
            "GET /v1/queue/summary": answer(200, SUMMARY),
            "GET /v1/queue?": answer(
                200, {"actions": [action(WAITING)], "next_before": str(WAITING)}
            ),
            f"GET /v1/queue?limit=200&before={WAITING}": answer(200, {"actions": [OLDER]}),
            f"GET /v1/actions/{REFUSED}": answer(200, OLDER),
            "GET /v1/actions/": problem(404, "not-found"),
            f"POST /v1/queue/{REFUSED}/retry": answer(204, b""),
            f"POST /v1/queue/{WAITING}/retry": problem(409, "action-conflict"),
            "POST /v1/queue/": problem(404, "not-found"),
        }
        self._server = ScriptedServer(path, self._answer)

    def _answer(self, connection: socket.socket) -> None:
        line = self._server.asked[-1].decode()
        longest = max((each for each in self.said if line.startswith(each)), key=len)
        connection.sendall(self.said[longest])
        connection.close()

    def close(self) -> None:
        self._server.close()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("BORNE_KIOSK_GATEWAY_SOCKET", str(tmp_path / "s"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return lambda *words: CliRunner().invoke(queue_command.app, words)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "s")
    yield made
    made.close()


@pytest.mark.usefixtures("desk")
def test_the_list_says_how_the_queue_stands_and_shows_the_newest(run):
    done = run("list")
    assert done.exit_code == 0
    assert "En attente : 1. Transmises : 12. Refusées : 1. Expirées : 0." in done.stdout
    assert "Aucun échange avec le serveur central" in done.stdout
    assert "Place occupée : 1,5 Mo sur 256 Mo." in done.stdout
    row = next(line for line in done.stdout.splitlines() if line.startswith("20261121"))
    assert row.split("  ")[0] == "20261121-0000-07-000017-42"
    assert "21/11/2026 11:04" in row, "as the receipt says it, in the kiosk’s own zone"
    assert "Attestation par courrier  carte      en attente" in row
    assert "--all" in done.stdout


@pytest.mark.usefixtures("desk")
def test_all_of_it_and_in_english(run):
    done = run("list", "--all", "--lang", "en")
    assert "Waiting: 1." in done.stdout
    assert "moon_walk" in done.stdout, "a kind that a newer kiosk-sync knows"
    assert "refused (malformed-body)" in done.stdout
    assert "--all" not in done.stdout


def test_one_that_waits_for_a_newer_central_says_so_in_words(run, desk: Desk):
    waits = action(WAITING, reason="unknown-kind", again_at="2026-11-21T15:04:00Z", attempts=2)
    desk.said["GET /v1/queue/summary"] = answer(200, SUMMARY | {"put_off": 1})
    desk.said["GET /v1/queue?"] = answer(200, {"actions": [waits]})
    desk.said[f"GET /v1/actions/{WAITING}"] = answer(200, waits)
    listed, shown = run("list").stdout, run("show", str(WAITING)).stdout
    assert "Dont 1 que le serveur central ne peut pas encore prendre." in listed
    why = "en attente du serveur central (il ne connaît pas cette démarche)"
    assert why in listed
    assert why in shown
    assert "Proposée à nouveau le" in shown
    assert "21/11/2026 16:04" in shown


@pytest.mark.usefixtures("desk")
def test_as_json(run):
    document = json.loads(run("list", "--json").stdout)
    assert set(document) == {"summary", "actions", "more"}
    assert document["more"] is True
    assert document["summary"]["oldest_waiting_at"] == "2026-11-21T10:04:00+00:00"
    assert document["actions"][0]["id"] == str(WAITING)


def test_a_queue_without_room_and_without_requests(run, desk: Desk):
    empty = dict.fromkeys(("ready", "acknowledged", "quarantined"), 0)
    full = {"accepting": False, "last_sync_at": "2026-11-21T10:04:00Z", "oldest_waiting_at": None}
    desk.said["GET /v1/queue/summary"] = answer(200, SUMMARY | empty | full)
    desk.said["GET /v1/queue?"] = answer(200, {"actions": []})
    done = run("list")
    assert "Aucune demande n’est gardée ici." in done.stdout
    assert "La file n’accepte plus de demande" in done.stdout
    assert "Dernier échange avec le serveur central : 21/11/2026" in done.stdout
    assert "Référence" not in done.stdout


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("which", [str(REFUSED), OLDER["reference"], " 20261121-0000-07-000018-42"])
def test_one_request_by_its_id_or_by_the_reference_on_the_receipt(run, which):
    done = run("show", which)
    assert done.exit_code == 0
    assert OLDER["reference"] in done.stdout
    assert "refusée (malformed-body)" in done.stdout
    assert json.loads(run("show", which, "--json").stdout)["attempts"] == 3


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("command", ["show", "retry"])
@pytest.mark.parametrize("which", [str(UUID(int=99)), "20261121-0000-07-000099-42"])
def test_a_request_that_is_not_there(run, command, which):
    done = run(command, which)
    assert done.exit_code == NOT_THERE
    assert f"n’a pas de demande {which}" in done.stderr


@pytest.mark.usefixtures("desk")
def test_trying_again(run):
    assert "va repartir" in run("retry", OLDER["reference"]).stdout
    done = run("retry", str(WAITING))
    assert (done.exit_code, done.stdout) == (NOT_STUCK, "")
    assert "rien à relancer" in done.stderr


@pytest.mark.usefixtures("desk")
def test_the_export_is_a_line_of_json_each(run):
    first, *rest = map(json.loads, run("export").stdout.splitlines())
    assert first["limit_bytes"] == 256_000_000
    assert [each["id"] for each in rest] == [str(WAITING), str(REFUSED)]


@pytest.mark.parametrize(
    "words", [("list",), ("show", str(WAITING)), ("retry", str(WAITING)), ("export",)]
)
def test_no_kiosk_sync(run, words):
    done = run(*words)
    assert (done.exit_code, done.stdout) == (UNAVAILABLE, "")
    assert "systemctl start kiosk-sync" in done.stderr


def test_an_account_that_may_not_ask(run, desk: Desk):
    desk.said = {"": b""}
    done = run("list", "--lang", "en")
    assert (done.exit_code, done.stdout) == (FORBIDDEN, "")
    assert "sudo -u kiosk-ui" in done.stderr


@pytest.mark.parametrize(
    "said",
    [answer(200, {}), problem(500, "internal"), answer(200, {"actions": [{}]})],
)
def test_one_that_makes_no_sense_gives_half_of_nothing(run, desk: Desk, said):
    desk.said["GET /v1/queue?"] = said
    done = run("list")
    assert (done.exit_code, done.stdout) == (UNAVAILABLE, "")


def test_a_second_page_that_fails_gives_no_half_export(run, desk: Desk):
    desk.said[f"GET /v1/queue?limit=200&before={WAITING}"] = problem(500, "internal")
    done = run("export")
    assert (done.exit_code, done.stdout) == (UNAVAILABLE, "")


def test_a_mistaken_configuration(run, monkeypatch):
    monkeypatch.setenv("BORNE_KIOSK_DEVICES", "imagined")
    done = run("list")
    assert done.exit_code == 78
    assert "devices" in done.stderr


@pytest.mark.usefixtures("desk")
def test_an_answer_that_nobody_reads(run, monkeypatch):
    monkeypatch.setattr(queue_command, "write", lambda answer: False)
    assert run("list").exit_code == NOT_WRITTEN


def test_whatever_kiosk_sync_may_send_has_words():
    named = {
        "kind": KINDS,
        "state": [*get_args(ActionState), "not_yet"],
        "reason": NOT_YET,
        "assurance": Assurance,
        "trouble": [each.__name__.lower() for each in (Absent, Forbidden, Silent, Nonsense)],
    }
    for what, values in named.items():
        for value in values:
            assert shipped().knows(f"queue.{what}.{value}")
