"""The kiosks that may call, each known by a device token until certificates come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, bindparam, delete, select
from sqlalchemy.orm import Session

from central.crypto.keys import fingerprint
from central.runtime.chance import Chance, token
from central.store.database import transaction
from central.store.models import CitizenSessionRow, KioskPlaceRow, KioskRow
from shared_runtime.clock import Clock

_BEHIND = select(KioskRow.name).where(
    KioskRow.token_sha256 == bindparam("of"), KioskRow.revoked_at.is_(None)
)
"""Built once: each call of each kiosk asks it."""


@dataclass(frozen=True, slots=True)
class KnownKiosk:
    name: str
    added_at: datetime
    revoked_at: datetime | None


def add_kiosk(engine: Engine, clock: Clock, chance: Chance, name: str) -> str:
    """Makes a kiosk known, or gives a known one a new token; returns the token, kept nowhere."""
    device_token = token(chance)
    set_token(engine, clock, name, device_token)
    return device_token


def set_token(engine: Engine, clock: Clock, name: str, device_token: str) -> None:
    """The token of a kiosk; what it may have had before opens nothing any more."""
    with transaction(engine) as db:
        row = db.get(KioskRow, name)
        if row is None:
            row = KioskRow(name=name, added_at=clock.now())
            db.add(row)
        row.token_sha256, row.revoked_at = fingerprint(device_token), None
        _end_all(db, name)


def revoke_kiosk(db: Session, clock: Clock, name: str) -> KnownKiosk | None:
    """From the next call on the kiosk's token opens nothing, nor does a visit that is open there.
    ``None`` for a kiosk that nobody knows."""
    row = db.get(KioskRow, name, with_for_update=True)
    if row is None:
        return None
    row.revoked_at = row.revoked_at or clock.now()
    _end_all(db, name)
    return KnownKiosk(row.name, row.added_at, row.revoked_at)


def known_kiosks(db: Session) -> Sequence[KnownKiosk]:
    """By their names."""
    rows = db.scalars(select(KioskRow).order_by(KioskRow.name))
    return tuple(KnownKiosk(row.name, row.added_at, row.revoked_at) for row in rows)


def kiosk_behind(db: Session | Connection, device_token: str) -> str | None:
    """The name of the kiosk that holds this token, unless it was revoked."""
    return db.scalar(_BEHIND, {"of": fingerprint(device_token)})


def token_fingerprints(db: Session) -> Sequence[str]:
    """Of the tokens that open central."""
    return db.scalars(select(KioskRow.token_sha256).where(KioskRow.revoked_at.is_(None))).all()


def _end_all(db: Session, name: str) -> None:
    db.execute(delete(CitizenSessionRow).where(CitizenSessionRow.kiosk == name))
    db.execute(delete(KioskPlaceRow).where(KioskPlaceRow.kiosk == name))
