"""The configuration shown in the README is one that the processes would take."""

import re
import tomllib
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic_settings import BaseSettings

from central.config.settings import Settings
from kiosk.config.settings import KioskSettings
from kiosk.config.sync_settings import SyncSettings
from tests.house.files import ROOT

OF_THE_MACHINE = {
    "logo", "ca_file", "caisse_key_file", "device_token_file", "socket", "socket_group",
    "allowed_users",
}  # fmt: skip
"""Settings whose value names something that only the appliance has."""


def shown() -> tuple[dict[str, Any], dict[str, Any]]:
    """The kiosk's file and central's."""
    text = (ROOT / "README.md").read_text()
    kiosk, central = (tomllib.loads(b) for b in re.findall(r"```toml\n(.*?)```", text, re.DOTALL))
    return kiosk, central


def mistaken(settings: type[BaseSettings], values: dict[str, Any]) -> set[str]:
    """Names of the settings that are refused."""
    try:
        settings(**values)
    except ValidationError as error:
        return {str(mistake["loc"][0]) for mistake in error.errors()}
    return set()


def test_the_kiosks_file_in_the_readme_is_right() -> None:
    kiosk, _ = shown()
    assert set(kiosk) == {"kiosk", "sync"}
    assert mistaken(KioskSettings, kiosk["kiosk"]) <= OF_THE_MACHINE
    assert mistaken(SyncSettings, kiosk["sync"]) <= OF_THE_MACHINE


def test_centrals_file_in_the_readme_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    _, central = shown()
    assert mistaken(Settings, central) == set()
