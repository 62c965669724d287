"""Support bundles of kiosks: the newest are kept for some weeks, sealed as they came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Session

from central.store.database import insert_or_update
from central.store.support_models import SupportBundleRow
from wire.staff import staff_account
from wire.support_bundle import SupportBundleSent, read_bundle

BUNDLES_KEPT = timedelta(days=30)
"""A fault that nobody has looked at by then is another one."""
MOST_KEPT = 5
"""Of one kiosk. Whoever sends more asks about the last."""


@dataclass(frozen=True, slots=True)
class KeptBundle:
    """One as lists show it. ``size``: in bytes. ``account``: who sent it."""

    id: UUID
    received_at: datetime
    account: str
    key_id: str
    size: int


class DeedTaken(Exception):
    """The id stands for another bundle, of this kiosk or of another."""


def keep_bundle(db: Session, now: datetime, kiosk: str, sent: SupportBundleSent) -> bool:
    """Whether it is new: one that comes again, since an answer was lost, is kept once. Raises
    NoBundle and DeedTaken."""
    key_id = read_bundle(sent.bundle).key_id
    forget_bundles(db, now)
    row = SupportBundleRow
    kept = insert_or_update(db, row).values(
        id=sent.deed,
        kiosk=kiosk,
        key_id=key_id,
        size=len(sent.bundle),
        content=sent.bundle,
        received_at=now,
        account=staff_account(sent.staff, sent.role),
    )
    new = db.scalar(kept.on_conflict_do_nothing().returning(row.id)) is not None
    if not new and content_of(db, now, kiosk, sent.deed) != sent.bundle:
        raise DeedTaken
    _keep_the_newest(db, kiosk)
    return new


def bundles_of(db: Connection | Session, now: datetime, kiosk: str) -> Sequence[KeptBundle]:
    """The newest first, none whose time is over."""
    row = SupportBundleRow
    rows = db.execute(
        select(row.id, row.received_at, row.account, row.key_id, row.size)
        .where(row.kiosk == kiosk, row.received_at > now - BUNDLES_KEPT)
        .order_by(row.received_at.desc(), row.id.desc())
    )
    return tuple(KeptBundle(*each) for each in rows)


def content_of(db: Session, now: datetime, kiosk: str, bundle: UUID) -> bytes | None:
    row = SupportBundleRow
    found = (row.id == bundle, row.kiosk == kiosk, row.received_at > now - BUNDLES_KEPT)
    return db.scalar(select(row.content).where(*found))


def forget_bundles(db: Session, now: datetime) -> None:
    row = SupportBundleRow
    db.execute(delete(row).where(row.received_at <= now - BUNDLES_KEPT))


def _keep_the_newest(db: Session, kiosk: str) -> None:
    row = SupportBundleRow
    newest = select(row.id).where(row.kiosk == kiosk).order_by(row.received_at.desc())
    ids = tuple(db.scalars(newest))
    db.execute(delete(row).where(row.id.in_(ids[MOST_KEPT:])))
