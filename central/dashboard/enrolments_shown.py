"""Enrolments as pages show them: those of places where somebody administers, with names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from central.admins.roles import Admin, Deed
from central.admins.shown_names import shown_names
from central.admins.sign_in import audited
from central.dashboard.access.container import Access
from central.dashboard.enrolment_places import place_at
from central.fleet.enrolment import Enrolment, EnrolmentDesk
from central.store.alarms import raised
from central.store.database import transaction
from central.store.models import KioskRow


@dataclass(frozen=True, slots=True)
class ShownEnrolment:
    """``by``: who made the code; ``taken``: the name of the kiosk that gets a new key, or whose
    place is taken. ``own``: made by whoever looks, where a second person is to approve it;
    ``shared``: another machine tried the code after this one."""

    enrolment: Enrolment
    by: str
    taken: str
    own: bool
    shared: bool


def under_way(access: Access, admin: Admin) -> Sequence[ShownEnrolment]:
    desk = EnrolmentDesk(access.clock, access.chance)
    with transaction(access.engine) as db:
        found = desk.under_way(db)
        theirs = tuple(each for each in found if _is_theirs(db, admin, each))
        names = shown_names(db, [each.made_by for each in theirs])
        shared = raised(db, "enrolment-code-shared", [_alarmed(each) for each in theirs])
        return tuple(_shown(db, admin, each, names, shared) for each in theirs)


def one(access: Access, admin: Admin, enrolment: UUID) -> ShownEnrolment | None:
    with transaction(access.engine) as db:
        found = EnrolmentDesk(access.clock, access.chance).one(db, enrolment)
        if found is None:
            return None
        shared = raised(db, "enrolment-code-shared", [_alarmed(found)])
        return _shown(db, admin, found, shown_names(db, [found.made_by]), shared)


def needs_another(enrolment: Enrolment, admin: Admin) -> bool:
    """Who wants one machine in another's place has a second person put it there: the other one may
    call no more from then on, as if it had been revoked."""
    return enrolment.takes_a_place and enrolment.made_by == audited(admin.id)


def _is_theirs(db: Session, admin: Admin, enrolment: Enrolment) -> bool:
    return admin.may(Deed.ADMINISTER, place_at(db, enrolment.site, enrolment.kiosk))


def _alarmed(enrolment: Enrolment) -> str:
    return enrolment.kiosk or enrolment.name


def _shown(
    db: Session,
    admin: Admin,
    enrolment: Enrolment,
    names: Mapping[str, str],
    shared: Mapping[str, datetime],
) -> ShownEnrolment:
    """``shared``: by the kiosk, when another machine last tried its code."""
    taken = enrolment.replaces or enrolment.kiosk
    row = None if taken is None else db.get(KioskRow, taken)
    name = taken or "" if row is None else row.name or row.id
    by, own = names.get(enrolment.made_by, enrolment.made_by), needs_another(enrolment, admin)
    tried_at = shared.get(_alarmed(enrolment))
    tried = tried_at is not None and tried_at >= enrolment.made_at
    return ShownEnrolment(enrolment, by, name, own, tried)
