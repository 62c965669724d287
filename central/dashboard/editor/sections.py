"""In which part of the form each field stands, and what counts where no layer says anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class EditorSection:
    """``key`` of ``section.<key>``, its title."""

    key: str
    fields: tuple[str, ...]


SECTIONS = (
    EditorSection("caisse", ("caisse_name", "data_contact", "logo", "colours")),
    EditorSection("place", ("agency_name", "address", "coordinates", "public", "opening_hours")),
    EditorSection("messages", ("notices",)),
    EditorSection(
        "help", ("agent_where", "other_kiosk", "phone", "phone_hours", "territory", "timezone")
    ),
    EditorSection("services", ("languages", "most_asked", "withheld", "levels")),
    EditorSection(
        "paper", ("printer", "paper_where", "tray_side", "receipt_where", "receipt_raster")
    ),
    EditorSection(
        "comfort",
        ("idle_s", "idle_warning_s", "sounds", "sound_volume", "same_key_ms", "reduced_motion"),
    ),
    EditorSection("staff", ("staff", "staff_cards", "support_key")),
)
UNITS = {"idle_s": "s", "idle_warning_s": "s", "same_key_ms": "ms", "sound_volume": "%"}
DEFAULTS: Mapping[str, Any] = {
    "territory": "metropole",
    "most_asked": [],
    "withheld": [],
    "printer": "borne",
    "tray_side": "right",
    "receipt_raster": True,
    "sounds": True,
    "sound_volume": 60,
    "same_key_ms": 150,
    "reduced_motion": False,
    "idle_s": 60,
    "idle_warning_s": 20,
    "staff_cards": [],
}
"""Of a kiosk as it is delivered, for what is the same at all of them; its own file may say
otherwise."""
EXAMPLES = {
    "phone": "36 46",
    "timezone": "Europe/Paris",
    "languages": "fr\nen",
    "levels": "ceam: L",
    "coordinates.latitude": "48.853",
    "coordinates.longitude": "2.349",
    "address.postcode": "75012",
    "colours.primary": "#0c419a",
    "colours.pressed": "#07275c",
    "colours.accent": "#b41567",
    "opening_hours.monday": "08:30-12:00, 13:30-17:00",
    "staff_cards.family": "dsi",
    "staff_cards.atr": "3b8180018080",
    "staff_cards.command": "ffca0000",
    "staff_cards.path": "f0424f524e45\n0001",
}
