"""``central fleet config``: two accounts, a draft, its difference in words, a signed version."""

import json
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from central.cli.configuration_file import read_content
from central.cli.fleet_configuration import NOT_FOUND, REFUSED
from central.cli.main import main
from central.crypto.signing_key import make_signing_key, read_signing_key
from central.fleet.configuration.content import WrongContent, checked
from central.fleet.configuration.signer_socket import SignerServer
from central.fleet.configuration.targets import states_of
from central.fleet.kiosks import add_kiosk
from central.runtime.line_socket import listen_at
from central.store.audit_models import AuditRow
from central.store.database import transaction
from shared_runtime.clock import SystemClock
from tests.central.fleet.configurations import signer_at
from tests.central.world import SERVER_KEY, World

LAYER = """
caisse_name = "CPAM de l’Exemple"
phone = "36 46"
logo = "logo.svg"
[levels]
ij = "L"
"""


class Staff:
    """Runs ``central fleet …`` as one account or another, on the store of a world."""

    def __init__(self, world: World, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.folder = folder
        self.settings = {
            "BORNE_CENTRAL_DATABASE_URL": world.settings.database_url.get_secret_value(),
            "BORNE_CENTRAL_SERVER_KEY": SERVER_KEY,
        }

    def run(self, who: str, *arguments: str) -> Result:
        self._monkeypatch.setattr("central.cli.fleet_configuration.person", lambda: who)
        return CliRunner().invoke(main, ["fleet", *arguments], env=self.settings)

    def config(self, who: str, *arguments: str) -> Result:
        return self.run(who, "config", *arguments)


@pytest.fixture
def staff(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Staff:
    monkeypatch.chdir(tmp_path)
    staff = Staff(world, tmp_path, monkeypatch)
    assert CliRunner().invoke(main, ["migrate"], env=staff.settings).exit_code == 0
    (tmp_path / "logo.svg").write_text("<svg/>")
    (tmp_path / "caisse.toml").write_text(LAYER)
    made = staff.run("alice", "signing-key", "--make")
    assert "PUBLIC KEY" in made.stdout
    return staff


def test_from_a_file_to_a_kiosk(world: World, staff: Staff) -> None:
    drafted = staff.config("alice", "draft", "--layer", "caisse", "--file", "caisse.toml")
    assert drafted.stdout.splitlines() == [
        "draft 1",
        "draft 1 for caisse, 1 kiosks, by alice: waits for a second person",
        "caisse_name: is said from now on: “CPAM de l’Exemple”",
        'levels: is said from now on: {"ij": "L"}',
        "logo: is said from now on: a picture (svg, 6 bytes)",
        "phone: is said from now on: “36 46”",
    ]
    assert "caisse" in staff.config("bruno", "drafts").stdout
    assert staff.config("bruno", "diff", "1").stdout == drafted.stdout.partition("\n")[2]
    approved = staff.config("bruno", "approve", "1")
    assert (approved.exit_code, approved.stdout) == (0, "signed for 1 of 1 kiosks\n")
    shown = staff.config("carole", "show", "demo").stdout
    assert "phone        “36 46”" in shown
    assert shown.count("caisse\n") == 4
    assert "is to have version 1, and has told of none" in shown
    as_json = json.loads(staff.config("carole", "show", "demo", "--json").stdout)
    assert as_json["values"][-1] == {
        "name": "phone",
        "value": "36 46",
        "layer": {"kind": "caisse", "name": ""},
    }
    assert "1" in staff.config("carole", "versions", "demo").stdout
    assert staff.config("carole", "drift").stdout.startswith("demo: is to have version 1")
    with transaction(world.container.engine) as db:
        acts = db.scalars(select(AuditRow.act).order_by(AuditRow.position)).all()
    assert [act for act in acts if act.startswith("config")] == [
        "config_draft",
        "config_approve",
        "config_sign",
    ]


def test_nobody_approves_what_they_wrote(staff: Staff) -> None:
    staff.config("alice", "draft", "--layer", "caisse", "--file", "caisse.toml")
    refused = staff.config("alice", "approve", "1")
    assert refused.exit_code == REFUSED
    assert "a second person must" in refused.stderr
    assert staff.config("alice", "versions", "demo").stdout == "none\n"


def test_back_to_what_was_said_before_with_two_people_too(staff: Staff) -> None:
    for phone in ("1", "2"):
        (staff.folder / "n.json").write_text(json.dumps({"phone": phone}))
        staff.config("alice", "draft", "--layer", "national", "--file", "n.json")
        staff.config("bruno", "approve", phone)
    back = staff.config("alice", "rollback", "national")
    assert "phone: “2” becomes “1”" in back.stdout
    assert staff.config("alice", "approve", "3").exit_code == REFUSED
    assert staff.config("bruno", "approve", "3").exit_code == 0
    assert json.loads(staff.config("bruno", "layer", "national").stdout) == {"phone": "1"}
    assert "is to have version 3" in staff.config("bruno", "show", "demo").stdout


def test_a_kiosk_that_moves_to_another_agency_is_told_at_once(staff: Staff) -> None:
    (staff.folder / "l.json").write_text('{"agency_name": "Lyon"}')
    staff.config("alice", "draft", "--layer", "agency:lyon", "--file", "l.json")
    assert staff.config("bruno", "approve", "1").stdout == "signed for 0 of 0 kiosks\n"
    moved = staff.config("bruno", "group", "demo", "--agency", "lyon", "--tag", "pilot")
    assert moved.stdout == "signed for 1 of 1 kiosks\n"
    assert "agency:lyon" in staff.config("bruno", "show", "demo").stdout


def test_what_could_not_be_signed_when_it_was_approved_is_signed_later(staff: Staff) -> None:
    key = staff.folder / "central-signing.key"
    staff.config("alice", "draft", "--layer", "caisse", "--file", "caisse.toml")
    key.chmod(0o644)
    failed = staff.config("bruno", "approve", "1")
    assert (failed.exit_code, "chmod 600" in failed.stderr) == (os.EX_CONFIG, True)
    assert staff.config("bruno", "approve", "1").exit_code == REFUSED
    key.chmod(0o600)
    assert staff.config("bruno", "renew").stdout == "signed for 1 of 1 kiosks\n"
    assert staff.config("bruno", "renew").stdout == "signed for 0 of 1 kiosks\n"


def test_what_ends_is_renewed_day_by_day_and_what_is_new_waits_for_somebody(
    world: World, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wanted() -> int | None:
        with transaction(world.container.engine) as db:
            (state,) = states_of(db, ["demo"])
            return state.wanted

    def renewed(days: int) -> int | None:
        monkeypatch.setattr(SystemClock, "now", lambda _: datetime.now(UTC) + timedelta(days=days))
        assert staff.config("root", "renew", "--same").exit_code == 0
        return wanted()

    staff.config("alice", "draft", "--layer", "caisse", "--file", "caisse.toml")
    staff.config("bruno", "approve", "1")
    half = world.settings.configuration_days // 2
    assert [renewed(half - 1), renewed(half + 1), renewed(half + 2)] == [1, 2, 2]
    (staff.folder / "caisse.toml").write_text('phone = "36 47"')
    staff.config("alice", "draft", "--layer", "caisse", "--file", "caisse.toml")
    staff.config("bruno", "approve", "2", "--wave")
    assert renewed(2 * half + 4) == 2, "of the wave, and signed anew"
    assert "\n4 " in staff.config("bruno", "versions", "demo").stdout


def test_the_signer_signs_for_who_cannot_read_the_key(world: World, staff: Staff) -> None:
    (staff.folder / "central-signing.key").unlink()
    path = staff.folder / "signer.sock"
    staff.settings["BORNE_CENTRAL_SIGNER_SOCKET"] = str(path)
    staff.config("alice", "draft", "--layer", "caisse", "--file", "caisse.toml")
    alone = staff.config("bruno", "approve", "1")
    assert (alone.exit_code, "no answer" in alone.stderr) == (os.EX_CONFIG, True)
    with listen_at(path) as listening:
        server = SignerServer(
            listening, frozenset({os.getuid()}), signer_at(world).sign_for, lambda _: {}
        )
        thread = threading.Thread(target=server.serve)
        thread.start()
        assert staff.config("bruno", "renew").stdout == "signed for 1 of 1 kiosks\n"
        server.stop()
        thread.join()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("show", "stranger"), NOT_FOUND, "no such kiosk"),
        (("versions", "stranger"), NOT_FOUND, "no such kiosk"),
        (("group", "stranger", "--agency", "x"), NOT_FOUND, "no such kiosk"),
        (("diff", "9"), NOT_FOUND, "no such draft"),
        (("approve", "9"), NOT_FOUND, "no such draft"),
        (("rollback", "caisse"), NOT_FOUND, "nothing was ever approved"),
        (("layer", "region:idf"), 2, "one of"),
        (("draft", "--layer", "caisse", "--file", "nowhere.toml"), REFUSED, "cannot be read"),
        (("draft", "--layer", "caisse", "--file", "wrong.toml"), REFUSED, "fone: no such field"),
        (("draft", "--layer", "caisse", "--file", "logo.svg"), REFUSED, "is no TOML"),
    ],
)
def test_a_mistake_is_named(staff: Staff, arguments: tuple[str, ...], code: int, said: str) -> None:
    (staff.folder / "wrong.toml").write_text('fone = "36 46"')
    answer = staff.config("alice", *arguments)
    assert answer.exit_code == code
    assert said in answer.stderr


@pytest.mark.any_store
@pytest.mark.parametrize(
    "content", ["[]", '{"logo": "none.svg"}', "{", "[" * 100_000, '{"logo": "large.svg"}']
)
def test_a_file_that_nobody_can_use(tmp_path: Path, content: str) -> None:
    (tmp_path / "large.svg").write_bytes(b"<svg" + b" " * 70_000)
    file = tmp_path / "said.json"
    file.write_text(content)
    with pytest.raises(WrongContent):
        checked(read_content(file))


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.unlink(), "cannot be read"),
        (lambda path: path.chmod(0o640), "nobody else"),
        (lambda path: path.write_text("no key"), "no Ed25519"),
    ],
)
def test_a_signing_key_that_is_none(
    tmp_path: Path, spoil: Callable[[Path], Any], said: str
) -> None:
    path = tmp_path / "k"
    make_signing_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    read_signing_key(path)
    spoil(path)
    with pytest.raises(ValueError, match=said):
        read_signing_key(path)


def test_in_waves(world: World, staff: Staff) -> None:
    at = world.container
    for number in range(4):
        add_kiosk(at.engine, at.clock, at.chance, f"borne-{number}")
    staff.config("alice", "draft", "--layer", "caisse", "--file", "caisse.toml")
    approved = staff.config("bruno", "approve", "1", "--wave")
    assert approved.stdout == "signed for 5 of 5 kiosks\n"
    assert staff.config("bruno", "drift").stdout == "none\n"
    plan = ("--canary", "borne-2", "--canaries", "1", "--steps", "50,100")
    started = staff.run("alice", "wave", "start", "caisse", *plan)
    assert "told 1 of 5, applied 0, failed 0, pending 1" in started.stdout
    assert "is to have version" in staff.config("bruno", "show", "borne-2").stdout
    assert "is given no" in staff.config("bruno", "show", "borne-1").stdout
    assert staff.run("alice", "wave", "start", "caisse").exit_code == REFUSED
    assert staff.run("alice", "wave", "pause", "1").exit_code == 0
    assert "paused (asked)" in staff.run("alice", "wave", "show").stdout
    assert "borne-2" in staff.run("alice", "wave", "show", "1").stdout
    assert staff.run("alice", "wave", "resume", "1").exit_code == 0
    aborted = staff.run("alice", "wave", "abort", "1")
    assert "central fleet config rollback caisse" in aborted.stdout
    assert "is given no" in staff.config("bruno", "show", "borne-2").stdout
    with transaction(world.container.engine) as db:
        acts = db.scalars(select(AuditRow.act).order_by(AuditRow.position)).all()
    assert [act for act in acts if act.startswith("wave")] == [
        "wave_start",
        "wave_pause",
        "wave_resume",
        "wave_abort",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("start", "caisse"), NOT_FOUND, "no kiosk of that layer waits"),
        (("start", "region:idf"), 2, "one of"),
        (("start", "caisse", "--steps", "a"), 2, "numbers"),
        (("start", "caisse", "--steps", "50"), 2, "end with 100"),
        (("show", "9"), NOT_FOUND, "no such wave"),
        (("pause", "9"), REFUSED, "not running"),
        (("resume", "9"), REFUSED, "not paused"),
        (("abort", "9"), REFUSED, "is over"),
    ],
)
def test_a_wave_that_cannot_be(
    staff: Staff, arguments: tuple[str, ...], code: int, said: str
) -> None:
    answer = staff.run("alice", "wave", *arguments)
    assert answer.exit_code == code
    assert said in answer.stderr


def test_a_canary_must_wait_for_a_version(staff: Staff) -> None:
    staff.config("alice", "draft", "--layer", "caisse", "--file", "caisse.toml")
    staff.config("bruno", "approve", "1", "--wave")
    refused = staff.run("alice", "wave", "start", "caisse", "--canary", "stranger")
    assert (refused.exit_code, "stranger" in refused.stderr) == (NOT_FOUND, True)
