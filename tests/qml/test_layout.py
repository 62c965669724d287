"""On every screen, in every setting and size: nothing cut, small, outside, covered or nameless."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.ui.preferences import Preferences
from tests.qml.harness import SIZES, VARIANTS
from tests.qml.samples import NAMES
from tests.qml.stage import ScreenStage

SMALLEST_TEXT_PX = 32
SMALLEST_CONTROL_PX = 96
SMALLEST_GAP_PX = 16
LOW_LINE = 0.4


def place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def texts(stage: ScreenStage) -> list[QQuickItem]:
    return [
        item
        for item in stage.items()
        if item.metaObject().indexOfProperty("lineHeightMode") >= 0 and item.property("text")
    ]


def settings() -> list[tuple[str, Preferences, tuple[int, int]]]:
    portrait = [
        (f"{language}-{name}", Preferences(language, **variant), SIZES["portrait"])
        for language in ("fr", "en")
        for name, variant in VARIANTS.items()
    ]
    landscape = [
        (f"{size}-{name}", Preferences("fr", **VARIANTS[name]), SIZES[size])
        for size in ("wide", "square")
        for name in ("normal", "large")
    ]
    return portrait + landscape


SETTINGS = settings()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("preferences", "size"), [s[1:] for s in SETTINGS], ids=[s[0] for s in SETTINGS]
)
def test_everything_is_legible_and_within_reach(
    stage: ScreenStage, name: str, preferences: Preferences, size: tuple[int, int]
) -> None:
    stage.show(name, preferences, size)
    faults = [*text_faults(stage), *control_faults(stage, preferences)]
    assert faults == []


def text_faults(stage: ScreenStage) -> list[str]:
    width, height = stage.window.width(), stage.window.height()
    window = QRectF(0, 0, width, height)
    settings_top = min(place(control).top() for control in bar(stage))
    found = []
    for item in texts(stage):
        said = item.property("text")
        where = place(item)
        if item.property("font").pixelSize() < SMALLEST_TEXT_PX:
            found.append(f"too small: {said}")
        if item.property("truncated") or item.property("contentWidth") > item.width() + 1:
            found.append(f"cut: {said}")
        if not window.adjusted(-1, -1, 1, 1).contains(where):
            found.append(f"outside: {said} {where}")
        if inside(item, "ScreenFrame") and where.bottom() > settings_top + 1:
            found.append(f"under the settings: {said} {where}")
    return found


def control_faults(stage: ScreenStage, preferences: Preferences) -> list[str]:
    found = []
    window = QRectF(0, 0, stage.window.width(), stage.window.height())
    portrait = window.height() > window.width()
    placed = [(control, place(control)) for control in stage.controls()]
    for control, where in placed:
        name = control.property("name")
        if not name:
            found.append(f"nameless control at {where}")
        if where.height() < SMALLEST_CONTROL_PX or where.width() < SMALLEST_CONTROL_PX:
            found.append(f"too small to touch: {name} {where}")
        if not window.contains(where):
            found.append(f"outside: {name} {where}")
        low = preferences.low_mode and portrait
        if low and where.top() < LOW_LINE * window.height() - 1:
            found.append(f"out of reach: {name} {where}")
        found += [
            f"covered by {name}: {t.property('text')}"
            for t in texts(stage)
            if t.isEnabled() and not control.isAncestorOf(t) and place(t).intersects(where)
        ]
        words = [t for t in texts(stage) if control.isAncestorOf(t)]
        found += [
            f"runs over its control: {t.property('text')}"
            for t in words
            if not where.adjusted(-1, -1, 1, 1).contains(place(t))
        ]
    half = SMALLEST_GAP_PX / 2
    grown = [(c, w.adjusted(-half + 1, -half + 1, half - 1, half - 1)) for c, w in placed]
    for index, (one, place_of_one) in enumerate(grown):
        for other, place_of_other in grown[index + 1 :]:
            if place_of_one.intersects(place_of_other):
                found.append(f"too close: {one.property('name')} and {other.property('name')}")
    return found


def bar(stage: ScreenStage) -> list[QQuickItem]:
    return [c for c in stage.controls(enabled_only=False) if inside(c, "AccessibilityBar")]


def inside(item: QQuickItem, kind: str) -> bool:
    above: QQuickItem | None = item
    while above is not None:
        names = (above.metaObject(), above.metaObject().superClass())
        if any(name.className().startswith(f"{kind}_QMLTYPE") for name in names):
            return True
        above = above.parentItem()
    return False
