"""The screen of the code: its keys, its dots, and what nobody may hear."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtQuick import QQuickItem

from kiosk.domain.typed_code import CODE_FORMS, SIGNS
from kiosk.ui.preferences import Preferences
from kiosk.ui.present.screens import CodeScreen
from tests.qml.faults import faults
from tests.qml.harness import SIZES, VARIANTS
from tests.qml.samples import frame
from tests.qml.stage import ScreenStage
from tests.qml.tree import read
from wire.citizen import CodeKind
from wire.typed_code import LONGEST_CODE

Key = Qt.Key
SHIFT, TO_SIGNS, TO_LETTERS = "Majuscule", "Chiffres et signes", "Lettres"
CODES = ("code", "code-letters")


def press(stage: ScreenStage, *names: str) -> None:
    for name in names:
        stage.rest()
        stage.control(name).press()  # type: ignore[attr-defined]  # a function of Pressable.qml
        stage.settle()


def characters(stage: ScreenStage) -> list[QQuickItem]:
    return [each for each in stage.controls() if each.property("character")]


def typable(stage: ScreenStage) -> set[str]:
    return {str(each.property("character")) for each in characters(stage)}


def strike(stage: ScreenStage, key: Qt.Key, text: str) -> None:
    stage.rest()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QCoreApplication.sendEvent(stage.window, event)


def show_as(stage: ScreenStage, name: str, **changed: object) -> None:
    """The sample with other contents, as news within its turn."""
    shown = frame(name)
    assert isinstance(shown.screen, CodeScreen)
    screen = replace(shown.screen, **changed)  # type: ignore[arg-type]
    stage.app.display(replace(shown, screen=screen), fresh=False)
    stage.settle()


def dots(stage: ScreenStage) -> QQuickItem:
    return read(stage.window).kinds["CodeDots"].item


def circles(stage: ScreenStage) -> list[QQuickItem]:
    """What stands in the field as a disc, as far as it is seen."""
    field = dots(stage)
    return [
        each.seen.item
        for each in read(stage.window).surfaces
        if "CodeDots" in each.seen.within
        and each.seen.item is not field
        and each.seen.where.width() == each.seen.where.height()
    ]


def names_of(item: QQuickItem) -> str:
    return QAccessible.queryAccessibleInterface(item).text(QAccessible.Text.Name)


def spoken(stage: ScreenStage) -> str:
    """All that a screen reader finds in the field."""
    field = QAccessible.queryAccessibleInterface(dots(stage))
    inside = [field.child(index) for index in range(field.childCount())]
    texts = [each.text(kind) for each in (field, *inside) for kind in QAccessible.Text]
    return " ".join(text for text in texts if text)


def test_the_keys_reach_exactly_what_a_code_may_have(stage: ScreenStage) -> None:
    stage.show("code-letters")
    small = typable(stage)
    assert small == set("abcdefghijklmnopqrstuvwxyz")
    press(stage, SHIFT)
    capitals = typable(stage)
    assert capitals == {letter.upper() for letter in small}
    press(stage, TO_SIGNS)
    signs = typable(stage)
    assert signs == {*"0123456789", *SIGNS}
    assert small | capitals | signs == CODE_FORMS[CodeKind.PERSONAL].characters


def test_signs_stand_in_the_order_of_the_list(stage: ScreenStage) -> None:
    stage.show("code-letters")
    press(stage, TO_SIGNS)
    read_so = sorted(characters(stage), key=lambda key: (key.y(), key.x()))
    shown = "".join(str(key.property("character")) for key in read_so)
    assert shown == "1234567890" + SIGNS


def test_a_capital_is_for_one_letter(stage: ScreenStage) -> None:
    stage.show("code-letters")
    press(stage, SHIFT, "S majuscule", "o")
    press(stage, SHIFT, SHIFT, "l")
    press(stage, SHIFT, TO_SIGNS, "arobase", "point-virgule", "7", TO_LETTERS, "e")
    assert stage.app.wishes == [f"type {each}" for each in "Sol@;7e"]


def test_each_key_has_a_name_that_can_be_said(stage: ScreenStage) -> None:
    stage.show("code-letters")
    press(stage, TO_SIGNS)
    for key in characters(stage):
        sign, name = str(key.property("character")), names_of(key)
        assert name == sign if sign.isdigit() else len(name) > 3
    assert len({names_of(key) for key in characters(stage)}) == 10 + len(SIGNS)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_capitals_and_signs_are_as_legible_as_letters(
    stage: ScreenStage, size: str, variant: str, language: str
) -> None:
    preferences = Preferences(language, **VARIANTS[variant])
    names = (SHIFT, TO_SIGNS) if language == "fr" else ("Shift", "Digits and signs")
    for name in names:
        stage.show("code-letters", preferences, SIZES[size])
        press(stage, name)
        stage.rest()
        assert list(faults(read(stage.window), preferences)) == []


def test_keys_of_a_portrait_screen_are_for_fingers(stage: ScreenStage) -> None:
    for variant in VARIANTS.values():
        stage.show("code-letters", Preferences("fr", **variant))
        assert min(key.width() for key in characters(stage)) >= 80
        assert min(key.height() for key in characters(stage)) >= 96


def test_from_the_keypad_to_the_letters_and_back(stage: ScreenStage) -> None:
    stage.show("code")
    press(stage, "ABC")
    stage.show("code-letters")
    press(stage, "Chiffres seuls")
    assert stage.app.wishes == ["openLetters True", "openLetters False"]
    stage.show("code-provisional")
    assert "ABC" not in {str(each.property("name")) for each in stage.controls()}


@pytest.mark.parametrize("name", CODES)
def test_real_keys_type_letters_signs_and_digits_and_enter_hands_in(
    stage: ScreenStage, name: str
) -> None:
    stage.show(name)
    strike(stage, Key.Key_S, "S")
    strike(stage, Key.Key_O, "o")
    strike(stage, Key.Key_At, "@")
    strike(stage, Key.Key_E, "€")
    strike(stage, Key.Key_2, "2")
    strike(stage, Key.Key_Backspace, "\b")
    strike(stage, Key.Key_V, "\x16")
    strike(stage, Key.Key_Return, "\r")
    typed = [f"type {each}" for each in "So@€2"]
    assert stage.app.wishes == [*typed, "eraseCharacter", "submitEntry"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CODES)
def test_there_are_as_many_dots_as_characters_and_none_stands_ready(
    stage: ScreenStage, name: str, size: str
) -> None:
    stage.show(name, Preferences("fr"), SIZES[size])
    for typed in (0, 1, 4, 9):
        show_as(stage, name, typed=typed)
        assert len(circles(stage)) == typed


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("variant", ["normal", "large"])
def test_a_long_code_stays_within_its_field(stage: ScreenStage, size: str, variant: str) -> None:
    for name in CODES:
        stage.show(name, Preferences("fr", **VARIANTS[variant]), SIZES[size])
        before = 36.0
        for typed in (5, 17, 33, LONGEST_CODE):
            show_as(stage, name, typed=typed, glimpse="W", shows_typed=True)
            field = dots(stage)
            inside = field.mapRectToScene(field.boundingRect()).adjusted(24, 0, -24, 0)
            for circle in circles(stage):
                assert inside.contains(circle.mapRectToScene(circle.boundingRect()))
            smallest = min(circle.width() for circle in circles(stage))
            assert 16 <= smallest <= before
            before = smallest
            assert names_of(field) == f"{typed}\N{NO-BREAK SPACE}caractères".replace(
                "\N{NO-BREAK SPACE}", " "
            )


@pytest.mark.parametrize(
    ("typed", "said"), [(0, "0 caractère"), (1, "1 caractère"), (6, "6 caractères")]
)
def test_a_voice_says_how_many_and_never_which(stage: ScreenStage, typed: int, said: str) -> None:
    stage.show("code-seen")
    show_as(stage, "code-seen", typed=typed, glimpse="W" if typed else "", shows_typed=True)
    if typed:
        assert "W" in {words.said for words in read(stage.window).texts}
    assert spoken(stage).strip() == said


def test_a_character_that_is_seen_stands_in_place_of_the_last_dot(stage: ScreenStage) -> None:
    stage.show("code-seen")
    assert len(circles(stage)) == 2
    show_as(stage, "code-seen", glimpse="")
    assert len(circles(stage)) == 3
    assert "W" not in {words.said for words in read(stage.window).texts}


@pytest.mark.parametrize("name", CODES)
def test_afficher_is_a_switch(stage: ScreenStage, name: str) -> None:
    stage.show(name)
    assert stage.control("Afficher").property("checkable")
    assert not stage.control("Afficher").property("checked")
    press(stage, "Afficher")
    assert stage.app.wishes == ["showTyped"]
    show_as(stage, name, shows_typed=True)
    assert stage.control("Afficher").property("checked")


def test_a_mistake_is_a_wide_box(stage: ScreenStage) -> None:
    for name in ("code-wrong", "code-letters-wrong"):
        stage.show(name)
        (words,) = [
            each
            for each in read(stage.window).texts
            if each.said == "Ce code n’est pas le bon. Encore 2\N{NO-BREAK SPACE}essais."
        ]
        box = words.seen.item.parentItem()
        assert (box.width(), box.height()) == (984, 112)
        assert words.px == 40
        assert box.property("color").name() == "#fbe9e6"


@pytest.mark.parametrize("name", CODES)
def test_keys_stay_where_they_are_when_a_code_was_wrong(stage: ScreenStage, name: str) -> None:
    places = []
    for each in (name, f"{name}-wrong"):
        stage.show(each)
        places.append([key.mapToScene(QPointF()) for key in characters(stage)])
    assert places[0] == places[1]
