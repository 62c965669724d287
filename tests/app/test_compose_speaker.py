"""Which speaker a kiosk is given by its configuration; nothing is opened or started."""

import os
from pathlib import Path

import pytest

from kiosk.app.compose import Equipment, compose
from kiosk.hardware.ports import Speaker
from kiosk.hardware.sim.speaker import SimSpeaker
from kiosk.hardware.sound.speaker import AlsaSpeaker
from shared_runtime.clock import SystemClock


def speaker(monkeypatch: pytest.MonkeyPatch, **settings: str) -> Speaker | None:
    for name, value in settings.items():
        monkeypatch.setenv(f"BORNE_KIOSK_{name.upper()}", value)
    made = compose(None, os.environ, SystemClock())
    assert isinstance(made, Equipment), made
    return made.devices.speaker


@pytest.mark.parametrize(("sounds", "kind"), [("true", AlsaSpeaker), ("false", type(None))])
def test_a_kiosk_has_its_speaker_unless_it_is_to_be_silent(
    monkeypatch: pytest.MonkeyPatch, sounds: str, kind: type
) -> None:
    assert isinstance(speaker(monkeypatch, sounds=sounds), kind)


@pytest.mark.parametrize(("sounds", "kind"), [("true", SimSpeaker), ("false", type(None))])
def test_so_has_one_with_simulated_devices(
    monkeypatch: pytest.MonkeyPatch, sounds: str, kind: type, tmp_path: Path
) -> None:
    made = speaker(monkeypatch, devices="simulated", paper_folder=str(tmp_path), sounds=sounds)
    assert isinstance(made, kind)
