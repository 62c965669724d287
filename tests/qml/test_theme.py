"""The colours: text at 7:1, parts of controls at 3:1, in both themes and with others' own."""

import pytest
from PySide6.QtGui import QColor

from kiosk.ui.preferences import Preferences
from tests.qml.stage import ScreenStage

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


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


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
    assert contrast(theme.property(front), theme.property(behind)) >= least


def test_large_text_is_a_quarter_larger(stage: ScreenStage) -> None:
    stage.show("attract")
    theme = stage.singleton("Theme")
    plain = [theme.property(size) for size in ("sizeTitle", "sizeBody", "sizeSmall")]
    stage.show("attract", Preferences("fr", large_text=True))
    large = [theme.property(size) for size in ("sizeTitle", "sizeBody", "sizeSmall")]
    assert (plain, large) == ([56, 40, 32], [70, 50, 40])


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
