"""Support bundles of kiosks: the newest are kept for some weeks, sealed as they came."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Session

from central.store.database import insert_or_update
from central.store.support_models import SupportBundleRow
from wire.support_bundle import SupportBundleSent, read_bundle

BUNDLES_KEPT = timedelta(days=30)
"""A fault that nobody has looked at by then is another one."""
MOST_KEPT = 5
"""Of one kiosk. Whoever sends more asks about the last."""


@dataclass(frozen=True, slots=True)
class KeptBundle:
    """One as lists show it. ``size``: in bytes."""

    id: UUID
    received_at: datetime
    key_id: str
    size: int


def keep_bundle(db: Session, now: datetime, kiosk: str, sent: SupportBundleSent) -> UUID:
    """Its id, which follows from what it is: so one that comes again, since an answer was lost, is
    kept once. Raises NoBundle."""
    key_id = read_bundle(sent.bundle).key_id
    digest = hashlib.sha256(kiosk.encode() + b"\n" + sent.bundle).digest()
    id_ = UUID(bytes=digest[:16])
    row = insert_or_update(db, SupportBundleRow).values(
        id=id_,
        kiosk=kiosk,
        key_id=key_id,
        size=len(sent.bundle),
        content=sent.bundle,
        received_at=now,
    )
    db.execute(row.on_conflict_do_nothing())
    forget_bundles(db, now)
    _keep_the_newest(db, kiosk)
    return id_


def bundles_of(db: Connection | Session, now: datetime, kiosk: str) -> Sequence[KeptBundle]:
    """The newest first, none whose time is over."""
    row = SupportBundleRow
    rows = db.execute(
        select(row.id, row.received_at, row.key_id, row.size)
        .where(row.kiosk == kiosk, row.received_at > now - BUNDLES_KEPT)
        .order_by(row.received_at.desc(), row.id.desc())
    )
    return tuple(KeptBundle(each.id, each.received_at, each.key_id, each.size) for each in rows)


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
