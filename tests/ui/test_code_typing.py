"""Typing a code: digits, letters and signs, what may be seen of them, and for how long."""

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.domain.effects import VerifyCode
from kiosk.domain.timeouts import GLIMPSE_S
from kiosk.ui.screen_state import SECOND_TOUCH_S
from tests.demarches import ATTESTATION
from tests.ui.visitor import Visitor, touch
from wire.citizen import CheckCode, CodeKind, CodeSent, CodeWrong

LETTERS = "Soleil@2026"


def types(visitor: Visitor, text: str) -> None:
    """Without any time between its characters."""
    for character in text:
        touch(visitor.app, "typeCharacter", character)


def seen(visitor: Visitor) -> tuple[int, str]:
    return visitor.shown("typed"), visitor.shown("glimpse")


def later(visitor: Visitor, seconds: float) -> None:
    visitor.clock.seconds += seconds
    visitor.app.passTime()


def asked(visitor: Visitor) -> CheckCode:
    effect = visitor.done[-1]
    assert isinstance(effect, VerifyCode)
    return effect.request


def test_the_code_begins_on_the_keypad_and_letters_are_a_touch_away(visitor: Visitor) -> None:
    visitor.to_code()
    visitor.touch("openLetters", True)
    assert visitor.kind == "codeLetters"
    types(visitor, LETTERS)
    assert seen(visitor) == (len(LETTERS), "")
    visitor.touch("submitEntry")
    assert asked(visitor) == CheckCode(CodeKind.PERSONAL, LETTERS)
    visitor.accept_code()
    assert visitor.kind == "working"


def test_digits_alone_go_on_working(visitor: Visitor) -> None:
    visitor.to_code()
    visitor.type_code("2580")
    assert asked(visitor) == CheckCode(CodeKind.PERSONAL, "2580")


def test_what_is_typed_stays_from_one_set_of_keys_to_the_other(visitor: Visitor) -> None:
    visitor.to_code()
    types(visitor, "26")
    visitor.touch("openLetters", True)
    types(visitor, "aB")
    visitor.touch("openLetters", False)
    assert (visitor.kind, seen(visitor)) == ("code", (4, ""))
    visitor.touch("submitEntry")
    assert asked(visitor).code == "26aB"


def test_real_keys_type_letters_on_the_keypad_too(visitor: Visitor) -> None:
    visitor.to_code()
    types(visitor, "a b\t#é!c1")
    visitor.touch("submitEntry")
    assert asked(visitor).code == "ab!c1"


def test_after_a_mistake_whoever_typed_letters_finds_them_again(visitor: Visitor) -> None:
    visitor.to_code()
    visitor.touch("openLetters", True)
    visitor.type_code("Lune@2026")
    visitor.answer(CodeWrong(2))
    assert (visitor.kind, seen(visitor)) == ("codeLetters", (0, ""))
    assert visitor.shown("message") == "Ce code n’est pas le bon. Encore 2\u00a0essais."


@pytest.mark.parametrize("way", ["end", "card"])
def test_the_next_person_begins_on_the_keypad(visitor: Visitor, way: str) -> None:
    visitor.to_code()
    visitor.touch("openLetters", True)
    visitor.touch("showTyped")
    if way == "end":
        visitor.touch("end")
    visitor.pull_out()
    visitor.insert()
    visitor.opens(ATTESTATION)
    visitor.open_account()
    assert (visitor.kind, visitor.shown("showsTyped")) == ("code", False)


def test_a_code_that_was_sent_has_no_letters(visitor: Visitor) -> None:
    visitor.to_code()
    visitor.touch("openLetters", True)
    visitor.touch("forgotCode")
    visitor.touch("choose", 0)
    visitor.answer(CodeSent("42", 600))
    assert visitor.kind == "code"
    visitor.touch("openLetters", True)
    assert visitor.kind == "code"
    types(visitor, "a1b2!3")
    assert (seen(visitor), visitor.shown("canSubmit")) == ((3, ""), False)
    types(visitor, "4567")
    visitor.touch("submitEntry")
    assert asked(visitor) == CheckCode(CodeKind.PROVISIONAL, "123456")


def test_nothing_shows_before_it_is_asked_for(visitor: Visitor) -> None:
    visitor.to_code()
    types(visitor, "25")
    assert seen(visitor) == (2, "")
    visitor.touch("showTyped")
    assert seen(visitor) == (2, ""), "what was typed before stays hidden"


def test_each_character_shows_for_a_second_and_the_one_before_it_no_more(visitor: Visitor) -> None:
    visitor.to_code()
    visitor.touch("showTyped")
    types(visitor, "2")
    assert seen(visitor) == (1, "2")
    later(visitor, GLIMPSE_S * 0.9)
    types(visitor, "5")
    assert seen(visitor) == (2, "5")
    later(visitor, GLIMPSE_S * 0.9)
    assert seen(visitor) == (2, "5")
    later(visitor, GLIMPSE_S * 0.2)
    assert seen(visitor) == (2, "")


def test_the_screen_wakes_up_by_itself_to_hide_it(visitor: Visitor) -> None:
    visitor.to_code()
    visitor.touch("showTyped")
    later(visitor, 0.5)
    types(visitor, "2")
    state: Any = visitor.app._screen_state
    assert state.changes_in_s() <= GLIMPSE_S


def test_erasing_shows_nothing_that_was_hidden(visitor: Visitor) -> None:
    visitor.to_code()
    visitor.touch("showTyped")
    types(visitor, "25")
    touch(visitor.app, "eraseCharacter")
    assert seen(visitor) == (1, "")


def test_a_key_that_does_nothing_shows_nothing_again(visitor: Visitor) -> None:
    visitor.to_code()
    visitor.touch("showTyped")
    types(visitor, "2")
    later(visitor, 2 * GLIMPSE_S)
    types(visitor, " ")
    assert seen(visitor) == (1, "")


def test_it_is_hidden_at_once_when_that_is_wished(visitor: Visitor) -> None:
    visitor.to_code()
    visitor.touch("showTyped")
    types(visitor, "2")
    touch(visitor.app, "showTyped")
    assert (seen(visitor), visitor.shown("showsTyped")) == ((1, ""), False)
    types(visitor, "5")
    assert seen(visitor) == (2, "")


def test_it_ends_with_the_screen(visitor: Visitor) -> None:
    visitor.to_code()
    visitor.touch("showTyped")
    assert visitor.shown("hint") == "Chaque signe tapé s’affiche une seconde."
    visitor.clock.seconds += 2 * SECOND_TOUCH_S
    types(visitor, "2580")
    touch(visitor.app, "submitEntry")
    visitor.answer(CodeWrong(2))
    assert (seen(visitor), visitor.shown("showsTyped")) == ((0, ""), False)
    types(visitor, "2")
    assert seen(visitor) == (1, "")


def test_nowhere_else_does_it_do_anything(visitor: Visitor, qapp: QGuiApplication) -> None:
    visitor.to_code()
    screen = visitor.screen
    visitor.touch("end")
    screen.showTyped()
    screen.openLetters(True)
    state: Any = visitor.app._screen_state
    assert (state.shows_typed, state.letters) == (False, False)
