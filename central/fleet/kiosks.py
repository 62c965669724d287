"""The kiosks that may call, each known by its key, or by a device token until it has one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, Engine, bindparam, delete, select, update
from sqlalchemy.orm import Session

from central.crypto.keys import fingerprint
from central.runtime.chance import Chance, token
from central.store.database import transaction
from central.store.models import CitizenSessionRow, EnrolmentRow, KioskPlaceRow, KioskRow
from shared_runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class KnownKiosk:
    """``certified_until``: None of one that still calls with a device token."""

    id: str
    name: str
    site: str
    added_at: datetime
    certified_until: datetime | None
    revoked_at: datetime | None
    quarantined_at: datetime | None


@dataclass(frozen=True, slots=True)
class Credential:
    """What a caller has shown: the digest of a key that TLS has verified, or of a token."""

    kind: Literal["key", "token"]
    digest: str

    @classmethod
    def of_token(cls, device_token: str) -> "Credential":
        return cls("token", fingerprint(device_token))


def add_kiosk(engine: Engine, clock: Clock, chance: Chance, name: str) -> str:
    """Makes a kiosk known, or gives a known one a new token; returns the token, kept nowhere."""
    device_token = token(chance)
    set_token(engine, clock, name, device_token)
    return device_token


def site_of(db: Session, kiosk: str) -> str:
    """The agency where it stands; empty where that is not known."""
    return db.scalar(select(KioskRow.site).where(KioskRow.id == kiosk)) or ""


def set_token(engine: Engine, clock: Clock, name: str, device_token: str) -> None:
    """The token of a kiosk; what it may have had before opens nothing any more."""
    with transaction(engine) as db:
        row = db.get(KioskRow, name)
        if row is None:
            row = KioskRow(id=name, added_at=clock.now())
            db.add(row)
        row.token_sha256, row.key_sha256 = fingerprint(device_token), None
        row.certified_until = row.revoked_at = row.quarantined_at = None
        end_visits(db, name)


def revoke_kiosk(db: Session, clock: Clock, kiosk: str) -> KnownKiosk | None:
    """From the next call on nothing of the kiosk's opens anything, nor does a visit that is open
    there; and who waits to become it again with another key waits no more. ``None`` for a kiosk
    that nobody knows."""
    row = _row(db, kiosk)
    if row is None:
        return None
    row.revoked_at = row.revoked_at or clock.now()
    end_visits(db, row.id)
    waits = EnrolmentRow.kiosk == row.id, EnrolmentRow.state.in_(("open", "asked"))
    db.execute(update(EnrolmentRow).where(*waits).values(state="refused", decided_at=clock.now()))
    return _known(row)


def quarantine(db: Session, clock: Clock, kiosk: str) -> None:
    """The same until somebody has looked into it: ``release_kiosk``."""
    row = db.get(KioskRow, kiosk, with_for_update=True)
    if row is not None:
        row.quarantined_at = row.quarantined_at or clock.now()
        end_visits(db, kiosk)


def release_kiosk(db: Session, kiosk: str) -> KnownKiosk | None:
    row = _row(db, kiosk)
    if row is None:
        return None
    row.quarantined_at = None
    # Where it was used from before says nothing of where it is used from now.
    db.execute(delete(KioskPlaceRow).where(KioskPlaceRow.kiosk == row.id))
    return _known(row)


def known_kiosks(db: Session) -> Sequence[KnownKiosk]:
    """By their ids."""
    return tuple(map(_known, db.scalars(select(KioskRow).order_by(KioskRow.id))))


def find_kiosk(db: Session, named: str) -> KnownKiosk | None:
    """By its id, or by the name of one that may still call."""
    row = _row(db, named)
    return None if row is None else _known(row)


def kiosk_behind(db: Session | Connection, credential: Credential) -> str | None:
    """The id of the kiosk that this belongs to, unless it was revoked or is in quarantine. Who has
    shown a key needs no token any more."""
    found = db.execute(_BEHIND[credential.kind], {"of": credential.digest}).one_or_none()
    if found is None:
        return None
    kiosk: str
    kiosk, token_sha256 = found
    if credential.kind == "key" and token_sha256 is not None:
        db.execute(update(KioskRow).where(KioskRow.id == kiosk).values(token_sha256=None))
    return kiosk


def credential_digests(db: Session) -> Sequence[tuple[str, str]]:
    """Of all that opens central, each with the kiosk's id."""
    row = KioskRow
    rows = db.execute(select(row.id, row.token_sha256, row.key_sha256).where(MAY_CALL))
    return [(each, kiosk) for kiosk, *digests in rows for each in digests if each is not None]


def end_visits(db: Session, kiosk: str) -> None:
    db.execute(delete(CitizenSessionRow).where(CitizenSessionRow.kiosk == kiosk))
    db.execute(delete(KioskPlaceRow).where(KioskPlaceRow.kiosk == kiosk))


MAY_CALL = KioskRow.revoked_at.is_(None) & KioskRow.quarantined_at.is_(None)
_BEHIND = {
    kind: select(KioskRow.id, KioskRow.token_sha256).where(has == bindparam("of"), MAY_CALL)
    for kind, has in (("key", KioskRow.key_sha256), ("token", KioskRow.token_sha256))
}
"""Built once: each call of each kiosk asks one of them."""


def _row(db: Session, named: str) -> KioskRow | None:
    row = db.get(KioskRow, named, with_for_update=True)
    if row is not None:
        return row
    of_that_name = select(KioskRow).where(KioskRow.name == named, KioskRow.revoked_at.is_(None))
    return db.scalar(of_that_name.with_for_update())


def _known(row: KioskRow) -> KnownKiosk:
    return KnownKiosk(
        row.id,
        row.name or row.id,
        row.site,
        row.added_at,
        row.certified_until,
        row.revoked_at,
        row.quarantined_at,
    )
