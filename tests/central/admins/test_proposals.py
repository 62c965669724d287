"""What takes two: never one alone, never twice, never late."""

from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central.admins.accounts import AdminAccounts
from central.admins.proposals import (
    Proposal,
    ProposalRefused,
    Proposals,
    SharedDeed,
    open_proposals,
)
from central.crypto.admin_key import AdminKey
from central.crypto.keys import Keys
from central.runtime.chance import SystemChance
from central.store.admin_models import ProposalRow
from central.store.audit import AuditTrail
from central.store.audit_models import AuditRow
from central.store.database import engine_for, transaction
from tests.central.world import TurnedClock


@pytest.fixture
def parts(database_url: str):
    engine, clock, chance = engine_for(database_url), TurnedClock(), SystemChance()
    people = AdminAccounts(clock, chance, AdminKey(b"a" * 32))
    with transaction(engine) as db:
        one, two = (people.add_subject(db, "i", name, name) for name in ("one", "two"))
    audit = AuditTrail(Keys(b"k" * 32).audit_key, clock)
    yield engine, clock, Proposals(clock, chance, audit), one, two
    engine.dispose()


def test_the_second_one_gets_it_once(parts) -> None:
    engine, _, proposals, one, two = parts
    with transaction(engine) as db:
        made = proposals.propose(db, SharedDeed.REVOKE_KIOSK, "k1", one, '{"why": "volée"}')
        assert proposals.propose(db, SharedDeed.REVOKE_KIOSK, "k1", one, '{"why": "volée"}') == made
    with transaction(engine) as db:
        assert [each.id for each in proposals.open(db)] == [made]
        assert proposals.approve(db, made, one) is ProposalRefused.OWN
    with transaction(engine) as db:
        done = proposals.approve(db, made, two)
    assert isinstance(done, Proposal)
    assert (done.deed, done.target, done.content) == (
        SharedDeed.REVOKE_KIOSK,
        "k1",
        '{"why": "volée"}',
    )
    with transaction(engine) as db:
        assert proposals.approve(db, made, two) is ProposalRefused.DECIDED
        assert not proposals.withdraw(db, made, one)
        assert proposals.open(db) == ()
        acts = [
            (row.account, row.act) for row in db.scalars(select(AuditRow).order_by(AuditRow.id))
        ]
    assert acts == [(f"admin:{one}", "propose"), (f"admin:{two}", "proposal_approve")]


def test_after_a_day_it_is_too_late(parts) -> None:
    engine, clock, proposals, one, two = parts
    with transaction(engine) as db:
        made = proposals.propose(db, SharedDeed.READ_BODIES, "all", one)
    clock.turn(hours=24)
    with transaction(engine) as db:
        assert proposals.approve(db, made, two) is ProposalRefused.EXPIRED
        assert proposals.open(db) == ()
        assert not proposals.withdraw(db, made, one)


def test_what_was_withdrawn_or_never_was_is_not_approved(parts) -> None:
    engine, _, proposals, one, two = parts
    with transaction(engine) as db:
        made = proposals.propose(db, SharedDeed.REVOKE_KIOSK, "k1", one)
        assert proposals.withdraw(db, made, one)
    with transaction(engine) as db:
        assert proposals.approve(db, made, two) is ProposalRefused.DECIDED
        assert proposals.approve(db, UUID(int=1), two) is ProposalRefused.UNKNOWN
        assert proposals.propose(db, SharedDeed.REVOKE_KIOSK, "k1", one) != made


def test_what_a_later_release_proposed_waits_for_it(parts) -> None:
    engine, clock, proposals, one, _ = parts
    with transaction(engine) as db:
        made = proposals.propose(db, SharedDeed.READ_BODIES, "all", one)
        db.get_one(ProposalRow, made).deed = "something-new"
    with transaction(engine) as db:
        assert proposals.open(db) == ()
        assert open_proposals(db, clock.now()) == ()


def test_a_suspended_proposer_proposes_no_more(parts) -> None:
    engine, clock, proposals, one, two = parts
    with transaction(engine) as db:
        made = proposals.propose(db, SharedDeed.REVOKE_KIOSK, "k1", one)
        AdminAccounts(clock, SystemChance(), AdminKey(b"a" * 32)).suspend(db, one)
    with transaction(engine) as db:
        assert proposals.approve(db, made, two) is ProposalRefused.EXPIRED


def test_an_approval_that_is_undone_leaves_it_open(parts) -> None:
    engine, _, proposals, one, two = parts
    with transaction(engine) as db:
        made = proposals.propose(db, SharedDeed.REVOKE_KIOSK, "k1", one)
    with Session(engine) as db:
        assert isinstance(proposals.approve(db, made, two), Proposal)
        db.rollback()
    with transaction(engine) as db:
        assert isinstance(proposals.approve(db, made, two), Proposal)


def test_the_database_itself_keeps_the_two_apart(parts) -> None:
    engine, _, proposals, one, _ = parts
    with transaction(engine) as db:
        made = proposals.propose(db, SharedDeed.REVOKE_KIOSK, "k1", one)
    alone = update(ProposalRow).where(ProposalRow.id == made).values(approver=one)
    with transaction(engine) as db, pytest.raises(IntegrityError):
        db.execute(alone)
