"""The drawings: each name that a screen may give has one, and they move only where they may."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem

from kiosk.domain.card import WrongCardKind
from kiosk.domain.paper import PaperTrouble
from kiosk.domain.services import Group
from kiosk.services.registry import DEMARCHES, registry
from kiosk.ui.present import icons
from kiosk.ui.present import idle as rest
from tests.qml.samples import NAMES
from tests.qml.stage import PLAIN, PORTRAIT, ScreenStage
from tests.qml.tree import read

NAMED = {
    *icons._DRAWINGS.values(),
    *(name for each in DEMARCHES for name in each.pictures.screens.values()),
    *rest._DRAWINGS.values(),
    *(
        icons.for_group(group, registry({}), with_card=with_card)
        for group in Group
        for with_card in (True, False)
    ),
} - {""}
MOVING = ("attract", "take-card", "paper", "wrong-other")


def picture(stage: ScreenStage) -> QQuickItem:
    return read(stage.window).kinds["Picture"].item


@pytest.mark.parametrize("name", sorted(NAMED))
def test_every_name_has_a_drawing(stage: ScreenStage, name: str) -> None:
    stage.show("wrong-other")
    shown = picture(stage)
    shown.setProperty("name", name)
    assert shown.property("shows")


def test_a_name_without_a_drawing_shows_nothing(stage: ScreenStage) -> None:
    stage.show("wrong-other")
    shown = picture(stage)
    shown.setProperty("name", "gargoyle")
    assert not shown.property("shows")


def test_each_trouble_of_the_paper_has_a_drawing_of_its_own() -> None:
    told_apart = set(PaperTrouble) - {PaperTrouble.OTHER, PaperTrouble.SERVICE_ABSENT}
    drawings = {icons.for_screen(f"paper.{trouble}.title", registry({})) for trouble in told_apart}
    assert len(drawings) == len(told_apart)
    assert {rest._DRAWINGS[kind.value] for kind in WrongCardKind} <= NAMED


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn(stage: ScreenStage, name: str) -> None:
    stage.lay_out(name, PLAIN, PORTRAIT)
    for icon in read(stage.window).icons:
        drawn = icon.item.property("strokes").toVariant()
        assert icon.item.property("name") in drawn


@pytest.mark.parametrize("name", MOVING)
def test_nothing_moves_in_reduced_motion(stage: ScreenStage, name: str) -> None:
    theme = stage.singleton("Theme")
    stage.show(name)
    moving = [item for item in stage.items() if item.property("moves") or item.property("drifts")]
    assert moving == []
    theme.setProperty("reducedMotion", False)
    try:
        stage.show(name)
        assert any(item.property("moves") for item in stage.items())
    finally:
        theme.setProperty("reducedMotion", True)


@pytest.mark.parametrize(
    ("name", "moving", "way"), [("paper", "inside", 200.0), ("attract", "gone", 64.0)]
)
def test_what_moves_leaves_no_trace(stage: ScreenStage, name: str, moving: str, way: float) -> None:
    """Without a GPU only what changed is painted: an old place may stay, or a clip not hold."""
    stage.show(name)
    before = stage.window.grabWindow()
    drawing = read(stage.window).drawings[0]
    drawing.item.setProperty(moving, way)
    stage.settle()
    moved = stage.window.grabWindow()
    assert moved != before
    (sheet,) = drawing.item.childItems()
    above = moved.copy(0, 0, before.width(), round(sheet.mapToScene(QPointF()).y()))
    assert above == before.copy(above.rect())
    drawing.item.setProperty(moving, 0.0)
    stage.settle()
    assert stage.window.grabWindow() == before
