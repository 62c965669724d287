"""Typing a text: on the screen's keys, on real ones, and what shows of it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.domain.entries.address import CHARACTERS
from kiosk.ui.preferences import Preferences
from kiosk.ui.present.screens import FillScreen, Screen
from tests.qml.hand import touch
from tests.qml.harness import SIZES
from tests.qml.samples import frame
from tests.qml.stage import ScreenStage
from tests.qml.tree import read

Key = Qt.Key
ACCENTS = set("ÉÈÊËÀÂÇÎÏÔŒÛÙ")
SPOKEN = {
    "virgule": ",",
    "point": ".",
    "tiret": "-",
    "apostrophe": "'",
    "degré": "°",
    "et commercial": "&",
    "barre oblique": "/",
    "parenthèse ouvrante": "(",
    "parenthèse fermante": ")",
    "Espace": " ",
}
NOT_ON_KEYS = {"’"}
"""Typed as the other apostrophe."""
LETTERS = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def names(stage: ScreenStage) -> set[str]:
    return {str(control.property("name")) for control in stage.controls()}


def press(stage: ScreenStage, *keys: str) -> None:
    for key in keys:
        stage.control(key).setProperty("guardMs", 0)
        stage.control(key).forceActiveFocus()
        QTest.keyClick(stage.window, Key.Key_Return)
        stage.settle()


def strike(stage: ScreenStage, key: Qt.Key, text: str) -> None:
    """A key of a real keyboard."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QCoreApplication.sendEvent(stage.window, event)


def focused(stage: ScreenStage) -> str:
    return str(stage.window.activeFocusItem().property("name"))


def field(stage: ScreenStage) -> QQuickItem:
    return read(stage.window).kinds["TypedText"].item


def show_as(stage: ScreenStage, name: str, **changed: object) -> None:
    """The sample with other contents, as news within its turn."""
    shown = frame(name)
    assert isinstance(shown.screen, FillScreen)
    screen: Screen = replace(shown.screen, **changed)  # type: ignore[arg-type]
    stage.app.display(replace(shown, screen=screen), fresh=False)
    stage.settle()


@pytest.mark.parametrize("size", SIZES)
def test_every_letter_digit_and_sign_of_an_address_has_a_key(stage: ScreenStage, size: str) -> None:
    stage.show("fill-street", Preferences("fr"), SIZES[size])
    signs = {"virgule", "point", "tiret", "apostrophe", "Espace"}
    assert names(stage) >= LETTERS | set("0123456789") | signs
    press(stage, "É ° &")
    assert names(stage) >= ACCENTS | set("0123456789") | signs
    assert not names(stage) & LETTERS


def test_the_keys_reach_all_that_an_address_may_have(stage: ScreenStage) -> None:
    stage.show("fill-street")
    seen = names(stage)
    press(stage, "É ° &")
    keys = {SPOKEN.get(name, name) for name in seen | names(stage)}
    assert keys >= CHARACTERS - NOT_ON_KEYS


def test_keys_type_what_stands_on_them(stage: ScreenStage) -> None:
    stage.show("fill-street")
    press(stage, "L", "apostrophe", "tiret", "Espace", "7", "Effacer", "Valider")
    assert stage.app.wishes == [
        *(f"type {character}" for character in "L'- 7"),
        "eraseCharacter",
        "submitEntry",
    ]


def test_after_a_letter_with_an_accent_come_the_plain_ones_again(stage: ScreenStage) -> None:
    stage.show("fill-street")
    press(stage, "É ° &", "É")
    assert stage.app.wishes == ["type É"]
    assert names(stage) >= LETTERS
    press(stage, "É ° &", "Lettres", "E")
    assert stage.app.wishes == ["type É", "type E"]


def test_real_keys_type_wherever_the_focus_is_and_enter_hands_in(stage: ScreenStage) -> None:
    stage.show("fill-street")
    strike(stage, Key.Key_R, "r")
    strike(stage, Key.Key_Eacute, "é")
    strike(stage, Key.Key_Space, " ")
    strike(stage, Key.Key_Backspace, "\b")
    strike(stage, Key.Key_Return, "\r")
    assert stage.app.wishes == ["type r", "type é", "type  ", "eraseCharacter", "submitEntry"]


@pytest.mark.parametrize(
    ("key", "text"), [(Key.Key_V, "\x16"), (Key.Key_Paste, ""), (Key.Key_F5, ""), (Key.Key_A, "ab")]
)
def test_nothing_is_pasted_and_no_control_gets_through(
    stage: ScreenStage, key: Qt.Key, text: str
) -> None:
    for name in ("fill-street", "fill-nir"):
        stage.show(name)
        strike(stage, key, text)
    assert stage.app.wishes == []


def test_a_keypad_takes_letters_for_corsica_and_no_sign(stage: ScreenStage) -> None:
    stage.show("fill-nir")
    strike(stage, Key.Key_A, "a")
    strike(stage, Key.Key_Minus, "-")
    press(stage, "Corse\N{NO-BREAK SPACE}: B")
    assert stage.app.wishes == ["type a", "type B"]


def test_a_letter_of_corsica_follows_a_digit_at_once(stage: ScreenStage) -> None:
    stage.show("fill-nir")
    touch(stage, "2", 1000)
    touch(stage, "Corse\N{NO-BREAK SPACE}: A", 1100)
    assert stage.app.wishes == ["type 2", "type A"]


@pytest.mark.parametrize(
    ("size", "way", "seen"),
    [
        ("portrait", "Up Up Left Up Up", "tiret L K I 8"),
        ("wide", "Up Up Left Left Down Right", "8 5 4 M apostrophe 7"),
    ],
)
def test_arrows_move_about_the_keyboard_as_the_eye_does(
    stage: ScreenStage, size: str, way: str, seen: str
) -> None:
    stage.show("fill-street", Preferences("fr"), SIZES[size])
    stage.control("Valider").forceActiveFocus()
    met = []
    for arrow in way.split():
        QTest.keyClick(stage.window, getattr(Key, f"Key_{arrow}"))
        met.append(focused(stage))
    assert met == seen.split()


def test_a_text_that_grows_gets_smaller(stage: ScreenStage) -> None:
    stage.show("fill-street")
    sizes = []
    for written in ("12 RUE", "M" * 24, "M" * 38):
        show_as(stage, "fill-street", written=written, typed=len(written))
        sizes.append(field(stage).property("size"))
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 64
    assert sizes[-1] == 32


def columns(stage: ScreenStage) -> list[set[str]]:
    """The colours of the field's inside, column by column from its left edge to its right one."""
    shown = stage.window.grabWindow()
    place = field(stage).mapRectToScene(field(stage).boundingRect()).toRect()
    border, corner = 4, 24
    return [
        {
            shown.pixelColor(x, y).name()
            for y in range(place.top() + corner, place.bottom() + 1 - corner)
        }
        for x in range(place.left() + border, place.right() + 1 - border)
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("written", "rest"), [("Œ" * 38, ""), ("M" * 38, "_" * 20), ("M", "")])
def test_who_types_a_long_text_sees_its_end_and_nothing_runs_over_the_edge(
    stage: ScreenStage, size: str, written: str, rest: str
) -> None:
    stage.show("fill-street", Preferences("fr"), SIZES[size])
    show_as(stage, "fill-street", written=written, rest=rest, typed=len(written))
    seen, own, margin = columns(stage), colours_of(stage), 24
    assert set.union(*seen[:margin], *seen[-margin:]) == {own["surface"]}
    cursor = [x for x, colours in enumerate(seen) if own["accent"] in colours]
    assert len(cursor) == 4
    assert len(seen[cursor[0] - 20]) > 1, "what was typed last stands before it"


def colours_of(stage: ScreenStage) -> dict[str, str]:
    theme = stage.singleton("Theme")
    return {name: theme.property(name).name() for name in ("surface", "accent")}


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("fill-street", "12 RUE DE L'ÉGLISE"),
        ("fill-date", "12/0"),
        ("fill-nir", "6 caractères tapés"),
    ],
)
def test_a_voice_says_what_is_typed_but_no_number_of_a_person(
    stage: ScreenStage, name: str, heard: str
) -> None:
    stage.show(name)
    exposed = QAccessible.queryAccessibleInterface(field(stage))
    assert exposed is not None
    assert exposed.text(QAccessible.Text.Name) == heard


def test_a_reference_is_spelled_out_group_by_group(stage: ScreenStage) -> None:
    stage.show("recorded")
    panel = read(stage.window).kinds["Reference"].item
    exposed = QAccessible.queryAccessibleInterface(panel)
    assert exposed is not None
    assert exposed.text(QAccessible.Text.Name).endswith(
        "2 0 2 6 1 1 2 2, 0 7 5 1, 0 7, 0 0 0 0 4 2, 5 2"
    )


def test_a_mistake_takes_the_place_of_the_hint_and_the_keys_stay(stage: ScreenStage) -> None:
    stage.show("fill-street")
    before = stage.control("A").mapToScene(stage.control("A").boundingRect().center())
    show_as(stage, "fill-street", message="Tapez le numéro et la rue.")
    said = {words.said for words in read(stage.window).texts}
    assert "Tapez le numéro et la rue." in said
    assert "Le numéro et la rue." not in said
    after = stage.control("A").mapToScene(stage.control("A").boundingRect().center())
    assert after == before
