"""Each judgement of the layout can fail: a good screen with one thing spoilt is found out."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlProperty
from PySide6.QtQuick import QQuickItem

from kiosk.ui.preferences import Preferences
from tests.qml.faults import faults
from tests.qml.stage import ScreenStage
from tests.qml.tree import Picture, read

LOW = Preferences("fr", low_mode=True)
Spoil = Callable[[Picture], object]


def text(picture: Picture, beginning: str) -> QQuickItem:
    (found,) = [each.seen.item for each in picture.texts if each.said.startswith(beginning)]
    return found


def control(picture: Picture, name: str) -> QQuickItem:
    (found,) = [each.item for each in picture.controls if each.name == name]
    return found


def drawing(picture: Picture) -> QQuickItem:
    """What holds the picture: itself it fills what holds it."""
    return picture.kinds["Picture"].item.parentItem()


def draw_over(picture: Picture, beginning: str) -> None:
    under = text(picture, beginning).mapToScene(QPointF(0, 0)).y()
    (drawn,) = picture.drawings
    sheet = drawn.item.childItems()[0]
    drawing(picture).setY(drawing(picture).y() - sheet.mapToScene(QPointF(0, 0)).y() + under)


def raise_onto_the_drawing(picture: Picture, name: str) -> None:
    wanted = control(picture, name)
    (drawn,) = picture.drawings
    by = wanted.mapToScene(QPointF(0, 0)).y() - drawn.where.center().y()
    wanted.setY(wanted.y() - by)


def edge(picture: Picture, name: str) -> QQuickItem:
    wanted = control(picture, name)
    return next(each.seen.item for each in picture.surfaces if each.seen.control == wanted)


def paint(item: QQuickItem, part: str, colour: str) -> None:
    assert QQmlProperty(item, part).write(QColor(colour))


def narrow(item: QQuickItem) -> None:
    item.setProperty("wrapMode", 0)
    item.setWidth(60)


def shrink(item: QQuickItem, px: int) -> None:
    assert QQmlProperty(item, "font.pixelSize").write(px)


def icon(picture: Picture, name: str) -> QQuickItem:
    wanted = control(picture, name)
    return next(each.item for each in picture.icons if each.control == wanted)


QUESTION, SENTENCE = "L’attestation n’est pas", "Le réseau est coupé. Recevez"
WAY, NEXT_WAY = "La recevoir par courrier", "Réessayer"
SPOILT: dict[str, Spoil] = {
    "too small: Le": lambda picture: shrink(text(picture, SENTENCE), 31),
    "a question too small": lambda picture: shrink(text(picture, QUESTION), 55),
    "a sentence too small": lambda picture: shrink(text(picture, SENTENCE), 39),
    "cut": lambda picture: narrow(text(picture, SENTENCE)),
    "outside: Le": lambda picture: text(picture, SENTENCE).setX(-300),
    "outside its screen": lambda picture: text(picture, SENTENCE).setY(-200),
    "outside: Réessayer": lambda picture: control(picture, NEXT_WAY).setX(800),
    "runs over its control": lambda picture: text(picture, "La recevoir").setX(700),
    "a drawing outside": lambda picture: drawing(picture).setX(-700),
    "over each other": lambda picture: text(picture, SENTENCE).setY(20),
    "covered by Réessayer": lambda picture: control(picture, NEXT_WAY).setY(-560),
    "a drawing under: Le": lambda picture: draw_over(picture, SENTENCE),
    "a drawing under: Réessayer": lambda picture: raise_onto_the_drawing(picture, NEXT_WAY),
    "pale: Le": lambda picture: paint(text(picture, SENTENCE), "color", "#6b6b6b"),
    "pale icon": lambda picture: paint(icon(picture, NEXT_WAY), "color", "#b0b0b0"),
    "pale edge": lambda picture: paint(edge(picture, NEXT_WAY), "border.color", "#c0c0c0"),
    "nameless": lambda picture: control(picture, NEXT_WAY).setProperty("label", ""),
    "too small to touch": lambda picture: control(picture, NEXT_WAY).setHeight(95),
    "too close": lambda picture: control(picture, NEXT_WAY).setY(
        control(picture, WAY).y() + control(picture, WAY).height() + 18
    ),
    "out of reach": lambda picture: control(picture, WAY).setY(-200),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_what_is_spoilt_is_found(stage: ScreenStage, fault: str) -> None:
    stage.show("problem", LOW)
    assert list(faults(read(stage.window), LOW)) == []
    SPOILT[fault](read(stage.window))
    found = list(faults(read(stage.window), LOW))
    assert any(each.startswith(fault) for each in found), found


def test_a_buttons_words_are_as_large_as_sentences(stage: ScreenStage) -> None:
    stage.show("paper")
    shrink(text(read(stage.window), "Rien n’est sorti"), 39)
    found = list(faults(read(stage.window), Preferences("fr")))
    assert found == ["a button's words too small: Rien n’est sorti"]


def test_large_text_that_stays_small_is_found(stage: ScreenStage) -> None:
    large = Preferences("fr", large_text=True)
    stage.show("paper", large)
    assert list(faults(read(stage.window), large)) == []
    shrink(text(read(stage.window), "Le papier"), 49)
    assert list(faults(read(stage.window), large)) == [
        "a sentence too small: Le papier est dans le bac, à droite (1\u00a0page)."
    ]


def test_words_on_two_surfaces_must_stand_out_from_both(stage: ScreenStage) -> None:
    """White words that a button no longer holds whole are read on the page as well."""
    stage.show("paper")
    text(read(stage.window), "J’ai mon papier").setX(-300)
    found = list(faults(read(stage.window), Preferences("fr")))
    assert any(each.startswith("pale: J’ai mon papier") for each in found), found


@pytest.mark.parametrize(("narrower", "found"), [(8, []), (9, ["too small to touch: R"])])
def test_a_letter_may_be_as_narrow_as_a_fingertip_and_no_narrower(
    stage: ScreenStage, narrower: float, found: list[str]
) -> None:
    stage.show("fill-street")
    key = control(read(stage.window), "R")
    key.setWidth(key.width() - narrower)
    assert list(faults(read(stage.window), Preferences("fr"))) == found
