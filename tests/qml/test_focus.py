"""Keys alone reach everything: in reading order, without a trap, seen, and once a press."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.ui.preferences import Preferences
from tests.qml.harness import SIZES, VARIANTS
from tests.qml.samples import NAMES, frame
from tests.qml.stage import ScreenStage

Key = Qt.Key
SETTINGS = (
    ("portrait", "normal"),
    ("portrait", "low-large"),
    ("wide", "normal"),
    ("square", "large"),
)
"""The shapes of the window with the settings that move controls: colours move none."""
ARROWS = (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right)
RING_PX = 6


def show(stage: ScreenStage, name: str, setting: tuple[str, str]) -> None:
    size, variant = setting
    stage.show(name, Preferences("fr", **VARIANTS[variant]), SIZES[size])


def tab(stage: ScreenStage) -> QQuickItem:
    QTest.keyClick(stage.window, Key.Key_Tab)
    return stage.window.activeFocusItem()


def place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def name_of(item: QQuickItem) -> str:
    return str(item.property("name"))


def is_read_so(order: list[QQuickItem]) -> bool:
    return all(is_read_after(place(a), place(b)) for a, b in pairwise(order))


def answers_the_question(item: QQuickItem | None) -> bool:
    """Whether it stands on the screen itself or on the help panel, not around them."""
    while item is not None and not item.isFocusScope():
        item = item.property("parent")
    return item is not None and item.property("spoken") is not None


def is_read_after(before: QRectF, after: QRectF) -> bool:
    """Below it or to its right: the top of the next column comes after the foot of this one."""
    return after.top() >= before.bottom() or after.left() >= before.right()


def ringed(item: QQuickItem) -> bool:
    """Whether the ring that shows the focus is there, thick enough, and around the control."""
    (ring,) = (child for child in item.childItems() if child.objectName() == "focusRing")
    around = place(ring).contains(place(item).adjusted(-RING_PX, -RING_PX, RING_PX, RING_PX))
    return ring.isVisible() and around


@pytest.mark.parametrize("setting", SETTINGS, ids="-".join)
@pytest.mark.parametrize("name", [name for name in NAMES if name != "cleaning"])
def test_tab_goes_through_every_control_as_it_is_read(
    stage: ScreenStage, name: str, setting: tuple[str, str]
) -> None:
    show(stage, name, setting)
    wanted = stage.controls()
    first = stage.window.activeFocusItem()
    order = []
    for _ in wanted:
        order.append(tab(stage))
        assert ringed(order[-1])
    assert {id(item) for item in order} == {id(item) for item in wanted}
    assert tab(stage) is order[0]
    assert any(is_read_so(order[n:] + order[:n]) for n in range(len(order))), list(
        map(name_of, order)
    )
    asked = [item for item in wanted if answers_the_question(item)]
    assert not asked or first in asked


@pytest.mark.parametrize("name", NAMES)
def test_arrows_lead_from_any_control_to_any_other(stage: ScreenStage, name: str) -> None:
    stage.show(name)
    controls = stage.controls()
    leads: dict[int, set[int]] = {}
    for number, control in enumerate(controls):
        leads[number] = set()
        for arrow in ARROWS:
            control.forceActiveFocus()
            QTest.keyClick(stage.window, arrow)
            leads[number].add(controls.index(stage.window.activeFocusItem()))
    everywhere = set(range(len(controls)))
    for number in everywhere:
        assert reached_from(number, leads) == everywhere, name_of(controls[number])


def reached_from(start: int, leads: dict[int, set[int]]) -> set[int]:
    found, waiting = {start}, [start]
    while waiting:
        new = leads[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return found


def held(stage: ScreenStage, key: Qt.Key, text: str = "") -> None:
    """A key that is pressed, repeats itself as keyboards do, and is let go."""
    for kind, repeated in (
        (QEvent.Type.KeyPress, False),
        *((QEvent.Type.KeyPress, True), (QEvent.Type.KeyRelease, True)) * 5,
        (QEvent.Type.KeyRelease, False),
    ):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeated)
        QCoreApplication.sendEvent(stage.window, event)
    stage.settle()


@pytest.mark.parametrize(
    ("key", "text", "wishes"),
    [
        (Key.Key_4, "4", ["type 4"]),
        (Key.Key_Backspace, "", ["eraseCharacter"]),
        (Key.Key_Return, "", ["submitEntry"]),
        (Key.Key_Escape, "", ["back"]),
    ],
)
def test_a_key_that_is_held_counts_once(
    stage: ScreenStage, key: Qt.Key, text: str, wishes: list[str]
) -> None:
    stage.show("code")
    held(stage, key, text)
    assert stage.app.wishes == wishes


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Down])
def test_the_focus_moves_once_however_long_a_key_is_held(stage: ScreenStage, key: Qt.Key) -> None:
    stage.show("home")
    assert name_of(stage.window.activeFocusItem()) == "Attestation de droits"
    held(stage, key)
    assert name_of(stage.window.activeFocusItem()) == "Carte européenne"


def test_a_key_held_over_a_change_of_screen_answers_nothing_there(stage: ScreenStage) -> None:
    stage.show("confirm")
    QTest.keyPress(stage.window, Key.Key_Return)
    stage.show("paper")
    QTest.keyRelease(stage.window, Key.Key_Return)
    assert stage.app.wishes == []


@pytest.mark.parametrize(("guard_ms", "typed"), [(2000, 1), (0, 3)])
def test_the_same_key_counts_again_after_as_long_as_the_caisse_says(
    stage: ScreenStage, guard_ms: int, typed: int
) -> None:
    stage.show("code")
    theme = stage.singleton("Theme")
    usual = theme.property("keyGuardMs")
    theme.setProperty("keyGuardMs", guard_ms)
    for _ in range(3):
        QTest.keyClick(stage.window, Key.Key_4)
    QTest.keyClick(stage.window, Key.Key_2)
    theme.setProperty("keyGuardMs", usual)
    assert stage.app.wishes == ["type 4"] * typed + ["type 2"]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_each_key_that_confirms_acts_when_it_is_let_go(stage: ScreenStage, key: Qt.Key) -> None:
    stage.show("confirm")
    QTest.keyPress(stage.window, key)
    assert stage.app.wishes == []
    QTest.keyRelease(stage.window, key)
    assert stage.app.wishes == ["agree"]


def test_what_is_uncovered_keeps_the_focus_on_its_button(stage: ScreenStage) -> None:
    stage.show("confirm-typed")
    eye = stage.control("Afficher")
    eye.forceActiveFocus()
    stage.app.display(frame("confirm-uncovered"), fresh=False)
    stage.settle()
    assert eye.hasActiveFocus()
    assert not eye.property("available")
