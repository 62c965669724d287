"""Settings of kiosk-ui: section ``[kiosk]`` of the TOML file, ``BORNE_KIOSK_…`` over it.

Without a file everything has a default: the fictitious caisse of the demonstration.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field
from pydantic_settings import SettingsConfigDict

from kiosk.config.section import SectionSettings
from kiosk.config.setting_values import (
    AgencyHours,
    Brand,
    PublicMessage,
    devices_allowed,
    known_services,
    known_territory,
    known_timezone,
    levels_of_services,
    paper_folder_needed,
    picture,
)
from kiosk.config.staff_cards import StaffCardSettings, families_of
from kiosk.config.territories import territories
from kiosk.config.text_by_language import Language, ShortText, TextByLanguage
from kiosk.domain import timeouts
from kiosk.domain.ids import ServiceId
from kiosk.domain.place import Colours, Place
from kiosk.domain.services import Level
from shared_runtime.messages.loading import languages, messages_folder
from wire.staff_cards import StaffCardFamily


class KioskSettings(SectionSettings):
    """What kiosk-ui is told."""

    section: ClassVar[str] = "kiosk"
    model_config = SettingsConfigDict(env_prefix="BORNE_KIOSK_", env_nested_delimiter="__")

    production: bool = Field(
        default=False, description="True in an agency: simulated devices are then refused."
    )
    caisse_name: ShortText = Field(
        default="Caisse de démonstration", description="Name of the caisse, in the header."
    )
    agency_name: ShortText = Field(
        default="Agence du Centre", description="Name of the agency, in the header and on paper."
    )
    kiosk_number: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,12}$")] = Field(
        default="07", description="What staff call this kiosk; on the screen and on paper."
    )
    logo: Annotated[Path, AfterValidator(picture)] | None = Field(
        default=None,
        description="Picture of the caisse's logo, for the header.",
        examples=["/etc/borne/logo.svg"],
    )
    colours: Brand | None = Field(
        default=None,
        description="The caisse's own colours; without it those of the house.",
        examples=[{"primary": "#0c419a", "pressed": "#07275c", "accent": "#b41567"}],
    )
    agent_where: TextByLanguage = Field(
        default=TextByLanguage(
            fr="À l’accueil, à gauche de l’entrée.", en="At the desk, left of the entrance."
        ),
        description="Where an agent is found, said wherever the kiosk cannot help.",
    )
    opening_hours: AgencyHours | None = Field(
        default=None,
        description="When the agency is open: whether it is now, and when again, is said with "
        "where an agent is found.",
        examples=[{"monday": ["08:30-12:00", "13:30-17:00"], "exceptions": {"2026-12-25": []}}],
    )
    agency_hours: TextByLanguage | None = Field(
        default=None,
        description="The same in words, where `opening_hours` are left out.",
        examples=[
            {"fr": "Du lundi au vendredi, de 9 h à 17 h.", "en": "Monday to Friday, 9 am to 5 pm."}
        ],
    )
    territory: Annotated[str, AfterValidator(known_territory)] = Field(
        default="metropole",
        description="Where the kiosk stands: gives `phone`, `phone_hours` and `timezone`. "
        "One of those in kiosk/config/territories.toml that have a time zone.",
    )
    phone: ShortText | None = Field(
        default=None,
        description="Number that people may call instead, over that of the territory.",
        examples=["36 46"],
    )
    phone_hours: TextByLanguage | None = Field(
        default=None,
        description="When that number answers, over the hours of the territory.",
        examples=[
            {
                "fr": "Du lundi au vendredi, de 8 h 30 à 17 h 30.",
                "en": "Monday to Friday, 8:30 am to 5:30 pm.",
            }
        ],
    )
    data_contact: ShortText = Field(
        default="Délégué à la protection des données, 1 place de l’Exemple, 75000 Paris",
        description="To whom people write about their data.",
    )
    other_kiosk: TextByLanguage = Field(
        default=TextByLanguage(
            fr="Une autre borne se trouve à l’accueil.", en="There is another kiosk at the desk."
        ),
        description="Where to go when this kiosk is out of service.",
    )
    paper_where: TextByLanguage = Field(
        default=TextByLanguage(
            fr="dans le bac, à droite de l’écran",
            en="in the tray, right of the screen",
        ),
        description="Where the printed paper comes out, to go on a sentence: “Le papier est …”.",
    )
    tray_side: Literal["left", "right", "below"] = Field(
        default="right", description="On which side of the screen that tray is, for the arrows."
    )
    receipt_where: TextByLanguage = Field(
        default=TextByLanguage(fr="sous l’écran", en="below the screen"),
        description="Where a receipt comes out of the receipt printer, to go on a sentence: "
        "“Prenez votre reçu …”.",
    )
    timezone: Annotated[str, AfterValidator(known_timezone)] | None = Field(
        default=None,
        description="IANA time zone of the dates and times shown, over that of the territory.",
        examples=["Europe/Paris"],
    )
    languages: tuple[Language, ...] = Field(
        default_factory=lambda: languages(messages_folder()),
        min_length=1,
        description="Languages offered, by the names of their folders in messages/; the first one "
        "greets. All of them where it is left out, French first.",
        examples=[["fr", "en"]],
    )
    levels: Annotated[dict[str, Level], AfterValidator(levels_of_services)] = Field(
        default_factory=dict,
        description="What a service asks for, over its own default: "
        "C the card, L the personal code too.",
        examples=[{"attestation_de_droits": "L"}],
    )
    most_asked: Annotated[tuple[str, ...], AfterValidator(known_services)] = Field(
        default=(),
        max_length=4,
        description="Services that come first on the home screen, at most four, in this order; "
        "where it is left out, what is begun most at this kiosk, and the usual ones until enough "
        "was.",
        examples=[["attestation_de_droits", "adresse"]],
    )
    withheld: Annotated[tuple[str, ...], AfterValidator(known_services)] = Field(
        default=(),
        description="Services that are not offered here.",
        examples=[["ij"]],
    )
    notices: tuple[PublicMessage, ...] = Field(
        default=(),
        max_length=20,
        description="Messages to the public, where nobody is in the middle of something and all "
        "is well: the first one whose time it is.",
        examples=[
            [
                {
                    "id": "closed-friday",
                    "text": {"fr": "L’agence est fermée vendredi après-midi."},
                    "shown_from": "2026-12-01T00:00:00+01:00",
                    "shown_until": "2026-12-05T00:00:00+01:00",
                }
            ]
        ],
    )
    staff_cards: StaffCardSettings = ()
    gateway_socket: Path = Field(
        default=Path("/run/kiosk-sync/gateway.sock"),
        description="Unix socket of kiosk-sync: `socket` of [sync].",
    )
    devices: Annotated[Literal["real", "simulated"], AfterValidator(devices_allowed)] = Field(
        default="real", description="Real devices, or simulated ones to try the kiosk out."
    )
    reader: Annotated[str, Field(max_length=120)] = Field(
        default="",
        description="Part of the card reader's name, or a wildcard; empty takes the first.",
    )
    card_chip: Literal["up", "down"] = Field(
        default="up", description="How a card goes in, seen from above: its chip on top, or below."
    )
    printer: Annotated[str, Field(pattern=r"^[^\s/#]{1,127}$")] = Field(
        default="borne", description="Name of the CUPS queue."
    )
    cups_server: ShortText = Field(
        default="/run/cups/cups.sock",
        description="Unix socket of CUPS; host:port in a developer's set-up.",
    )
    receipt_device: Path | None = Field(
        default=None,
        description="Device file of the receipt printer (ESC/POS, 80 mm); without one receipts "
        "are printed on A4.",
        examples=["/dev/borne-receipt"],
    )
    receipt_raster: bool = Field(
        default=True,
        description="Whether the receipt printer takes pictures (GS v 0), in which receipts are "
        "set like the screens; else they are in its own letters.",
    )
    screen_inches: Annotated[float, Field(ge=10, le=100)] = Field(
        default=24.0,
        description="The screen from corner to corner: the finer its pixels, the more of them "
        "large text takes, so that its capitals are 7.3 mm high (EN 301 549, 5.1.4).",
        json_schema_extra={"unit": "in"},
    )
    reduced_motion: bool = Field(
        default=False,
        description="Whether every drawing stands still, on a slow machine or by wish.",
    )
    same_key_ms: Annotated[int, Field(ge=0, le=2000)] = Field(
        default=150,
        description="How long the same key of the code is ignored after it was pressed; longer "
        "helps hands that tremble, and slows those that type a digit twice.",
        json_schema_extra={"unit": "ms"},
    )
    idle_s: Annotated[int, Field(ge=20, le=600)] = Field(
        default=int(timeouts.IDLE_S),
        description="Without a touch for so long, the screen asks whether somebody is there.",
        json_schema_extra={"unit": "s"},
    )
    idle_warning_s: Annotated[int, Field(ge=20, le=120)] = Field(
        default=int(timeouts.IDLE_WARNING_S),
        description="After that the visit is over; at least 20 s (EN 301 549, WCAG 2.2.1).",
        json_schema_extra={"unit": "s"},
    )
    sounds: bool = Field(
        default=True,
        description="Short sounds: card read, paper ready, take your card, a problem, "
        "are you there.",
    )
    sound_volume: Annotated[int, Field(ge=0, le=100)] = Field(
        default=60,
        description="How loud they are, of what the clips hold.",
        json_schema_extra={"unit": "%"},
    )
    speaker: Annotated[str, Field(pattern=r"^[!-~]{1,120}$")] = Field(
        default="default",
        description="Name of the ALSA device they are played on; without one there is silence.",
        examples=["plughw:CARD=PCH"],
    )
    paper_folder: Annotated[Path | None, AfterValidator(paper_folder_needed)] = Field(
        default=None,
        validate_default=True,
        description="Folder for the PDFs that a simulated printer prints; needed with it.",
        examples=["build/paper"],
    )

    def place(self) -> Place:
        """What the screens say of the agency."""
        here = territories()[self.territory]
        hours = here.hours if self.phone_hours is None else self.phone_hours
        return Place(
            caisse_name=self.caisse_name,
            agency_name=self.agency_name,
            kiosk_number=self.kiosk_number,
            agent_where=self.agent_where.by_language(),
            opening_hours=None if self.opening_hours is None else self.opening_hours.hours(),
            agency_hours={} if self.agency_hours is None else self.agency_hours.by_language(),
            phone=self.phone or here.phone,
            phone_hours=hours.by_language(),
            other_kiosk=self.other_kiosk.by_language(),
            paper_where=self.paper_where.by_language(),
            receipt_where=self.receipt_where.by_language(),
            timezone=self.timezone or here.timezone or "UTC",
            logo=None if self.logo is None else str(self.logo),
            colours=None if self.colours is None else Colours(**self.colours.model_dump()),
            languages=self.languages,
            elsewhere=tuple(
                each.contact() for name, each in territories().items() if name != self.territory
            ),
            data_contact=self.data_contact,
            same_key_ms=self.same_key_ms,
            reduced_motion=self.reduced_motion,
            most_asked=self.most_asked,
            chip_up=self.card_chip == "up",
            tray_side=self.tray_side,
            screen_inches=self.screen_inches,
            idle_s=self.idle_s,
            idle_warning_s=self.idle_warning_s,
            notices=tuple(each.notice() for each in self.notices),
            fitted=self._fitted(),
        )

    def _fitted(self) -> frozenset[str]:
        there = {"receipts": self.receipt_device is not None, "speaker": self.sounds}
        return frozenset(name for name, is_there in there.items() if is_there)

    def withheld_services(self) -> frozenset[ServiceId]:
        return frozenset(map(ServiceId, self.withheld))

    def service_levels(self) -> Mapping[ServiceId, Level]:
        return {ServiceId(name): level for name, level in self.levels.items()}

    def staff_card_families(self) -> tuple[StaffCardFamily, ...]:
        return families_of(self.staff_cards)
