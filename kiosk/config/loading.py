"""Loading kiosk-ui's settings: the file, what the fleet says over and under it, the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.config.fleet_layer import FleetLayer, read_fleet_layer
from kiosk.config.section import Mistakes, read_section, said_by_environment, validate
from kiosk.config.settings import KioskSettings


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """``running``: the version of what the fleet says that is in them, 0 for none; ``unusable``:
    the one that was there and left aside, because the settings with it were mistaken."""

    settings: KioskSettings
    running: int = 0
    unusable: int | None = None


def load(config: Path | None, environment: Mapping[str, str]) -> KioskSettings | Mistakes:
    """The settings, or every mistake in them."""
    loaded = load_told(config, environment)
    return loaded if isinstance(loaded, Mistakes) else loaded.settings


def load_told(config: Path | None, environment: Mapping[str, str]) -> LoadedSettings | Mistakes:
    """The same, with what the fleet has to do with them. What it says never keeps a kiosk from
    starting that would start without it."""
    section = read_section(KioskSettings, config)
    if isinstance(section, Mistakes):
        return section
    fleet = fleet_layer(section)
    if fleet.version:
        told = validate(KioskSettings, fleet.section(section), environment)
        if not isinstance(told, Mistakes):
            return LoadedSettings(told, fleet.version)
    alone = validate(KioskSettings, section, environment)
    if isinstance(alone, Mistakes):
        return alone
    return LoadedSettings(alone, unusable=fleet.version or None)


def fleet_layer(section: Mapping[str, Any]) -> FleetLayer:
    """What the fleet says to the kiosk of this section: it lies beside the socket."""
    usual = KioskSettings.model_fields["gateway_socket"].default
    said = {**section, **said_by_environment(KioskSettings)}.get("gateway_socket", usual)
    return read_fleet_layer(Path(str(said)).parent)
