"""Touches and keys: on release, once, with a press and a focus that show, in a good order."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.ui.present.screens import ChooseScreen
from tests.qml.hand import centre, press, release, touch
from tests.qml.samples import NAMES, frame
from tests.qml.stage import PLAIN, PORTRAIT, ScreenStage


def key(stage: ScreenStage, wanted: Qt.Key) -> None:
    QTest.keyClick(stage.window, wanted)
    stage.settle()


def focused(stage: ScreenStage) -> str:
    return str(stage.window.activeFocusItem().property("name"))


def test_a_control_acts_on_release_and_shows_the_press_before(stage: ScreenStage) -> None:
    stage.show("attract")
    button = stage.control("Je n’ai pas ma carte")
    press(stage, centre(button), 1000)
    assert (button.property("pressed"), stage.app.wishes) == (True, [])
    release(stage, centre(button), 1100)
    assert (button.property("pressed"), stage.app.wishes) == (False, ["noCard"])


def test_a_finger_that_slides_off_does_nothing(stage: ScreenStage) -> None:
    stage.show("attract")
    button = stage.control("Je n’ai pas ma carte")
    press(stage, centre(button), 1000)
    release(stage, QPointF(500, 600), 1100)
    assert stage.app.wishes == []


def test_a_finger_may_rest_for_long(stage: ScreenStage) -> None:
    """Qt drops a tap after its own long-press time, which runs on real time: it must be far."""
    for name in NAMES:
        stage.lay_out(name, PLAIN, PORTRAIT)
        for control in stage.controls():
            limits = [child.property("longPressThreshold") for child in control.children()]
            assert [limit for limit in limits if limit is not None] == [3600]


def test_a_second_touch_within_half_a_second_is_ignored(stage: ScreenStage) -> None:
    stage.show("attract")
    touch(stage, "Je n’ai pas ma carte", 1000)
    touch(stage, "Je n’ai pas ma carte", 1300)
    assert stage.app.wishes == ["noCard"]
    touch(stage, "Je n’ai pas ma carte", 1600)
    assert stage.app.wishes == ["noCard", "noCard"]


def test_a_second_touch_does_not_answer_the_next_screen(stage: ScreenStage) -> None:
    stage.show("home")
    touch(stage, "Attestation de droits", 1000)
    stage.show("who")
    touch(stage, "Camille DURAND", 1300)
    assert stage.app.wishes == ["choose 0"]


def test_digits_follow_each_other_at_once_but_a_bounce_does_not_count(stage: ScreenStage) -> None:
    stage.show("code")
    for digit, ms in (("1", 1000), ("2", 1100), ("2", 1180), ("2", 1500)):
        touch(stage, digit, ms)
    assert stage.app.wishes == ["type 1", "type 2", "type 2"]


def test_a_touch_on_another_screen_does_not_type_a_digit(stage: ScreenStage) -> None:
    stage.show("home")
    touch(stage, "Attestation de droits", 1000)
    stage.show("code")
    touch(stage, "4", 1200)
    assert stage.app.wishes == ["choose 0"]


def test_an_unavailable_service_says_why_and_does_nothing(stage: ScreenStage) -> None:
    stage.show("home-queue-full")
    tile = stage.control("Changer d’adresse")
    assert tile.property("description") == "La borne n’enregistre rien. Pas maintenant"
    touch(stage, "Changer d’adresse", 1000)
    assert stage.app.wishes == []


def test_touching_nothing_tells_that_somebody_is_there(stage: ScreenStage) -> None:
    stage.show("attract")
    before = stage.app.touches
    press(stage, QPointF(540, 700), 1000)
    release(stage, QPointF(540, 700), 1050)
    assert stage.app.touches > before
    before = stage.app.touches
    key(stage, Qt.Key.Key_Tab)
    assert stage.app.touches > before


@pytest.mark.parametrize("name", [name for name in NAMES if name != "cleaning"])
def test_tab_reaches_every_control_and_comes_back(stage: ScreenStage, name: str) -> None:
    stage.show(name)
    wanted = sorted(str(control.property("name")) for control in stage.controls())
    reached = []
    for _ in wanted:
        key(stage, Qt.Key.Key_Tab)
        reached.append(focused(stage))
    assert sorted(reached) == wanted
    key(stage, Qt.Key.Key_Backtab)
    assert focused(stage) == reached[-2 if len(reached) > 1 else 0]


def test_the_first_focus_is_on_the_main_way_on(stage: ScreenStage) -> None:
    for name, first in (
        ("attract", "Je n’ai pas ma carte"),
        ("home", "Attestation de droits"),
        ("code", "Valider"),
        ("confirm", "Oui, imprimer"),
        ("paper", "J’ai mon papier, continuer"),
        ("problem", "La recevoir par courrier"),
        ("idle", "Oui, je continue"),
        ("attract-help", "Fermer"),
    ):
        stage.show(name)
        assert focused(stage) == first


def test_keys_act_once_on_release_however_long_they_are_held(stage: ScreenStage) -> None:
    stage.show("attract")
    QTest.keyPress(stage.window, Qt.Key.Key_Return)
    assert stage.app.wishes == []
    QTest.keyRelease(stage.window, Qt.Key.Key_Return)
    assert stage.app.wishes == ["noCard"]


def test_the_focus_shows_for_keys_only(stage: ScreenStage) -> None:
    stage.show("attract")
    assert rings(stage) == 0
    key(stage, Qt.Key.Key_Tab)
    assert rings(stage) == 1
    touch(stage, "Fond noir", 1000)
    assert rings(stage) == 0


def rings(stage: ScreenStage) -> int:
    return sum(1 for item in stage.items() if item.objectName() == "focusRing")


def test_digits_of_a_real_keypad_type_and_enter_submits(stage: ScreenStage) -> None:
    stage.show("code")
    for wanted in (Qt.Key.Key_4, Qt.Key.Key_2, Qt.Key.Key_Backspace, Qt.Key.Key_Return):
        key(stage, wanted)
    assert stage.app.wishes == ["type 4", "type 2", "eraseCharacter", "submitEntry"]


def test_arrows_move_about_the_keypad_as_the_eye_does(stage: ScreenStage) -> None:
    stage.show("code")
    seen = []
    for arrow in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Up):
        key(stage, arrow)
        seen.append(focused(stage))
    assert seen == ["0", "8", "5", "6", "3"]


def test_escape_closes_help_then_goes_back(stage: ScreenStage) -> None:
    stage.show("attract-help")
    key(stage, Qt.Key.Key_Escape)
    stage.show("code")
    key(stage, Qt.Key.Key_Escape)
    assert stage.app.wishes == ["closeHelp", "back"]


def test_nothing_under_the_help_panel_can_be_touched(stage: ScreenStage) -> None:
    stage.show("attract")
    places = [centre(control) for control in stage.controls()]
    stage.show("attract-help")
    (close,) = stage.controls()
    under = [at for at in places if not close.contains(close.mapFromScene(at))]
    assert len(under) >= len(places) - 1 > 2
    for turn, at in enumerate(under, 1):
        press(stage, at, 1000 * turn)
        release(stage, at, 1000 * turn + 50)
    assert stage.app.wishes == []


def test_pages_turn_and_the_choice_keeps_its_number(stage: ScreenStage) -> None:
    stage.show("who-many")
    touch(stage, "Suite", 1000)
    stage.settle()
    shown = frame("who-many").screen
    assert isinstance(shown, ChooseScreen)
    people = [option.label for option in shown.options]
    first = next(c for c in stage.controls() if c.property("name") in people)
    number = people.index(str(first.property("name")))
    at = centre(first)
    press(stage, at, 2000)
    release(stage, at, 2050)
    assert number > 0
    assert stage.app.wishes == [f"choose {number}"]


def test_news_within_a_turn_keep_the_screen_and_its_focus(stage: ScreenStage) -> None:
    stage.show("code-empty")
    key(stage, Qt.Key.Key_Up)
    stage.app.display(frame("code"), fresh=False)
    stage.settle()
    assert focused(stage) == "9"


@pytest.mark.parametrize("name", NAMES)
def test_assistive_techniques_learn_the_name_and_role_of_every_control(
    stage: ScreenStage, name: str
) -> None:
    stage.show(name)
    for control in stage.controls():
        available = control.property("available")
        exposed = QAccessible.queryAccessibleInterface(control if available else stand_in(control))
        assert exposed is not None
        assert exposed.text(QAccessible.Text.Name)
        assert exposed.text(QAccessible.Text.Description)
        assert exposed.role() in ROLES
        assert (exposed.state().focusable, exposed.state().disabled) == (available, not available)


ROLES = {QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton}


def stand_in(control: QQuickItem) -> QQuickItem:
    """What is exposed in place of a control that is unavailable."""
    (found,) = (child for child in control.childItems() if not child.isEnabled())
    return found
