"""Each objection is raised where there is reason to, and none where there is not."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlProperty
from PySide6.QtQuick import QQuickItem

from kiosk.ui.preferences import Preferences
from kiosk.ui.present.frame import frame as presented
from kiosk.ui.present.screens import AttractScreen, ConfirmScreen, RecordedScreen, ShowScreen
from tests.qml.harness import SIZES
from tests.qml.objections import objections
from tests.qml.samples import SAMPLES, frame
from tests.qml.stage import ScreenStage
from tests.qml.tree import read
from tests.ui.places import DEMO_PLACE
from tests.ui.views import view

PLAIN, LARGE, BLACK = (
    Preferences("fr"),
    Preferences("fr", large_text=True),
    Preferences("fr", high_contrast=True),
)


def found(stage: ScreenStage) -> list[str]:
    return list(objections(read(stage.window), stage.app._frame.screen, stage.items()))


def kinds(stage: ScreenStage, kind: str) -> list[QQuickItem]:
    return [each for each in stage.items() if each.metaObject().className().startswith(kind + "_")]


def move_the_question(stage: ScreenStage) -> None:
    (heading,) = (each for each in stage.items() if each.property("heading") is True)
    heading.setX(400)


def paint_alive(stage: ScreenStage) -> None:
    for each in stage.items():
        if each.metaObject().className() == "QQuickRectangle":
            QQmlProperty.write(each, "color", QColor("white"))


def undash(stage: ScreenStage) -> None:
    for each in kinds(stage, "DashedFrame"):
        each.setVisible(False)


def make_a_hole(stage: ScreenStage) -> None:
    kinds(stage, "TileGrid")[0].setProperty("columns", 3)


def take_a_key(stage: ScreenStage) -> None:
    stage.control("g").setVisible(False)


def favour_the_letters(stage: ScreenStage) -> None:
    stage.control("ABC").setHeight(200)


def agree_too_early(stage: ScreenStage) -> None:
    shown = stage.app._frame.screen
    assert isinstance(shown, ConfirmScreen)
    (on,) = (each for each in stage.items() if each.property("label") == "Suite")
    on.setProperty("label", shown.button)


def alarm(stage: ScreenStage) -> None:
    kinds(stage, "Picture")[0].setProperty("name", "warning")


def leave_alone(stage: ScreenStage) -> None:
    for each in stage.items():
        if "agent" in str(each.property("text")):
            each.setProperty("text", "")


def offer_no_agent(stage: ScreenStage) -> None:
    for each in stage.items():
        if each.property("label") == "Appeler un agent":
            each.setProperty("label", "Attendre")


def put_facts_aside(stage: ScreenStage) -> None:
    for each in kinds(stage, "FactList"):
        each.setX(1300)


def tear_a_verb(stage: ScreenStage) -> None:
    (heading,) = (each for each in stage.items() if each.property("heading") is True)
    heading.setProperty("text", heading.property("words"))


def call_twice(stage: ScreenStage) -> None:
    for each in kinds(stage, "Icon"):
        if each.property("name") == "check":
            each.setProperty("name", "headset")


def squeeze_facts(stage: ScreenStage) -> None:
    (facts,) = kinds(stage, "FactList")
    facts.setHeight(220)
    stage.settle()


def leave_one(kind: str) -> Callable[[ScreenStage], None]:
    def hide_the_others(stage: ScreenStage) -> None:
        for each in kinds(stage, kind)[1:]:
            each.setVisible(False)

    return hide_the_others


def enlarge_one_picture(stage: ScreenStage) -> None:
    ground = next(each for each in stage.items() if each.objectName() == "ground")
    ground.setHeight(ground.height() + 20)


def take_a_picture(stage: ScreenStage) -> None:
    (tile, *_) = kinds(stage, "PictureTile")
    tile.setProperty("picture", "")


def shrink_a_picture(stage: ScreenStage) -> None:
    kinds(stage, "CardRead")[0].setProperty("largest", 0.2)


def silence_a_pill(stage: ScreenStage) -> None:
    kinds(stage, "Pill")[0].setProperty("text", "")


def flatten_a_tile(stage: ScreenStage) -> None:
    tile = kinds(stage, "PictureTile")[0]
    tile.setHeight(tile.property("lettersHeight") - 10)


def say_no_first(stage: ScreenStage) -> None:
    yes, no = kinds(stage, "OptionCard")
    yes.setProperty("name", "Non")
    no.setProperty("name", "Oui")


def take_a_glyph(stage: ScreenStage) -> None:
    kinds(stage, "OptionCard")[0].setProperty("icon", "")


def narrow_the_change(stage: ScreenStage) -> None:
    stage.control("Non, je veux changer").setWidth(300)


@pytest.mark.parametrize(
    ("name", "size", "preferences", "spoil", "objection"),
    [
        ("accident-known", "wide", PLAIN, say_no_first, "Non before Oui"),
        ("accident-whether-paper", "portrait", PLAIN, take_a_glyph, "answers with a glyph"),
        ("confirm-typed", "square", LARGE, narrow_the_change, "a button in two lines"),
        ("confirm", "portrait", PLAIN, move_the_question, "the question is not at the top left"),
        ("home-queue-full", "portrait", PLAIN, paint_alive, "looks alive and is not"),
        ("home-queue-full", "portrait", BLACK, undash, "looks alive and is not"),
        ("code-empty", "portrait", BLACK, undash, "looks alive and is not"),
        ("home", "wide", PLAIN, make_a_hole, "a hole in the last row"),
        ("code-letters", "square", LARGE, take_a_key, "a hole in a row of keys"),
        ("code", "portrait", PLAIN, favour_the_letters, "unequal"),
        ("confirm-address", "square", LARGE, agree_too_early, "facts on another page"),
        ("confirm-typed", "wide", PLAIN, alarm, "an alarm where there is no problem"),
        ("recorded", "wide", PLAIN, put_facts_aside, "facts in the place of the picture"),
        ("problem", "portrait", PLAIN, leave_alone, "a problem and nobody who can help"),
        ("paper-waits-cover_open", "wide", PLAIN, offer_no_agent, "a printer that waits"),
        ("home", "square", LARGE, tear_a_verb, "it may break within a word"),
        ("recorded", "portrait", PLAIN, call_twice, "an agent to call twice"),
        ("recorded", "portrait", PLAIN, squeeze_facts, "what was recorded is read by pages"),
        ("problem", "square", LARGE, leave_one("OptionCard"), "1 of 3 answers on a page"),
        ("confirm-typed", "square", LARGE, leave_one("FactRow"), "1 of 4 facts on a page"),
        ("home", "portrait", LARGE, enlarge_one_picture, "pictures of unequal sizes"),
        ("home", "wide", LARGE, take_a_picture, "a tile without its picture"),
        ("home-card", "portrait", PLAIN, shrink_a_picture, "a stamp in a large tile"),
        ("home-queue-full", "wide", PLAIN, silence_a_pill, "a sign without a word"),
        ("home-offline", "square", LARGE, flatten_a_tile, "crowded in its tile"),
    ],
)
def test_what_a_designer_objects_to_is_found(
    stage: ScreenStage,
    name: str,
    size: str,
    preferences: Preferences,
    spoil: Callable[[ScreenStage], None],
    objection: str,
) -> None:
    stage.show(name, preferences, SIZES[size])
    assert found(stage) == []
    spoil(stage)
    assert any(each.startswith(objection) for each in found(stage)), found(stage)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("name", "kind", "page"),
    [("code-letters", "CodeKeyboard", "signs"), ("fill-street", "Keyboard", "accented")],
)
def test_the_other_page_of_a_keyboard_fills_its_rows_too(
    stage: ScreenStage, name: str, kind: str, page: str, size: str
) -> None:
    stage.show(name, PLAIN, SIZES[size])
    (keyboard,) = kinds(stage, kind)
    keyboard.setProperty(page, True)
    stage.settle()
    assert found(stage) == []


@pytest.mark.parametrize(
    ("kind", "named", "spoilt", "objection"),
    [
        ("ComfortButton", "scale", 1.1, "no air at the foot"),
        ("Icon", "name", "check", "an agent without a headset"),
    ],
)
def test_what_is_wrong_with_the_foot_is_found(
    stage: ScreenStage, kind: str, named: str, spoilt: object, objection: str
) -> None:
    stage.show("home", LARGE, SIZES["square"])
    before = [(each, each.property(named)) for each in kinds(stage, kind)]
    for each, _ in before:
        each.setProperty(named, spoilt)
    stage.settle()
    assert any(each.startswith(objection) for each in found(stage)), found(stage)
    # The foot stays for the next picture.
    for each, right in before:
        each.setProperty(named, right)


@pytest.mark.parametrize(("side", "turned"), [("right", 0), ("left", 180), ("below", 90)])
def test_the_arrow_points_to_the_tray_that_stands_here(
    stage: ScreenStage, side: str, turned: int
) -> None:
    for name in ("confirm", "paper", "recorded-sheet"):
        shown = frame(name)
        assert isinstance(shown.screen, ConfirmScreen | ShowScreen | RecordedScreen)
        stage.show(name, PLAIN, SIZES["wide"])
        stage.app.display(replace(shown, screen=replace(shown.screen, tray_side=side)))
        stage.settle()
        (arrow,) = (each for each in stage.items() if each.objectName() == "trayArrow")
        assert arrow.rotation() == turned, name


@pytest.mark.parametrize(("chip_up", "words"), [(True, "vers le haut"), (False, "vers le bas")])
def test_the_card_is_drawn_as_it_is_described(
    stage: ScreenStage, chip_up: bool, words: str
) -> None:
    kiosk = SAMPLES["attract"].visit()
    place = replace(DEMO_PLACE, chip_up=chip_up)
    shown = presented(kiosk.now, view(stage.catalogue, registry=kiosk.registry, place=place))
    assert isinstance(shown.screen, AttractScreen)
    assert words in shown.screen.line
    stage.show("attract")
    stage.app.display(shown)
    stage.settle()
    (slot,) = kinds(stage, "CardSlot")
    assert (slot.property("chip") == "up") == chip_up
