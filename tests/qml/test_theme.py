"""The colours: text at 7:1, parts of controls at 3:1, in both themes and with others' own."""

import math

import pytest
from PySide6.QtGui import QColor, QFontMetricsF

from kiosk.ui.preferences import Preferences
from tests.qml.harness import SIZES
from tests.qml.stage import ScreenStage
from tests.qml.tree import read
from wire.contrast import contrast

TEXTS = [
    ("text", "background"),
    ("text", "surface"),
    ("textSoft", "background"),
    ("textSoft", "surface"),
    ("textSoft", "tint"),
    ("heading", "background"),
    ("heading", "tint"),
    ("primary", "surface"),
    ("primaryInk", "primary"),
    ("pressedInk", "pressed"),
    ("error", "errorSurface"),
    ("success", "successSurface"),
    ("warningInk", "warningSurface"),
]
PARTS = [
    ("outline", "background"),
    ("outline", "surface"),
    ("primary", "background"),
    ("focus", "background"),
    ("focus", "surface"),
    ("accent", "background"),
    ("drawnLine", "background"),
]


@pytest.mark.parametrize("high_contrast", [False, True])
@pytest.mark.parametrize(
    ("front", "behind", "least"),
    [(*pair, 7.0) for pair in TEXTS] + [(*pair, 3.0) for pair in PARTS],
)
def test_colours_stand_out(
    stage: ScreenStage, front: str, behind: str, least: float, high_contrast: bool
) -> None:
    stage.show("attract", Preferences("fr", high_contrast=high_contrast))
    theme = stage.singleton("Theme")
    colours = (theme.property(token).name() for token in (front, behind))
    assert contrast(*colours) >= least


def test_large_text_is_as_large_as_the_norm_asks(stage: ScreenStage) -> None:
    stage.show("attract")
    theme = stage.singleton("Theme")
    plain = [theme.property(size) for size in ("sizeTitle", "sizeBody", "sizeSmall")]
    stage.show("attract", Preferences("fr", large_text=True))
    large = [theme.property(size) for size in ("sizeTitle", "sizeBody", "sizeSmall")]
    assert (plain, large) == ([64, 40, 32], [76, 51, 41])


@pytest.mark.parametrize(("inches", "size"), [(32, "portrait"), (21.5, "portrait"), (17, "square")])
def test_large_text_is_so_on_a_screen_of_any_size(
    stage: ScreenStage, inches: float, size: str
) -> None:
    """7.3 mm of capital height at 600 mm (EN 301 549, 5.1.4), whatever the pixels measure."""
    place = stage.app._screen_state.place
    usual = place.screen_inches
    try:
        place.screen_inches = inches
        stage.app.placeChanged.emit()
        stage.show("home", Preferences("fr", large_text=True), SIZES[size])
        pixel_mm = inches * 25.4 / math.hypot(*SIZES[size])
        for words in read(stage.window).texts:
            if not words.seen.in_drawing:
                capital = QFontMetricsF(words.seen.item.property("font")).capHeight()
                assert capital * pixel_mm > 7.2, words.said
    finally:
        place.screen_inches = usual
        stage.app.placeChanged.emit()


def test_a_caisse_may_bring_its_colours_but_high_contrast_stays(stage: ScreenStage) -> None:
    stage.show("attract")
    theme = stage.singleton("Theme")
    house = theme.property("primary")
    theme.setProperty("brandPrimary", QColor("#1d5c2f"))
    assert theme.property("primary") == QColor("#1d5c2f")
    stage.show("attract", Preferences("fr", high_contrast=True))
    assert theme.property("primary") == QColor("#ffffff")
    theme.setProperty("brandPrimary", QColor("transparent"))
    stage.show("attract")
    assert theme.property("primary") == house
