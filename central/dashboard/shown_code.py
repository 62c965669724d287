"""A one-time code, for the browser alone in which it was made: it stands in no address or store.

A sealed cookie carries it from the form to the page that shows it, for as long as it is good.
"""

import base64
from uuid import UUID

import segno
from fastapi import Request, Response
from markupsafe import Markup

from central.dashboard.access.container import Access
from central.dashboard.access.cookies import ENROLMENT_CODE, set_cookie
from central.fleet.enrolment import CODE_LIFE, MadeCode
from wire.sealing import SealBroken

_PIXELS_A_MODULE = 6


def hand_over(access: Access, response: Response, admin: str, made: MadeCode) -> None:
    plain = made.code.encode("ascii")
    sealed = access.key.seal(access.chance, "enrolment-code", _whose(admin, made.enrolment), plain)
    text = base64.urlsafe_b64encode(sealed).decode("ascii")
    set_cookie(response, ENROLMENT_CODE, text, int(CODE_LIFE.total_seconds()))


def code_here(access: Access, request: Request, admin: str, enrolment: UUID) -> str | None:
    """None where this browser, or whoever sits there now, did not make it, or made another."""
    try:
        sealed = base64.urlsafe_b64decode(request.cookies.get(ENROLMENT_CODE, ""))
        plain = access.key.unseal("enrolment-code", _whose(admin, enrolment), sealed)
    except (SealBroken, ValueError):
        return None
    return plain.decode("ascii")


def qr_of(code: str) -> Markup:
    """Black on white whatever the colours of the page are, with the quiet zone around it."""
    drawn = segno.make(code, error="m").svg_inline(
        scale=_PIXELS_A_MODULE, dark="#000", light="#fff", svgclass="qr", lineclass=None
    )
    return Markup(drawn)  # noqa: S704 — drawn by segno from characters of a fixed alphabet


def _whose(admin: str, enrolment: UUID) -> str:
    return f"{admin} {enrolment}"
