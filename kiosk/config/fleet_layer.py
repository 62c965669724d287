"""What the fleet says of this kiosk's settings: the file that kiosk-sync has verified and written.

It goes over the local file, so that what two people at the caisse agreed on counts on every kiosk,
but for what names the hardware of this very machine: there it fills in what the file leaves out.
The environment goes over both. The link to central, devices and ``production`` are not the fleet's
to say: names that are not in these two lists count for nothing here, whatever a later release of
central may say.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.services.registry import DEFAULT_LEVELS, DEMARCHES
from shared_runtime.messages.loading import languages, messages_folder

FLEET_FILE = "fleet.json"
"""Beside the socket of kiosk-sync, which writes it."""
OVER_THE_FILE = frozenset(
    {
        "caisse_name",
        "agency_name",
        "opening_hours",
        "data_contact",
        "logo",
        "colours",
        "territory",
        "timezone",
        "phone",
        "phone_hours",
        "agent_where",
        "other_kiosk",
        "languages",
        "notices",
        "levels",
        "withheld",
        "most_asked",
        "paper_where",
        "receipt_where",
        "idle_s",
        "idle_warning_s",
        "sounds",
        "sound_volume",
        "same_key_ms",
        "reduced_motion",
        "staff_cards",
    }
)
UNDER_THE_FILE = frozenset({"printer", "tray_side", "receipt_raster"})
"""Names of this machine's hardware, and how it is built."""
_TEXTS = {"phone_hours", "agent_where", "other_kiosk", "paper_where", "receipt_where"}


@dataclass(frozen=True, slots=True)
class FleetLayer:
    """``version``: 0 where the fleet says nothing."""

    version: int
    over: Mapping[str, Any]
    under: Mapping[str, Any]

    def section(self, file: Mapping[str, Any]) -> dict[str, Any]:
        """Both and the file as one section of settings."""
        return {**self.under, **file, **self.over}


NO_FLEET = FleetLayer(0, {}, {})


def read_fleet_layer(folder: Path) -> FleetLayer:
    """The file in the socket's folder. Where there is none, or not a whole one, the kiosk's own
    file alone counts."""
    try:
        said = json.loads((folder / FLEET_FILE).read_text(encoding="utf-8"))
        version = said["version"]
        known = {name: _known(name, value) for name, value in said["settings"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return NO_FLEET
    if not (isinstance(version, int) and version > 0):
        return NO_FLEET
    return FleetLayer(
        version,
        {name: value for name, value in known.items() if name in OVER_THE_FILE},
        {name: value for name, value in known.items() if name in UNDER_THE_FILE},
    )


def _known(name: str, value: Any) -> Any:
    """Without the services and languages that only a later release has."""
    services = {each.id for each in DEMARCHES}
    match name, value:
        case "levels", dict():
            return {each: level for each, level in value.items() if each in DEFAULT_LEVELS}
        case (("withheld" | "most_asked"), list()):
            return [each for each in value if each in services]
        case "languages", list():
            spoken = languages(messages_folder())
            return [each for each in value if each in spoken] or list(spoken)
        case text, dict() if text in _TEXTS:
            return _in_our_languages(value)
        case "notices", list():
            return [each | {"text": _in_our_languages(each["text"])} for each in value]
        case _:
            return value


def _in_our_languages(text: dict[str, str]) -> dict[str, str]:
    spoken = languages(messages_folder())
    return {tag: each for tag, each in text.items() if tag in spoken}
