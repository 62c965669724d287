"""What single settings of kiosk-ui may be: checked texts, services by their names, a caisse's
colours."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationInfo

from kiosk.config.territories import territories
from kiosk.config.text_by_language import TextByLanguage
from kiosk.domain.place import Notice
from kiosk.domain.services import Level
from kiosk.services.registry import DEFAULT_LEVELS, DEMARCHES
from wire.contrast import contrast
from wire.opening_hours import MAX_EXCEPTIONS, DayHours, OpeningHours

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def known_timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones, a name too long
        raise ValueError("must be an IANA time zone such as Europe/Paris") from None
    return value


def _colour(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        raise ValueError("must be a colour such as #0c419a")
    return value


def _under_white_text(value: str) -> str:
    return _distinct(value, 7.0)


def _on_the_page(value: str) -> str:
    return _distinct(value, 3.0)


def _distinct(value: str, least: float) -> str:
    ratio = contrast(value, "#ffffff")
    if ratio < least:
        raise ValueError(
            f"must stand {least:g}:1 apart from white, and {value} gives {ratio:.1f}:1"
        )
    return value


def picture(value: Path) -> Path:
    try:
        there = value.is_file()
    except OSError:  # a name too long, a folder that may not be looked into
        there = False
    if not there:
        raise ValueError(f"must be the path of a picture, and {value} is none")
    return value


def levels_of_services(value: dict[str, Level]) -> dict[str, Level]:
    unknown = sorted(set(value) - set(DEFAULT_LEVELS))
    if unknown:
        raise ValueError(f"names no service about a person: {', '.join(unknown)}")
    if Level.OPEN in value.values():
        raise ValueError("must be C or L: what is about a person is not open to all")
    return value


def known_services(value: tuple[str, ...]) -> tuple[str, ...]:
    unknown = sorted(set(value) - {each.id for each in DEMARCHES})
    if unknown:
        raise ValueError(f"names no service: {', '.join(unknown)}")
    if len(set(value)) < len(value):
        raise ValueError("names a service twice")
    return value


def known_territory(value: str) -> str:
    kiosks_stand_in = sorted(name for name, each in territories().items() if each.timezone)
    if value not in kiosks_stand_in:
        raise ValueError(f"must be one of {', '.join(kiosks_stand_in)}")
    return value


def devices_allowed(value: str, info: ValidationInfo) -> str:
    if value == "simulated" and info.data.get("production"):
        raise ValueError("must be real where production is true")
    return value


def paper_folder_needed(value: Path | None, info: ValidationInfo) -> Path | None:
    if value is None and info.data.get("devices") == "simulated":
        raise ValueError("is needed where devices are simulated")
    return value


HexColour = Annotated[str, AfterValidator(_colour)]


class PublicMessage(BaseModel):
    """A message to the public, from one moment until another."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,63}$")] = Field(
        description="By which staff tell it from others."
    )
    text: TextByLanguage = Field(description="One sentence.")
    shown_from: AwareDatetime = Field(description="When it comes, with the zone.")
    shown_until: AwareDatetime = Field(description="When it goes.")

    def notice(self) -> Notice:
        return Notice(self.text.by_language(), self.shown_from, self.shown_until)


class Brand(BaseModel):
    """A caisse's own colours: white text stands on the first two, the accent is for drawings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    primary: Annotated[HexColour, AfterValidator(_under_white_text)] = Field(
        description="Buttons and the header; at least 7:1 against white."
    )
    pressed: Annotated[HexColour, AfterValidator(_under_white_text)] = Field(
        description="A button under a finger; at least 7:1 against white."
    )
    accent: Annotated[HexColour, AfterValidator(_on_the_page)] = Field(
        description="Drawings; at least 3:1 against white."
    )


class AgencyHours(BaseModel):
    """When the agency is open. A day that is left out is one on which it is closed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    monday: DayHours = Field(
        default=(), description="Hours from and to, such as `08:30-12:00`, from the morning on."
    )
    tuesday: DayHours = Field(default=(), description="The same of Tuesday.")
    wednesday: DayHours = Field(default=(), description="The same of Wednesday.")
    thursday: DayHours = Field(default=(), description="The same of Thursday.")
    friday: DayHours = Field(default=(), description="The same of Friday.")
    saturday: DayHours = Field(default=(), description="The same of Saturday.")
    sunday: DayHours = Field(default=(), description="The same of Sunday.")
    exceptions: Mapping[date, DayHours] = Field(
        default_factory=dict,
        max_length=MAX_EXCEPTIONS,
        description="What counts on a single day instead, by its date; `[]` for closed.",
    )

    def hours(self) -> OpeningHours:
        return OpeningHours(**{name: getattr(self, name) for name in type(self).model_fields})
