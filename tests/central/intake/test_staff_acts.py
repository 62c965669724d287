"""What staff did at a kiosk, as the queue brings it: one row of the audit each, and no request."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from central.intake.trouble_meanings import meaning_of
from central.intake.troubles import TroubleFilter, troubles
from central.store.audit_models import AuditRow
from central.store.database import transaction
from central.store.intake_models import IntakeRow, RequestRow
from tests.central.kiosks import Queue, as_item, outcomes, tombstone
from tests.central.world import World
from wire.codec import codec_of
from wire.sealing import key_id, seal
from wire.staff import DoneByStaff
from wire.sync import Item, ItemHeader


def item(queue: Queue, act: DoneByStaff | bytes, **header: object) -> Item:
    bound = codec_of(ItemHeader).of_plain(
        {
            "id": uuid4(),
            "reference": f"20261122-0000-07-{uuid4().hex[:12].upper()}",
            "kind": "staff_act",
            "schema_version": 1,
            "assurance": "declared",
            "subject": uuid4(),
            "sequence": 1,
            "created_at": queue.now,
            "boot": queue.boot,
            "made_at_s": queue.uptime_s,
            "expires_at": queue.now,
            "priority": 9,
            "key_id": key_id(queue.public),
        }
        | header
    )
    body = act if isinstance(act, bytes) else codec_of(DoneByStaff).write(act)
    return as_item(bound, seal(body, bound, queue.public))


def test_each_is_a_row_of_the_audit_once_and_nobodys_request(world: World) -> None:
    queue = Queue()
    known = item(queue, DoneByStaff("signed_in", "badge", "durand-a", "agent"))
    unknown = item(queue, DoneByStaff("locked", "name"))
    sent = queue.batch(known, unknown)
    assert outcomes(world.kiosk, sent) == ["stored", "stored"]
    assert outcomes(world.kiosk, sent) == ["duplicate", "duplicate"]
    with transaction(world.container.engine) as db:
        rows = db.execute(
            select(AuditRow.outcome, AuditRow.account, AuditRow.visit)
            .where(AuditRow.act == "staff_act")
            .order_by(AuditRow.id)
        ).all()
        assert db.scalar(select(func.count()).select_from(RequestRow)) == 0
        assert db.scalar(select(func.count()).select_from(IntakeRow)) == 2
    assert [tuple(each) for each in rows] == [
        ("signed_in", "staff:durand-a (agent)", None),
        ("locked", None, None),
    ]


@pytest.mark.any_store
def test_what_cannot_be_read_or_is_newer_is_answered_as_of_any_item(world: World) -> None:
    queue = Queue()
    broken = item(queue, b'{"did":"Signed In","by":"name"}')
    newer = item(queue, DoneByStaff("signed_in", "name"), schema_version=2)
    sent = queue.batch(broken, newer)
    assert outcomes(world.kiosk, sent) == ["malformed-body", "unknown-schema"]


@pytest.mark.any_store
def test_one_that_does_not_come_is_told_as_what_it_is_and_nobodys_request(world: World) -> None:
    queue = Queue()
    lost = tombstone(item(queue, DoneByStaff("signed_in", "name")))
    broken = item(queue, b"{}")
    newer = item(queue, DoneByStaff("signed_in", "name"), schema_version=2)
    outcomes(world.kiosk, queue.batch(broken, newer, tombstones=(lost,)))
    with transaction(world.container.engine) as db:
        told = sorted(meaning_of(each).slug for each in troubles(db, TroubleFilter()))
    assert told == ["not-yet", "staff-act", "staff-act"]
