"""``central fleet command``: given, approved by another account, cancelled, listed, brought."""

import json
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from central.cli.fleet_commands import NOT_FOUND, REFUSED
from central.cli.main import main
from central.fleet.commands.results import keep_result
from central.store.audit_models import AuditRow
from central.store.command_models import CommandStateRow
from central.store.database import transaction
from tests.central.fleet.commands.giving import exchanged
from tests.central.world import SERVER_KEY, World
from wire.commands import CommandResult


class Operators:
    """Run ``central fleet …`` as one account or another, on the store of a world."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.settings = {
            "BORNE_CENTRAL_DATABASE_URL": world.settings.database_url.get_secret_value(),
            "BORNE_CENTRAL_SERVER_KEY": SERVER_KEY,
        }
        # The command's own clock is the machine's, and what it gives is to be valid for a kiosk.
        monkeypatch.setattr("shared_runtime.clock.SystemClock.now", lambda _self: world.clock.now())

    def run(self, who: str, *arguments: str) -> Result:
        self._monkeypatch.setattr("central.cli.fleet_commands.person", lambda: who)
        return CliRunner().invoke(main, ["fleet", *arguments], env=self.settings)


@pytest.fixture
def staff(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Operators:
    monkeypatch.chdir(tmp_path)
    staff = Operators(world, monkeypatch)
    assert CliRunner().invoke(main, ["migrate"], env=staff.settings).exit_code == 0
    assert staff.run("alice", "signing-key", "--make").exit_code == 0
    return staff


@pytest.mark.parametrize(
    "words",
    [
        ("out-of-service", "demo", "--reason", "technical"),
        ("back-in-service", "demo"),
        ("test-page", "demo", "--within", "5"),
        ("purge-prints", "demo"),
        ("send-logs", "demo", "--hours", "3"),
        ("refresh", "demo"),
        ("screenshot", "demo"),
        ("message", "demo", "--text", "fr=Bonjour", "--text", "en=Hello", "--minutes", "5"),
    ],
    ids=lambda words: words[0],
)
def test_each_is_signed_at_once_and_sent(world: World, staff: Operators, words) -> None:
    given = staff.run("alice", "command", *words)
    assert given.exit_code == 0, given.output
    (offer,) = exchanged(world).commands
    assert str(offer.id) == given.stdout.strip()
    with transaction(world.container.engine) as db:
        acts = [row.act for row in db.scalars(select(AuditRow).order_by(AuditRow.position))]
    assert acts[-2:] == ["command_issue", "command_sign"]


@pytest.mark.parametrize("verb", ["restart-app", "restart-machine"])
def test_what_is_privileged_waits_for_a_second_person(world: World, staff: Operators, verb) -> None:
    given = staff.run("alice", "command", verb, "demo")
    id_ = given.stdout.strip()
    assert (given.exit_code, exchanged(world).commands) == (0, ())
    assert "pending, needs approval" in staff.run("alice", "commands").stdout
    alone = staff.run("alice", "approve-command", id_)
    assert (alone.exit_code, alone.stderr) == (
        REFUSED,
        "who gave it cannot approve it: a second person must\n",
    )
    assert staff.run("bruno", "approve-command", id_).exit_code == 0
    assert [str(each.id) for each in exchanged(world).commands] == [id_]
    assert staff.run("carole", "approve-command", id_).exit_code == REFUSED
    (listed,) = json.loads(staff.run("alice", "commands", "demo", "--json").stdout)
    assert (listed["state"], listed["issuer"], listed["approver"]) == ("sent", "alice", "bruno")


def test_cancelled_before_it_is_sent(world: World, staff: Operators) -> None:
    id_ = staff.run("alice", "command", "test-page", "demo").stdout.strip()
    assert staff.run("bruno", "cancel", id_).exit_code == 0
    assert exchanged(world).commands == ()
    assert staff.run("bruno", "cancel", id_).exit_code == REFUSED
    assert staff.run("bruno", "cancel", str(UUID(int=1))).exit_code == NOT_FOUND


def test_what_makes_no_command_is_said(staff: Operators) -> None:
    assert staff.run("alice", "command", "test-page", "stranger").exit_code == NOT_FOUND
    no_french = staff.run("alice", "command", "message", "demo", "--text", "en=Hello")
    assert (no_french.exit_code, "French" in no_french.stderr) == (REFUSED, True)
    assert staff.run("alice", "command", "test-page", "demo", "--within", "1441").exit_code == 2
    assert staff.run("alice", "command", "format-disk", "demo").exit_code == 2


def test_what_it_brought_is_written_into_a_file(world: World, staff: Operators) -> None:
    id_ = staff.run("alice", "command", "send-logs", "demo").stdout.strip()
    assert staff.run("alice", "result", id_, "--out", "it").exit_code == NOT_FOUND
    with transaction(world.container.engine) as db:
        db.get_one(CommandStateRow, UUID(id_)).state = "acknowledged"
        result = CommandResult(UUID(id_), "logs", b'{"event":"moved"}\n')
        assert keep_result(db, world.clock.now(), "demo", result) is None
    brought = staff.run("alice", "result", id_, "--out", "it")
    assert (brought.exit_code, brought.stdout) == (0, "logs, 18 bytes\n")
    assert Path("it").read_bytes() == b'{"event":"moved"}\n'
