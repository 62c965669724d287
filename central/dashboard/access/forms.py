"""Forms as browsers send them: bounded, from our own pages alone, and never lost."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.types import Message, Receive

from central.dashboard.access.container import Access
from shared_runtime.private import Private
from wire.sealing import SealBroken

TOKEN_FIELD, TOKEN_HEADER = "csrf", "x-csrf-token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_URLENCODED = "application/x-www-form-urlencoded"
_MOST_FIELDS = 500
_MOST_CARRIED_BYTES = 32_768
_CARRIED_FOR = timedelta(hours=12)
NEVER_CARRIED = frozenset({TOKEN_FIELD, "password", "again", "totp", "carried", "pin"})
_LONGEST_PATH = 1_000

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, repr=False)
class CarriedForm(Private):
    """What somebody had filled in when they were to sign in first. ``admin``: who it was, empty
    where that is not known; ``at``: when, in seconds."""

    to: str
    fields: Fields
    admin: str
    at: int


def from_our_pages(request: Request, origin: str) -> bool:
    """Whether a form or script of the console itself sent this (OWASP, verifying the origin). A
    browser that tells neither is none that this page supports."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    said = request.headers.get("origin")
    if said is None:
        referrer = urlsplit(request.headers.get("referer", ""))
        said = f"{referrer.scheme}://{referrer.netloc}" if referrer.netloc else None
    if said is None:
        return site == "same-origin"
    return said.lower() == origin


async def read_form(request: Request, receive: Receive) -> tuple[Fields, bool, Receive]:
    """The fields of an URL-encoded body, whether it was one, and a ``receive`` that gives the body
    once more. The body is as large as the guard around the application lets it be."""
    pieces: list[bytes] = []
    whole = False
    while not whole:
        message = await receive()
        if message["type"] != "http.request":
            break
        pieces.append(message.get("body", b""))
        whole = not message.get("more_body", False)
    body = b"".join(pieces)
    is_form = request.headers.get("content-type", "").partition(";")[0].strip() == _URLENCODED
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return (_parsed(body) if is_form else ()), is_form, again


def field(fields: Fields, name: str, longest: int = 1_000) -> str:
    """The first of that name; empty where it is missing or too long."""
    found = next((value for each, value in fields if each == name), "")
    return found if len(found) <= longest else ""


def is_form_token(access: Access, cookie: str, request: Request, fields: Fields) -> bool:
    sent = request.headers.get(TOKEN_HEADER) or field(fields, TOKEN_FIELD)
    return access.key.is_form_token(sent, cookie)


def local_path(text: str, otherwise: str = "/") -> str:
    """A place of the console to go on to; never another host's."""
    if not text.startswith("/") or len(text) > _LONGEST_PATH or not text.isprintable():
        return otherwise
    # Browsers read a backslash as a slash, and two slashes as the beginning of a host.
    return otherwise if text.startswith("//") or "\\" in text else text


def carried(access: Access, to: str, fields: Fields, admin: str) -> str | None:
    """The form, sealed for the page to carry: nothing of it stands in an address or in the store,
    and no other site can plant one. None where it is too long."""
    kept = tuple(each for each in fields if each[0] not in NEVER_CARRIED)
    at = int(access.clock.now().timestamp())
    plain = json.dumps([to, kept, admin, at], ensure_ascii=False).encode("utf-8")
    if len(plain) > _MOST_CARRIED_BYTES:
        return None
    sealed = access.key.seal(access.chance, "admin-form", "", plain)
    return base64.urlsafe_b64encode(sealed).decode("ascii")


def opened(access: Access, text: str) -> CarriedForm | None:
    """None where it is none of ours, or too old."""
    try:
        plain = access.key.unseal("admin-form", "", base64.urlsafe_b64decode(text))
    except (SealBroken, ValueError):
        return None
    to, fields, admin, at = json.loads(plain)
    if abs(access.clock.now().timestamp() - at) > _CARRIED_FOR.total_seconds():
        return None
    return CarriedForm(to, _pairs(fields), admin, at)


def sent_fields(request: Request) -> Fields:
    """What the gate has read of this request."""
    fields: Fields = request.state.form
    return fields


def _pairs(read: Sequence[Sequence[str]]) -> Fields:
    return tuple((name, value) for name, value in read)


def _parsed(body: bytes) -> Fields:
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=_MOST_FIELDS,
            errors="strict",
        )
    except ValueError:
        return ()
    return tuple(pairs)
