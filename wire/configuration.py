"""What the fleet can tell a kiosk, and what a kiosk says became of it.

Every field may be absent: then this layer says nothing of it, and what stands below counts. Names
and limits are those of the kiosk's own settings (``docs/configuration.md``) wherever there is such
a setting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from wire.base import Answer, Digest, KeyId, LanguageTag, ShortLine, Slug
from wire.constraints import Base64, Checked, CheckedBeside, Items, Number, Text
from wire.contrast import contrast
from wire.moments import Moment
from wire.nearest import Coordinates, PublicAddress
from wire.opening_hours import OpeningHours
from wire.staff_cards import StaffCards

MAX_LOGO_BYTES = 65_536
MAX_SEALED_SECRET = 128
_PNG = b"\x89PNG\r\n\x1a\n"
_ARGON2ID = r"\$argon2id\$v=19\$m=\d{1,7},t=\d{1,3},p=\d{1,2}(\$[A-Za-z0-9+/]{11,90}){2}"
_ZONE = r"[A-Za-z0-9_+\-]+(/[A-Za-z0-9_+\-]+){0,2}"
_TEXT_AND_BACKGROUND, _DRAWING_AND_PAGE = 7.0, 3.0
"""Against white: WCAG 2.2, 1.4.6 and 1.4.11."""


def in_french_too(texts: Mapping[str, str]) -> Mapping[str, str]:
    if "fr" not in texts:
        raise ValueError("the French text is missing, which those read whose language has none")
    return texts


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(names)) < len(names):
        raise ValueError("a name stands there twice")
    return names


def _under_white_text(colour: str) -> str:
    return _apart_from_white(colour, _TEXT_AND_BACKGROUND)


def _on_the_page(colour: str) -> str:
    return _apart_from_white(colour, _DRAWING_AND_PAGE)


def _apart_from_white(colour: str, least: float) -> str:
    if contrast(colour, "#ffffff") < least:
        raise ValueError(f"must stand {least:g}:1 apart from white")
    return colour


def _picture_of(picture: bytes, form: str | None) -> bytes:
    there = {
        "png": picture.startswith(_PNG),
        "svg": b"<svg" in picture,
        "none": not picture,
    }
    if not there.get(form or "", True):
        raise ValueError("is no picture of that form")
    return picture


TextInLanguages = Annotated[Mapping[LanguageTag, ShortLine], Items(1, 30), Checked(in_french_too)]
_Hex = Text(pattern="#[0-9a-fA-F]{6}")
DarkColour = Annotated[str, _Hex, Checked(_under_white_text)]
DrawingColour = Annotated[str, _Hex, Checked(_on_the_page)]
ServiceNames = Annotated[tuple[Slug, ...], Items(most=100), Checked(_each_once)]
StaffRole = Literal["agent", "technician"]


SupportKey = Annotated[str, Text(pattern="[0-9a-f]{64}")]
"""A raw X25519 public key in hex."""


@dataclass(frozen=True, slots=True, repr=False)
class CaisseColours(Answer):
    """White text stands on the first two; the accent is for drawings."""

    primary: DarkColour
    pressed: DarkColour
    accent: DrawingColour


@dataclass(frozen=True, slots=True, repr=False)
class Logo(Answer):
    """``none`` takes away the one that a wider layer gives."""

    form: Literal["none", "png", "svg"]
    picture: Annotated[bytes, Base64(MAX_LOGO_BYTES), CheckedBeside("form", _picture_of)] = b""


@dataclass(frozen=True, slots=True, repr=False)
class PublicNotice(Answer):
    """A message to the public, shown from one moment until another."""

    id: Slug
    text: TextInLanguages
    shown_from: Moment
    shown_until: Moment


@dataclass(frozen=True, slots=True, repr=False)
class StaffVerifier(Answer):
    """By which a kiosk knows a member of staff without central: what argon2id made of the PIN, in
    the form of its reference implementation. Nobody reads the PIN out of it, nor puts it into a
    log. ``pepper``: the id of the agency's secret that the PIN is mixed with, without which nothing
    fits; ``badge``: a digest under that secret of the one that stands in for the name; ``totp``:
    the secret of the second factor, sealed with it, of who has one."""

    staff: Slug
    role: StaffRole
    verifier: Annotated[str, Text(pattern=_ARGON2ID)]
    pepper: KeyId | None = None
    badge: Digest | None = None
    totp: Annotated[bytes, Base64(MAX_SEALED_SECRET)] | None = None


@dataclass(frozen=True, slots=True, repr=False)
class KioskConfiguration(Answer):
    """``withheld``: services that are not offered here; ``levels``: what a service asks for over
    its own default, C the card, L the code too. ``printer``: the CUPS queue.
    ``idle_s`` without a touch, and the screen asks; ``idle_warning_s`` later the visit is over
    (EN 301 549 asks for at least 20 s to answer). ``address`` and ``coordinates``: where people
    find it; ``public``: whether everybody is told of it, as they are where it is left out.
    ``support_key``: for which bundles of this kiosk are sealed that staff save or send."""

    caisse_name: ShortLine | None = None
    agency_name: ShortLine | None = None
    address: PublicAddress | None = None
    coordinates: Coordinates | None = None
    opening_hours: OpeningHours | None = None
    public: bool | None = None
    data_contact: ShortLine | None = None
    logo: Logo | None = None
    colours: CaisseColours | None = None
    territory: Slug | None = None
    timezone: Annotated[str, Text(pattern=r"[A-Za-z0-9_+\-]+(/[A-Za-z0-9_+\-]+){0,2}")] | None = (
        None
    )
    phone: ShortLine | None = None
    phone_hours: TextInLanguages | None = None
    agent_where: TextInLanguages | None = None
    other_kiosk: TextInLanguages | None = None
    languages: Annotated[tuple[LanguageTag, ...], Items(1, 30), Checked(_each_once)] | None = None
    levels: Annotated[Mapping[Slug, Literal["C", "L"]], Items(most=100)] | None = None
    withheld: ServiceNames | None = None
    most_asked: Annotated[tuple[Slug, ...], Items(most=4), Checked(_each_once)] | None = None
    printer: Annotated[str, Text(pattern=r"[^\s/#]{1,127}")] | None = None
    paper_where: TextInLanguages | None = None
    tray_side: Literal["left", "right", "below"] | None = None
    receipt_where: TextInLanguages | None = None
    receipt_raster: bool | None = None
    sounds: bool | None = None
    sound_volume: Annotated[int, Number(0, 100)] | None = None
    same_key_ms: Annotated[int, Number(0, 2_000)] | None = None
    reduced_motion: bool | None = None
    idle_s: Annotated[int, Number(20, 600)] | None = None
    idle_warning_s: Annotated[int, Number(20, 120)] | None = None
    notices: Annotated[tuple[PublicNotice, ...], Items(most=20)] | None = None
    staff: Annotated[tuple[StaffVerifier, ...], Items(most=200)] | None = None
    support_key: SupportKey | None = None
    staff_cards: StaffCards | None = None


@dataclass(frozen=True, slots=True, repr=False)
class AppliedConfiguration(Answer):
    """What became of the newest document that a kiosk was given, by its ``digest``, and the
    ``running`` version, 0 where the kiosk's own file alone counts. ``version``: 0 of a document
    that cannot be believed. ``trying``: taken up, and not yet proved. ``reason``: of ``refused``
    and ``rolled_back``."""

    version: Annotated[int, Number(0, 2**53 - 1)]
    digest: Digest
    state: Literal["trying", "applied", "refused", "rolled_back"]
    running: Annotated[int, Number(0, 2**53 - 1)] = 0
    reason: Slug | None = None
