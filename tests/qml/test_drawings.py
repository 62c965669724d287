"""The drawings: each name that a screen may give has one, in the tones and on the canvas of the
family, each service has its own, and they move only where they may."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from kiosk.domain.card import WrongCardKind
from kiosk.domain.paper import PaperTrouble
from kiosk.domain.services import Demarche, Group
from kiosk.maintenance.registry import TOOLS
from kiosk.services.registry import DEMARCHES, registry
from kiosk.ui.present import icons
from kiosk.ui.present import idle as rest
from tests.qml.drawings import Easel, file_of, names
from tests.qml.samples import NAMES
from tests.qml.stage import PLAIN, PORTRAIT, ScreenStage
from tests.qml.tree import read

NAMED = {
    *icons._DRAWINGS.values(),
    *(name for each in DEMARCHES for name in each.pictures.screens.values()),
    *(name for each in DEMARCHES for name in each.pictures.choices.values()),
    *rest._DRAWINGS.values(),
    *(icons.drawing_of(each) for each in DEMARCHES),
    *(
        icons.for_group(group, registry({}), with_card=with_card)
        for group in Group
        for with_card in (True, False)
    ),
    *(tool.picture for tool in TOOLS),
    "kiosk",
    "kioskClosed",
    "paperOut",
} - {""}
THINNEST = 6
"""What line is still seen where a drawing is 100 pixels wide."""
MOVING = ("attract", "take-card", "paper", "working")


@pytest.fixture(scope="module")
def easel(qapp: QGuiApplication) -> Iterator[Easel]:
    easel = Easel("DrawingCanvas.qml")
    yield easel
    easel.close()


Layer = tuple[str, str, str, float, float]
"""Path, fill, line, width of the line, tilt."""


def layers(easel: Easel, name: str) -> list[Layer]:
    """Those of the drawing called so; none of one that moves."""
    easel.shown.setProperty("name", name)
    waiting = [easel.shown]
    while waiting:
        item = waiting.pop(0)
        if item.metaObject().className().startswith(name[0].upper() + name[1:]):
            found = item.property("layers")
            return [] if found is None else [(*each, 0)[:5] for each in found.toVariant()]
        waiting.extend(item.childItems())
    raise AssertionError(f"{name} is not shown")


@pytest.mark.parametrize("name", sorted(NAMED))
def test_every_name_has_a_drawing(name: str) -> None:
    """A picture whose file is missing would have Qt say so, and no person can read that."""
    assert file_of(name).is_file()


def test_there_are_many_and_each_is_another(easel: Easel) -> None:
    still = [str(drawn) for name in names() if (drawn := layers(easel, name))]
    assert len(still) == len(set(still))
    assert len(still) >= 30


def test_every_service_has_a_drawing_of_its_own() -> None:
    own = [each.pictures.drawing for each in DEMARCHES]
    assert "" not in own
    assert len(own) == len(set(own))


def test_every_group_has_a_drawing_of_its_own() -> None:
    drawn = {icons.for_group(group, registry({}), with_card=True) for group in Group}
    assert len(drawn) == len(Group)


@pytest.mark.parametrize("each", DEMARCHES, ids=lambda each: each.id)
def test_a_padlock_stands_for_data_and_a_warning_for_a_problem(each: Demarche) -> None:
    assert (each.pictures.drawing == "data") == (each.group is Group.PRIVACY)
    assert each.pictures.drawing != "warning"


@pytest.mark.parametrize("name", names())
def test_a_drawing_keeps_to_the_tones_of_the_family(easel: Easel, name: str) -> None:
    tones = easel.singleton("Tones").property("colours").toVariant()
    for _path, fill, line, width, _tilt in layers(easel, name):
        assert {fill, line} <= set(tones)
        assert fill or line
        assert width >= THINNEST if line else width == 0


@pytest.mark.parametrize("high_contrast", [False, True])
@pytest.mark.parametrize("name", names())
def test_a_drawing_stays_on_its_canvas(easel: Easel, name: str, high_contrast: bool) -> None:
    easel.singleton("Theme").setProperty("highContrast", high_contrast)
    easel.shown.setProperty("name", "")
    empty = easel.picture()
    easel.shown.setProperty("name", name)
    drawn = easel.picture()
    easel.singleton("Theme").setProperty("highContrast", False)
    assert drawn != empty
    for image in (empty, drawn):
        with QPainter(image) as painter:
            painter.fillRect(40, 40, 480, 360, "black")
    assert drawn == empty


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
    ("name", "moving", "way"),
    [("paper", "inside", 160.0), ("working", "fed", 40.0), ("attract", "glide", 0.5)],
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


@pytest.mark.parametrize(
    ("machine", "chip_seen"),
    [({}, True), ({"chip": "down"}, False), ({"slot": "vertical"}, True), ({"glide": 1.0}, False)],
)
def test_the_card_goes_into_the_machine_that_stands_here(
    stage: ScreenStage, machine: dict[str, object], chip_seen: bool
) -> None:
    stage.show("reading")
    drawn = read(stage.window).drawings[0].item
    drawn.setProperty("glide", 0.0)
    before = {each: drawn.property(each) for each in machine}
    for each, value in machine.items():
        drawn.setProperty(each, value)
    gold = stage.singleton("Tones").property("colours").toVariant()["gold"]
    shown = stage.window.grabWindow().convertToFormat(QImage.Format.Format_RGB32)
    upright = drawn.property("canvas").height() > drawn.property("canvas").width()
    for each, value in before.items():
        drawn.setProperty(each, value)
    assert (QColor(gold).rgb().to_bytes(4, "little") in bytes(shown.constBits())) == chip_seen
    assert upright == (machine.get("slot") == "vertical")
