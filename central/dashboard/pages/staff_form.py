"""The forms on which staff are written, and a PIN on the one page that ever shows it."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus

import segno
from fastapi import Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from central.admins.roles import Admin, Deed, Whereabouts
from central.admins.second_factor import grouped, provisioning_uri
from central.admins.sign_in import audited
from central.dashboard.access.forms import Fields
from central.dashboard.access.forms import field as sent
from central.dashboard.query_texts import storable
from central.dashboard.rendering import page
from central.fleet.staff.badges import READ_FROM, badge_of
from central.fleet.staff.keeping import IssuedPin, StaffDraft, StaffEditor
from central.fleet.staff.members import (
    ROLES,
    StaffDetails,
    StaffMember,
    WrongDetails,
    details,
    sites_named,
)
from central.fleet.staff.pins import WrongPin, checked_pin
from shared_runtime.private import Private

_LONGEST = 200


@dataclass(frozen=True, slots=True, repr=False)
class TypedStaff(Private):
    """A form as it was filled in, all but the PIN. ``wrong``: what is wrong with which field."""

    id: str = ""
    name: str = ""
    role: str = "agent"
    sites: str = ""
    family: str = "staff"
    read_from: str = "serial"
    identifier: str = ""
    by_hand: bool = False
    with_code: bool = False
    pin: str = ""
    wrong: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, fields: Fields) -> "TypedStaff":
        def text(name: str) -> str:
            return storable(sent(fields, name, _LONGEST))

        return cls(
            id=text("id"),
            name=text("name"),
            role=text("role"),
            sites=text("sites"),
            family=text("family"),
            read_from=text("read_from"),
            identifier=text("identifier"),
            by_hand=text("how") == "typed",
            with_code=text("code") == "yes",
            pin=text("pin"),
        )

    @classmethod
    def of_member(cls, who: StaffMember) -> "TypedStaff":
        badge = who.badge
        plain = cls(
            who.id, who.name, who.role, " ".join(who.sites), with_code=any(who.sites.values())
        )
        if badge is None:
            return plain
        return replace(
            plain, family=badge.family, read_from=badge.read_from, identifier=badge.identifier
        )

    def but(self, error: WrongDetails | WrongPin) -> "TypedStaff":
        name = error.field if isinstance(error, WrongDetails) else "pin"
        return replace(self, wrong={name: error.why})

    def details(self) -> StaffDetails:
        """Raises WrongDetails."""
        plain = details(self.name, self.role, "")
        if not self.identifier.strip():
            return plain
        try:
            return replace(plain, badge=badge_of(self.family, self.read_from, self.identifier))
        except ValueError:
            raise WrongDetails("badge", "form") from None

    def checked_pin(self) -> str | None:
        """None where chance is to choose. Raises WrongPin."""
        return checked_pin(self.pin) if self.by_hand else None


def sites_of(db: Session, admin: Admin, text: str) -> Sequence[str]:
    """Those named that are this admin's to see to: others are as if they were not there. Raises
    WrongDetails."""
    named = sites_named(db, text)
    if not all(administers(admin, each) for each in named):
        raise WrongDetails("sites", "unknown")
    return named


def administers(admin: Admin, site: str) -> bool:
    return admin.may(Deed.ADMINISTER, Whereabouts(site))


def editor(admin: Admin) -> StaffEditor:
    return StaffEditor(audited(admin.id), audited(admin.id))


def form_page(request: Request, template: str, typed: TypedStaff, **more: object) -> HTMLResponse:
    """With what was typed, and what is wrong with it."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if typed.wrong else HTTPStatus.OK
    choices = {"roles": ROLES, "read_from": READ_FROM}
    return page(request, template, status=status, typed=typed, **choices, **more)


def pin_page(
    request: Request,
    caisse: str,
    said: tuple[str, str],
    issued: IssuedPin,
    drafts: Sequence[StaffDraft],
) -> HTMLResponse:
    """The answer to the form itself: to be shown by an address of its own, the PIN would have to be
    kept until then. ``said``: id and name."""
    id_, name = said
    secret = None if issued.secret is None else base64.b32encode(issued.secret).decode("ascii")
    return page(
        request,
        "staff_pin.html",
        id=id_,
        name=name,
        pin=issued.pin,
        secret=None if secret is None else grouped(secret),
        picture=None if secret is None else _picture(provisioning_uri(secret, id_, caisse)),
        drafts=drafts,
    )


def _picture(address: str) -> str:
    return segno.make(address, error="m").svg_data_uri(scale=5, border=3, light="white")
