"""Members of staff as the store has them, and what is asked of one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.admins.accounts import shown_name
from central.fleet.staff.badges import read_badge
from central.store.models import KioskRow
from central.store.staff_models import StaffMemberRow, StaffPinRow
from wire.configuration import StaffRole
from wire.staff import StaffBadge

ROLES: Sequence[StaffRole] = get_args(StaffRole)
MOST_AT_A_SITE = 200
"""As many as a configuration holds."""
_ID = re.compile("[a-z][a-z0-9_-]{1,31}")


@dataclass(frozen=True, slots=True)
class StaffMember:
    """``sites``: the agencies where they have a PIN, each with whether a second factor goes with
    it."""

    id: str
    key: str
    name: str
    role: StaffRole
    badge: StaffBadge | None
    revision: int
    added_at: datetime
    suspended_at: datetime | None
    sites: Mapping[str, bool]
    pin_set_at: datetime | None


@dataclass(frozen=True, slots=True)
class StaffDetails:
    """What is written of somebody, checked."""

    name: str
    role: StaffRole
    badge: StaffBadge | None = None


class WrongDetails(ValueError):
    """``field`` and ``why``: what is wrong with which, in stable words."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field, self.why = field, why


def role_of(text: str) -> StaffRole:
    """Of a row: the one that may less where a later release wrote another."""
    return "technician" if text == "technician" else "agent"


def staff_id(text: str) -> str:
    """What they will type at a kiosk. Raises WrongDetails."""
    plain = text.strip().lower()
    if not _ID.fullmatch(plain):
        raise WrongDetails("id", "form")
    return plain


def details(name: str, role: str, badge: str) -> StaffDetails:
    """Raises WrongDetails."""
    shown = shown_name(name)
    if not shown:
        raise WrongDetails("name", "missing")
    known: StaffRole | None = next((each for each in ROLES if each == role), None)
    if known is None:
        raise WrongDetails("role", "missing")
    try:
        return StaffDetails(shown, known, read_badge(badge))
    except ValueError:
        raise WrongDetails("badge", "form") from None


def sites_named(db: Session, text: str) -> tuple[str, ...]:
    """Agencies by their codes, between spaces or commas. Raises WrongDetails of one that has no
    kiosk."""
    named = tuple(dict.fromkeys(text.replace(",", " ").split()))
    if not named:
        raise WrongDetails("sites", "missing")
    known = set(db.scalars(select(KioskRow.site).where(KioskRow.site.in_(named))))
    if not known.issuperset(named):
        raise WrongDetails("sites", "unknown")
    return named


def member(db: Session, id_: str) -> StaffMember | None:
    row = db.get(StaffMemberRow, id_)
    return None if row is None else _members(db, [row])[0]


def member_of_key(db: Session, key: str) -> StaffMember | None:
    row = db.scalar(select(StaffMemberRow).where(StaffMemberRow.key == key))
    return None if row is None else _members(db, [row])[0]


def staffed_sites(db: Session) -> Sequence[str]:
    """Agencies that have a kiosk, or staff."""
    kiosks = select(KioskRow.site).where(KioskRow.site != "", KioskRow.revoked_at.is_(None))
    return db.scalars(kiosks.union(select(StaffPinRow.site)).order_by("site")).all()


def members_at(db: Session, site: str) -> Sequence[StaffMember]:
    """By name."""
    here = select(StaffPinRow.staff).where(StaffPinRow.site == site)
    rows = db.scalars(
        select(StaffMemberRow)
        .where(StaffMemberRow.id.in_(here))
        .order_by(StaffMemberRow.name, StaffMemberRow.id)
    )
    return _members(db, rows.all())


def _members(db: Session, rows: Sequence[StaffMemberRow]) -> Sequence[StaffMember]:
    pins = db.execute(
        select(StaffPinRow.staff, StaffPinRow.site, StaffPinRow.totp, StaffPinRow.set_at)
        .where(StaffPinRow.staff.in_([each.id for each in rows]))
        .order_by(StaffPinRow.site)
    ).all()
    return [_member(row, [pin for pin in pins if pin.staff == row.id]) for row in rows]


def _member(row: StaffMemberRow, pins: Sequence[Any]) -> StaffMember:
    return StaffMember(
        row.id,
        row.key,
        row.name,
        role_of(row.role),
        read_badge(row.badge or ""),
        row.revision,
        row.added_at,
        row.suspended_at,
        {pin.site: pin.totp is not None for pin in pins},
        max((pin.set_at for pin in pins), default=None),
    )
