"""How a kiosk is known: its key and certificate, whether it may call, whose place it took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from central.admins.proposals import Proposal, SharedDeed, open_proposals
from central.admins.roles import Whereabouts
from central.admins.shown_names import shown_names
from central.crypto.authority import KIOSK_LIFE
from central.fleet.configuration.groups import groups_of
from central.store.key_models import KioskKeysRow
from central.store.models import EnrolmentRow, KioskRow
from wire.enrolment import check_word


@dataclass(frozen=True, slots=True)
class EnrolledBy:
    """Who made the code, and who agreed to the machine that used it."""

    made_by: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class KioskIdentity:
    """``key``: the beginning of its digest, as the kiosk showed it when it was enrolled; None of
    one that calls with a device token, which has no certificate either. ``authority``: the id of
    the one that signed. ``replaced``, ``replaced_by``: kiosks, each with its name. ``revocation``:
    one that waits for a second person."""

    name: str
    place: Whereabouts
    key: str | None
    certified_from: datetime | None
    certified_until: datetime | None
    authority: str | None
    quarantined_at: datetime | None
    revoked_at: datetime | None
    enrolled: EnrolledBy | None
    replaced: Sequence[tuple[str, str]]
    replaced_by: Sequence[tuple[str, str]]
    revocation: Proposal | None


def identity_of(db: Session, kiosk: str, now: datetime) -> KioskIdentity:
    row, enrolment, keys = db.get_one(KioskRow, kiosk), EnrolmentRow, db.get(KioskKeysRow, kiosk)
    groups, until = groups_of(db, kiosk), row.certified_until
    last = db.scalar(
        select(enrolment)
        .where(enrolment.kiosk == kiosk, enrolment.state == "approved")
        .order_by(enrolment.decided_at.desc())
        .limit(1)
    )
    waiting = open_proposals(db, now, SharedDeed.REVOKE_KIOSK, kiosk)
    return KioskIdentity(
        name=row.name or row.id,
        place=Whereabouts(row.site, frozenset(groups.tags)),
        key=None if row.key_sha256 is None else check_word(row.key_sha256),
        certified_from=None if until is None else until - KIOSK_LIFE,
        certified_until=until,
        authority=None if keys is None else keys.certified_by,
        quarantined_at=row.quarantined_at,
        revoked_at=row.revoked_at,
        enrolled=None if last is None else _enrolled(db, last),
        replaced=_kiosks(db, enrolment.replaces, enrolment.kiosk == kiosk),
        replaced_by=_kiosks(db, enrolment.kiosk, enrolment.replaces == kiosk),
        revocation=next(iter(waiting), None),
    )


def _enrolled(db: Session, row: EnrolmentRow) -> EnrolledBy | None:
    if row.decided_by is None or row.decided_at is None:
        return None
    made, decided = row.made_by, row.decided_by
    names = shown_names(db, (made, decided))
    return EnrolledBy(names.get(made, made), names.get(decided, decided), row.decided_at)


def _kiosks(
    db: Session, of: InstrumentedAttribute[str | None], which: ColumnElement[bool]
) -> Sequence[tuple[str, str]]:
    approved = EnrolmentRow.state == "approved"
    rows = db.execute(
        select(KioskRow.id, KioskRow.name)
        .where(KioskRow.id.in_(select(of).where(which, approved, of.is_not(None))))
        .order_by(KioskRow.id)
    )
    return tuple((row.id, row.name or row.id) for row in rows)
