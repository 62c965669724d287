"""States follow the kiosk's own words alone, forward only; what it has not heard is sent again."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from central.fleet.commands.issuing import CommandRefusal, cancel, expire_unsent
from central.store.audit_models import AuditRow
from central.store.database import transaction
from tests.central.fleet.commands.giving import (
    approved,
    exchanged,
    given,
    report,
    signed,
    signer,
    state_of,
)
from tests.central.fleet.configurations import PINNED
from tests.central.world import World
from wire.codec import codec_of
from wire.commands import (
    MAX_COMMANDS,
    KioskCommand,
    PrintTestPage,
    PurgePrints,
    RestartApp,
    ShowMessage,
)
from wire.signed import SignedBody
from wire.signing import verified


def audited(world: World, act: str) -> list[tuple[str | None, str, UUID | None]]:
    with transaction(world.container.engine) as db:
        rows = db.scalars(select(AuditRow).where(AuditRow.act == act).order_by(AuditRow.position))
        return [(row.kiosk, row.outcome, row.action) for row in rows]


def test_from_the_operator_to_the_kiosk_and_back(world: World) -> None:
    order = ShowMessage({"fr": "La borne ferme à 16 h."}, 30)
    command = signed(world, order)
    assert state_of(world, command) == "pending"
    (offer,) = exchanged(world).commands
    assert offer.id == command
    body = verified(offer.document, PINNED)
    assert isinstance(body, SignedBody)
    assert (body.purpose, body.kiosk, body.caisse) == ("command", "demo", "cpam-000")
    assert codec_of(KioskCommand).of_plain(dict(body.content)) == KioskCommand(command, order)
    assert state_of(world, command) == "sent"
    answer = exchanged(world, report(world, command, "acknowledged"))
    assert (answer.commands, answer.reports_taken) == ((), (command,))
    assert state_of(world, command) == "acknowledged"
    exchanged(world, report(world, command, "executed"))
    assert state_of(world, command) == "executed"
    assert audited(world, "command_report") == [("demo", "executed", command)]


def test_an_answer_that_was_lost_is_sent_again_also_when_it_is_late(world: World) -> None:
    command = signed(world, PrintTestPage())
    exchanged(world)
    assert [each.id for each in exchanged(world).commands] == [command]
    world.clock.turn(hours=3)
    # Whether the kiosk began it in time, it alone knows: it is asked once more.
    assert [each.id for each in exchanged(world).commands] == [command]
    exchanged(world, report(world, command, "expired"))
    assert state_of(world, command) == "expired"
    assert exchanged(world).commands == ()


def test_what_no_kiosk_was_sent_in_time_is_never_sent(world: World) -> None:
    command = signed(world, PrintTestPage())
    world.clock.turn(hours=1)
    assert exchanged(world).commands == ()
    with transaction(world.container.engine) as db:
        expire_unsent(db, world.clock.now())
    assert state_of(world, command) == "expired"


def test_a_report_that_comes_twice_changes_nothing_and_is_taken_twice(world: World) -> None:
    command = signed(world, PrintTestPage())
    exchanged(world)
    for _ in range(2):
        answer = exchanged(world, report(world, command, "failed", "no-paper"))
        assert answer.reports_taken == (command,)
    assert audited(world, "command_report") == [("demo", "failed no-paper", command)]


def test_a_report_that_goes_backwards_is_refused_and_audited(world: World) -> None:
    command = signed(world, PrintTestPage())
    exchanged(world)
    exchanged(world, report(world, command, "executed"))
    with capture_logs() as lines:
        for state in ("acknowledged", "failed"):
            exchanged(world, report(world, command, state))
    assert state_of(world, command) == "executed"
    assert [outcome for _, outcome, _ in audited(world, "command_report")] == [
        "executed",
        "backwards",
        "backwards",
    ]
    assert {line["why"] for line in lines if line["event"] == "command_report_refused"} == {
        "backwards"
    }


def test_a_report_of_another_kiosks_command_is_refused_and_audited(world: World) -> None:
    command = given(world, PrintTestPage(), kiosk="another")
    stranger = uuid4()
    exchanged(world, report(world, command, "executed"), report(world, stranger, "executed"))
    assert state_of(world, command) == "pending"
    assert audited(world, "command_report") == [
        ("demo", "of-another-kiosk", command),
        ("demo", "unknown", stranger),
    ]


def test_a_report_of_what_was_never_sent_is_refused(world: World) -> None:
    command = signed(world, PrintTestPage())
    exchanged(world, report(world, command, "executed"))
    assert state_of(world, command) == "sent", "it was sent with that very answer"
    assert audited(world, "command_report") == [("demo", "never-sent", command)]


def test_cancelled_while_it_is_pending_and_not_after(world: World) -> None:
    early, late = signed(world, PrintTestPage()), signed(world, PurgePrints())
    with transaction(world.container.engine) as db:
        assert cancel(db, world.clock.now(), early) is None
    assert [each.id for each in exchanged(world).commands] == [late]
    with transaction(world.container.engine) as db:
        assert cancel(db, world.clock.now(), late) is CommandRefusal.NOT_PENDING
        assert cancel(db, world.clock.now(), uuid4()) is CommandRefusal.UNKNOWN
    exchanged(world, report(world, early, "executed"))
    assert (state_of(world, early), state_of(world, late)) == ("cancelled", "sent")


def test_a_privileged_one_goes_nowhere_without_a_second_person(world: World) -> None:
    command = given(world, RestartApp())
    assert exchanged(world).commands == ()
    assert approved(world, command, by="alice (1000)") is CommandRefusal.SAME_PERSON
    approved(world, command)
    assert exchanged(world).commands == (), "approved, and not signed yet"
    signer(world).sign_commands([command])
    assert [each.id for each in exchanged(world).commands] == [command]


def test_only_so_many_at_once_the_oldest_first(world: World) -> None:
    everyone = [given(world, PrintTestPage()) for _ in range(MAX_COMMANDS + 2)]
    signer(world).sign_commands(everyone)
    assert [each.id for each in exchanged(world).commands] == everyone[:MAX_COMMANDS]


@pytest.mark.any_store
def test_a_report_with_a_time_of_no_calendar_is_refused_at_the_border(world: World) -> None:
    body = {
        "sent_at": world.clock.now().isoformat(),
        "boot": str(UUID(int=7)),
        "uptime_s": 1.0,
        "backlog": 0,
        "command_reports": [
            {"id": str(uuid4()), "state": "executed", "at": "1969-01-01T00:00:00Z"}
        ],
    }
    assert world.kiosk.call("POST", "/v1/sync", body).status_code == 422


def test_a_kiosk_whose_clock_is_ten_years_off_is_heard_all_the_same(world: World) -> None:
    command = signed(world, PrintTestPage())
    exchanged(world)
    for years in (-10, 10):
        wrong = world.clock.now() + timedelta(days=365 * years)
        said = report(world, command, "executed")
        exchanged(world, type(said)(said.id, said.state, wrong))
    assert state_of(world, command) == "executed"
