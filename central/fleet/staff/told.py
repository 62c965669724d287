"""What the kiosks of an agency are told of its staff, and whether that was approved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.fleet.configuration.content import checked
from central.fleet.configuration.drafts import open_drafts, said_now, write_draft
from central.fleet.configuration.layers import ConfigurationLayer, LayerKind
from central.fleet.staff.badges import read_badge
from central.fleet.staff.members import role_of
from central.store.staff_models import StaffMemberRow, StaffPinRow
from wire.codec import codec_of
from wire.configuration import KioskConfiguration, StaffVerifier
from wire.staff_pepper import pepper_of_agency

_STAFF = "staff"


@dataclass(frozen=True, slots=True)
class StaffStanding:
    """``draft``: of the number that waits for a second person, None where none says what the store
    does. ``in_force``: what was approved says it already."""

    in_force: bool
    draft: int | None


def standing(db: Session, secret: bytes, site: str) -> StaffStanding:
    wanted = _wanted(db, secret, site)
    layer = _layer(site)
    if said_now(db, layer).get(_STAFF, []) == wanted:
        return StaffStanding(True, None)
    waiting = [
        each.id
        for each in open_drafts(db)
        if each.layer == layer and each.content.get(_STAFF) == wanted
    ]
    return StaffStanding(False, max(waiting, default=None))


def draft_staff(db: Session, now: datetime, author: str, secret: bytes, site: str) -> int:
    """The draft of the agency's layer that says its staff as it is now, and all else as before."""
    said: Mapping[str, Any] = said_now(db, _layer(site))
    content = checked({**said, _STAFF: _wanted(db, secret, site)})
    return write_draft(db, now, author, _layer(site), content)


def _wanted(db: Session, secret: bytes, site: str) -> Sequence[Mapping[str, Any]]:
    """Of those who are not suspended, by id; as plain values of JSON."""
    pepper = pepper_of_agency(secret, site)
    rows = db.execute(
        select(StaffMemberRow, StaffPinRow)
        .join(StaffPinRow, StaffPinRow.staff == StaffMemberRow.id)
        .where(StaffPinRow.site == site, StaffMemberRow.suspended_at.is_(None))
        .order_by(StaffMemberRow.id)
    ).all()
    told = []
    for who, pin in rows:
        badge = read_badge(who.badge or "")
        told.append(
            StaffVerifier(
                staff=who.id,
                role=role_of(who.role),
                verifier=pin.verifier,
                pepper=pin.pepper,
                badge=None if badge is None else pepper.badge(badge),
                totp=pin.totp,
            )
        )
    plain = codec_of(KioskConfiguration).plain(KioskConfiguration(staff=tuple(told)))
    wanted: Sequence[Mapping[str, Any]] = plain[_STAFF]
    return wanted


def _layer(site: str) -> ConfigurationLayer:
    return ConfigurationLayer(LayerKind.AGENCY, site)
