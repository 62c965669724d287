"""On every screen, in every setting, size and language: nothing cut, pale, small, covered, out of
reach, nameless, alarming or misleading."""

import pytest

from kiosk.ui.preferences import Preferences
from tests.qml.faults import faults
from tests.qml.harness import SIZES, VARIANTS
from tests.qml.objections import objections
from tests.qml.samples import NAMES
from tests.qml.staff_visits import STAYS
from tests.qml.stage import ScreenStage
from tests.qml.tree import read


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("size", SIZES)
def test_everything_is_legible_and_within_reach(
    stage: ScreenStage, size: str, variant: str, language: str
) -> None:
    preferences = Preferences(language, **VARIANTS[variant])
    found = {}
    for name in NAMES:
        stage.lay_out(name, preferences, SIZES[size])
        seen = read(stage.window)
        shown = stage.app._frame.screen
        found[name] = [
            *faults(seen, preferences),
            *objections(seen, shown, stage.items(), of_staff=name in STAYS),
        ]
    assert {name: each for name, each in found.items() if each} == {}
