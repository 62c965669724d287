"""How the machine is set up: what is looked at, and what each finding makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.doctor.installation import installation
from kiosk.doctor.probes.installation import (
    CARD_SOCKET,
    STAFF_PEPPERS,
    UNITS,
    VIRTUAL_READERS,
    look,
)
from tests.doctor import everything
from tests.doctor.everything import INSTALLED
from wire.health import CheckState, HealthCode, Part


@pytest.mark.parametrize(("changed", "code"), everything.LACKS)
def test_each_lack_is_one_finding(changed: Mapping[str, Any], code: HealthCode | None) -> None:
    found = installation(replace(INSTALLED, **changed))
    lacking = [each.reason for each in found if each.state is not CheckState.OK]
    assert lacking == ([] if code is None else [code])


def test_the_units_that_are_wrong_are_named() -> None:
    states = {**INSTALLED.unit_states, "kiosk-ui.service": "disabled"}
    units = installation(replace(INSTALLED, unit_states=states))[0]
    assert (units.name, units.args) == (Part.UNITS, {"units": "kiosk-ui.service"})


def test_a_bare_machine_lacks_everything(tmp_path: Path) -> None:
    seen = look(tmp_path, lambda _: "")
    assert (seen.card_socket_mode, seen.cups_command, seen.has_display) == (None, None, False)
    assert (seen.has_virtual_reader, seen.has_staff_pepper) == (False, False)
    assert CheckState.OK not in {
        each.state for each in installation(seen) if each.name != Part.ACCOUNTS
    }


def test_what_lies_on_the_machine_is_seen(tmp_path: Path) -> None:
    for path in (CARD_SOCKET, STAFF_PEPPERS[0], VIRTUAL_READERS[0]):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    (tmp_path / CARD_SOCKET).chmod(0o660)
    asked: list[tuple[str, ...]] = []

    def ask(words: Sequence[str]) -> str:
        asked.append(tuple(words))
        return "enabled"

    seen = look(tmp_path, ask)
    assert (seen.card_socket_mode, seen.has_staff_pepper, seen.has_virtual_reader) == (
        0o660,
        True,
        True,
    )
    assert seen.unit_states == dict.fromkeys(UNITS, "enabled")
    assert ("is-enabled", "kiosk.target") in asked
