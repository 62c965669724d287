"""Where this kiosk stands and who can help there: what the screens say of the agency."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.domain import timeouts
from wire.opening_hours import OpeningHours

ByLanguage = Mapping[str, str]
"""One text in some of the languages of ``Place.languages`` (``fr`` at least), by their tags."""


@dataclass(frozen=True, slots=True)
class Colours:
    """A caisse's own colours as ``#rrggbb``: of main buttons, of a pressed one, and the accent."""

    primary: str
    pressed: str
    accent: str


@dataclass(frozen=True, slots=True)
class TerritoryContact:
    """How the people of one territory call their caisse."""

    territory: ByLanguage
    phone: str
    hours: ByLanguage


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to the public, from one moment until another."""

    text: ByLanguage
    shown_from: datetime
    shown_until: datetime

    def is_shown(self, now: datetime) -> bool:
        return self.shown_from <= now < self.shown_until


@dataclass(frozen=True, slots=True)
class Place:
    """``agent_where`` and ``other_kiosk`` are whole sentences; ``paper_where`` and
    ``receipt_where`` go on one (``in the tray``). ``phone_hours`` follows the number,
    ``opening_hours`` where an agent is, and ``agency_hours`` in words where those are not told.
    ``elsewhere``: how people of other territories call. ``data_contact``: to whom one writes about
    one's data.

    ``screen_inches``: the screen from corner to corner, by which large text is large enough.
    ``same_key_ms``: how long a key of the keypad is ignored after it was pressed.
    ``reduced_motion``: no drawing moves. ``most_asked``: the services that come first on the home
    screen, by their ids; what the services say of themselves where it is empty.

    ``idle_s`` without a touch, and the screen asks whether somebody is there; ``idle_warning_s``
    later the visit is over.

    ``notices``: what the caisse has to say to everybody, the first one that is of this time.

    ``chip_up``: a card goes into the reader with its chip on top. ``tray_side``: where printed
    paper comes out, seen from the screen: ``left``, ``right`` or ``below``.

    ``fitted``: what this kiosk is to have besides reader and printer: ``receipts``, ``speaker``.

    ``logo`` is the path of a picture, ``timezone`` an IANA name. The first of ``languages`` is the
    one the kiosk comes back to after each person.
    """

    caisse_name: str
    agency_name: str
    kiosk_number: str
    agent_where: ByLanguage
    phone: str
    phone_hours: ByLanguage
    other_kiosk: ByLanguage
    paper_where: ByLanguage
    timezone: str = "Europe/Paris"
    logo: str | None = None
    colours: Colours | None = None
    languages: tuple[str, ...] = ("fr",)
    elsewhere: tuple[TerritoryContact, ...] = ()
    data_contact: str = ""
    same_key_ms: int = 150
    reduced_motion: bool = False
    receipt_where: ByLanguage = field(default_factory=dict)
    opening_hours: OpeningHours | None = None
    agency_hours: ByLanguage = field(default_factory=dict)
    most_asked: tuple[str, ...] = ()
    chip_up: bool = True
    tray_side: str = "right"
    screen_inches: float = 24.0
    idle_s: float = timeouts.IDLE_S
    idle_warning_s: float = timeouts.IDLE_WARNING_S
    notices: tuple[Notice, ...] = ()
    fitted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class InEachLanguage:
    """A text of the configuration, by the tags of its languages (``fr`` at least)."""

    texts: tuple[tuple[str, str], ...]

    def in_language(self, language: str) -> str:
        """The text in ``language``, in French where that language is missing."""
        return in_language(dict(self.texts), language)


def in_each_language(texts: ByLanguage) -> InEachLanguage:
    """An argument of a message that reads in the person's language."""
    return InEachLanguage(tuple(sorted(texts.items())))


def in_language(texts: ByLanguage, language: str) -> str:
    """The text in ``language``, in French where that language is missing."""
    return texts.get(language) or texts.get("fr", "")


NOWHERE = Place("", "", "", {}, "", {}, {}, {})
"""Until the configuration is read."""
