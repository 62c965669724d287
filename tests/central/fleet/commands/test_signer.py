"""The signer signs a command that somebody gave, as the rows prove; nothing else that is asked."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import false, select, true, update
from structlog.testing import capture_logs

from central.fleet.commands import issuing
from central.fleet.commands.issuing import digest_of
from central.fleet.configuration.signer import NotSigned
from central.store.command_models import (
    CommandApprovalRow,
    CommandRow,
    CommandSignatureRow,
    CommandStateRow,
)
from central.store.database import transaction
from tests.central.fleet.commands.giving import approved, given, signed, signer
from tests.central.fleet.configurations import PINNED, Count, agreed, signer_at
from tests.central.world import World
from wire.commands import LONGEST_VALIDITY, PrintTestPage, RestartApp, RestartMachine
from wire.signed import SignedBody, SignedDocument
from wire.signing import verified


def body_of(world: World, command) -> SignedBody:
    with transaction(world.container.engine) as db:
        row = db.get_one(CommandSignatureRow, command)
    body = verified(SignedDocument(row.body, row.key_id, row.signature), PINNED)
    assert isinstance(body, SignedBody)
    return body


def tampered(world: World, command, **values) -> None:
    with transaction(world.container.engine) as db:
        db.execute(update(CommandRow).where(CommandRow.id == command).values(**values))


def outcome(world: World, command):
    with capture_logs():
        return signer(world).sign_commands([command])[command]


def test_it_lasts_as_long_as_whoever_gave_it_said(world: World) -> None:
    command = signed(world, PrintTestPage(), valid=timedelta(minutes=20))
    body = body_of(world, command)
    assert (body.issued_at, body.not_after) == (
        world.clock.now(),
        world.clock.now() + timedelta(minutes=20),
    )


@pytest.mark.any_store
def test_what_waits_for_a_second_person_hides_nothing_from_the_signer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many privileged ones somebody gives at their own agency."""
    monkeypatch.setattr(issuing, "_LISTED", 2)
    first, agreed_on = given(world, PrintTestPage()), given(world, RestartApp())
    approved(world, agreed_on)
    world.clock.turn(seconds=1)
    others = [given(world, RestartApp()) for _ in range(3)]
    with transaction(world.container.engine) as db:
        now = world.clock.now()
        waiting = issuing.to_be_signed(db, now, 10)
        assert {id_ for _, id_ in waiting} == {first, agreed_on}
        assert {each.id for each in issuing.to_be_approved(db, now, true())} < set(others)
        assert not issuing.to_be_approved(db, now, false())


def test_versions_are_those_of_configurations_too(world: World) -> None:
    count = Count()
    agreed(world, "caisse", {"phone": "36 46"})
    assert signer_at(world, count).sign_for(["demo"]) == {"demo": 1}
    command = given(world, PrintTestPage())
    assert signer(world, count).sign_commands([command]) == {command: 2}


def test_a_clock_that_was_ten_years_ahead_does_not_make_later_ones_older(world: World) -> None:
    world.clock.turn(days=3_650)
    first = body_of(world, signed(world, PrintTestPage()))
    world.clock.turn(days=-3_650)
    second = body_of(world, signed(world, PrintTestPage()))
    assert second.issued_at >= first.issued_at
    assert second.not_after - second.issued_at == timedelta(hours=1)


@pytest.mark.parametrize("order", [RestartApp(), RestartMachine()], ids=lambda each: each.verb)
def test_a_privileged_one_is_signed_when_a_second_person_approved_it(world: World, order) -> None:
    command = given(world, order)
    assert outcome(world, command) is NotSigned.NOTHING_APPROVED
    approved(world, command)
    assert isinstance(outcome(world, command), int)


@pytest.mark.any_store
def test_an_approval_that_its_issuer_wrote_into_the_store_is_an_alarm(world: World) -> None:
    command = given(world, RestartApp())
    approved(world, command)
    with transaction(world.container.engine) as db:
        db.connection().exec_driver_sql("PRAGMA ignore_check_constraints = 1")
        db.execute(update(CommandApprovalRow).values(approver=CommandApprovalRow.issuer))
    assert outcome(world, command) is NotSigned.SAME_PERSON


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"kiosk": "demo2"}, NotSigned.UNKNOWN_KIOSK),
        ({"content": '{"verb":"restart-machine"}'}, NotSigned.OTHER_DIGEST),
    ],
    ids=["kiosk", "content"],
)
def test_a_row_that_was_changed_since_is_not_signed(world: World, values, why) -> None:
    command = given(world, PrintTestPage())
    tampered(world, command, **values)
    assert outcome(world, command) is why


def test_a_longer_life_written_into_the_store_is_not_signed(world: World) -> None:
    command = given(world, PrintTestPage())
    with transaction(world.container.engine) as db:
        row = db.get_one(CommandRow, command)
        row.expires_at = row.issued_at + LONGEST_VALIDITY + timedelta(seconds=1)
        row.digest = digest_of(row)
    assert outcome(world, command) is NotSigned.WRONG_CONTENT


def test_what_is_late_cancelled_unknown_or_signed_is_not_signed(world: World) -> None:
    late, cancelled = given(world, PrintTestPage()), given(world, PrintTestPage())
    with transaction(world.container.engine) as db:
        db.execute(
            update(CommandStateRow)
            .where(CommandStateRow.command == cancelled)
            .values(state="cancelled")
        )
    assert outcome(world, cancelled) is NotSigned.EXPIRED
    world.clock.turn(hours=1)
    assert outcome(world, late) is NotSigned.EXPIRED
    assert outcome(world, uuid4()) is NotSigned.UNKNOWN_COMMAND
    once = signed(world, PrintTestPage())
    assert outcome(world, once) is NotSigned.UNCHANGED
    with transaction(world.container.engine) as db:
        assert len(db.scalars(select(CommandSignatureRow)).all()) == 1
