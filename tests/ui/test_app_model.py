"""Touches become the right events, once."""

from typing import Any

import pytest

from kiosk.domain.card import Mute
from kiosk.domain.effects import VerifyCode
from kiosk.domain.events import (
    Answered,
    Back,
    CodeTyped,
    End,
    FaultCleared,
    FaultRaised,
    LinkChanged,
    Touched,
)
from kiosk.domain.faults import Fault, Link
from kiosk.domain.flow import Agreed, CodeForgotten, Filled
from kiosk.ui.screen_state import SECOND_TOUCH_S
from tests.demarches import ATTESTATION, READ_CARD
from tests.domain.people import attestation, holder
from tests.ui.visitor import CAMILLE, Visitor
from wire.citizen import CodeWrong


def answers(visitor: Visitor) -> list[Any]:
    return [event for event in visitor.posted if not isinstance(event, Touched)]


def test_an_answer_carries_the_stamp_of_the_screen_it_was_given_on(visitor):
    visitor.insert()
    stamp = visitor.runner.kiosk.stamp
    visitor.touch_tile(ATTESTATION)
    (event,) = answers(visitor)
    assert event.stamp == stamp


def test_a_doubled_touch_answers_once_and_not_the_screen_that_came_of_it(visitor):
    visitor.to_confirm()
    visitor.clock.seconds += 2 * SECOND_TOUCH_S
    before = len(answers(visitor))
    confirm = visitor.screen
    confirm.agree()
    confirm.agree()
    assert len(answers(visitor)) == before + 1
    visitor.answer(attestation(CAMILLE))
    confirm.choose(0)
    assert len(answers(visitor)) == before + 1


def test_a_touch_meant_for_the_screen_before_is_not_an_answer(visitor):
    visitor.insert()
    visitor.screen.choose(0)
    assert answers(visitor) == []
    visitor.touch("choose", 0)
    assert len(answers(visitor)) == 1


@pytest.mark.parametrize("intent", ["back", "end", "stillHere"])
def test_without_a_session_nothing_is_answered(visitor, intent):
    visitor.touch(intent)
    assert visitor.posted == []
    assert visitor.kind == "attract"


@pytest.mark.parametrize(
    ("come", "intent", "arguments"),
    [
        (Visitor.insert, "choose", (0,)),
        (Visitor.to_confirm, "agree", ()),
        (Visitor.to_confirm, "reveal", ()),
        (Visitor.to_code, "typeCharacter", ("1",)),
        (Visitor.to_code, "eraseCharacter", ()),
        (Visitor.to_code, "submitEntry", ()),
        (Visitor.to_code, "forgotCode", ()),
        (Visitor.to_number, "typeCharacter", ("1",)),
    ],
)
def test_a_screen_whose_visit_is_over_answers_nothing(visitor, come, intent, arguments):
    come(visitor)
    gone = visitor.screen
    visitor.touch("end")
    visitor.pull_out()
    assert visitor.kind == "attract"
    posted = len(visitor.posted)
    visitor.clock.seconds += 2 * SECOND_TOUCH_S
    getattr(gone, intent)(*arguments)
    assert visitor.posted[posted:] == []
    visitor.insert()
    assert visitor.kind == "home"


def test_only_a_confirmation_is_minted_and_only_once(visitor):
    visitor.insert()
    visitor.screen.agree()
    assert answers(visitor) == []
    visitor.pull_out()
    visitor.to_confirm()
    visitor.touch("agree")
    event = visitor.posted[-1]
    assert isinstance(event, Answered)
    assert isinstance(event.answer, Agreed)
    assert event.answer.go.at == visitor.clock.now()


def test_back_and_end_work_where_they_are_offered(visitor):
    visitor.insert()
    visitor.touch("back")
    assert answers(visitor) == []
    visitor.touch_tile(READ_CARD)
    assert visitor.app.property("canGoBack")
    visitor.touch("back")
    assert [type(event) for event in answers(visitor)[-1:]] == [Back]
    assert visitor.kind == "home"
    visitor.touch("end")
    assert [type(event) for event in answers(visitor)[-1:]] == [End]
    assert visitor.kind == "takeCard"
    assert not visitor.app.property("canEnd")


def test_a_code_is_typed_erased_and_handed_over_once(visitor):
    visitor.to_code()
    for digit in "12345":
        visitor.touch("typeCharacter", digit)
    visitor.touch("eraseCharacter")
    assert visitor.shown("typed") == 4
    assert visitor.shown("canSubmit")
    visitor.touch("submitEntry")
    event = visitor.posted[-1]
    assert isinstance(event, CodeTyped)
    assert event.code == "1234"
    assert visitor.kind == "working"
    assert [e.request.code for e in visitor.done if isinstance(e, VerifyCode)] == ["1234"]
    visitor.answer(CodeWrong(2))
    assert visitor.shown("typed") == 0


def test_a_code_too_short_is_not_handed_over(visitor):
    visitor.to_code()
    visitor.touch("typeCharacter", "1")
    visitor.touch("submitEntry")
    assert not any(isinstance(event, CodeTyped) for event in visitor.posted)
    assert visitor.shown("typed") == 1


def test_a_forgotten_code_is_said_where_it_may_be_forgotten(visitor):
    visitor.to_code()
    visitor.touch("typeCharacter", "1")
    visitor.touch("forgotCode")
    event = visitor.posted[-1]
    assert isinstance(event, Answered)
    assert event.answer == CodeForgotten()


def test_digits_do_not_survive_their_screen(visitor):
    visitor.to_code()
    visitor.touch("typeCharacter", "1")
    visitor.alarm()
    assert visitor.kind == "idle"
    visitor.touch("stillHere")
    assert visitor.kind == "code"
    assert visitor.shown("typed") == 0


def test_a_text_is_typed_erased_and_handed_in_once(visitor):
    visitor.to_street()
    visitor.type_text("12 rue des lilasx")
    visitor.touch("eraseCharacter")
    assert visitor.shown("written") == "12 RUE DES LILAS"
    visitor.touch("submitEntry")
    event = visitor.posted[-1]
    assert isinstance(event, Answered)
    assert event.answer == Filled("12 RUE DES LILAS")
    assert visitor.shown("title") == "Un complément d’adresse\u00a0?"
    assert visitor.shown("written") == ""


def test_nothing_may_be_handed_in_where_nothing_may_be_missing(visitor):
    visitor.to_street()
    before = len(answers(visitor))
    assert not visitor.shown("canSubmit")
    visitor.touch("submitEntry")
    assert len(answers(visitor)) == before
    visitor.type_text("1")
    visitor.touch("submitEntry")
    assert visitor.shown("message") == "Tapez le numéro et la rue."
    assert visitor.shown("written") == "1"
    assert len(answers(visitor)) == before
    visitor.type_text("R")
    assert visitor.shown("message") == ""


def test_a_complement_may_be_left_out(visitor):
    visitor.to_street()
    visitor.type_text("1 RUE")
    visitor.touch("submitEntry")
    visitor.touch("submitEntry")
    assert visitor.kind == "fillNumber"
    assert visitor.shown("title") == "Quel est le code postal\u00a0?"


def test_a_number_that_cannot_be_is_named_as_soon_as_it_is_whole(visitor):
    visitor.to_number()
    visitor.type_text("185037599900119")
    assert visitor.shown("message") == "Vérifiez le numéro\u00a0: un chiffre est faux."
    for _ in range(2):
        visitor.touch("eraseCharacter")
    assert visitor.shown("message") == ""
    visitor.touch("submitEntry")
    assert visitor.shown("title") == "Quelle est votre date de naissance\u00a0?"


def test_the_keys_of_corsica_can_be_used_where_they_may_stand(visitor):
    visitor.to_number()
    assert visitor.shown("asksForCorsica")
    for character, may in zip("185032A", (*[False] * 5, True, False), strict=True):
        visitor.type_text(character)
        assert visitor.shown("mayBeCorsican") is may
    assert visitor.shown("written") == "1 85 03 2A"


def test_a_doubled_touch_hands_in_one_text_and_not_the_next(visitor):
    visitor.to_street()
    visitor.type_text("1 RUE")
    visitor.clock.seconds += 2 * SECOND_TOUCH_S
    visitor.screen.submitEntry()
    visitor.screen.submitEntry()
    assert [e.answer for e in answers(visitor) if isinstance(e, Answered)] == [Filled("1 RUE")]
    assert visitor.shown("title") == "Un complément d’adresse\u00a0?"


def test_what_is_typed_does_not_survive_its_screen(visitor):
    visitor.to_street()
    visitor.type_text("12 RUE")
    visitor.alarm()
    visitor.touch("stillHere")
    assert (visitor.kind, visitor.shown("written")) == ("fill", "")


def test_any_touch_says_that_somebody_is_there(visitor):
    visitor.insert()
    visitor.touch("touched")
    assert visitor.posted == [Touched()]


def test_before_the_idle_warning_a_press_anywhere_does_not_take_the_button_away(visitor):
    visitor.insert()
    visitor.alarm()
    visitor.touch("touched")
    assert visitor.kind == "idle"
    visitor.touch("end")
    assert visitor.kind == "takeCard"
    visitor.app._presence.timeout.emit()
    assert visitor.kind == "takeCard"


def test_before_the_idle_warning_a_touch_beside_the_buttons_counts_a_moment_later(visitor):
    visitor.insert()
    visitor.alarm()
    visitor.touch("touched")
    assert visitor.app._presence.isActive()
    visitor.app._presence.timeout.emit()
    assert visitor.kind == "home"


def test_only_who_was_served_is_thanked(visitor):
    visitor.insert()
    visitor.touch("end")
    assert visitor.shown("thanks")
    visitor.pull_out()
    visitor.insert_card(Mute())
    visitor.alarm()
    assert visitor.kind == "takeCard"
    assert not visitor.shown("thanks")
    visitor.pull_out()
    visitor.handle(FaultRaised(Fault.READER_ABSENT))
    visitor.insert_card(Mute())
    visitor.handle(FaultCleared(Fault.READER_ABSENT))
    assert visitor.kind == "takeCard"
    assert not visitor.shown("thanks")


def test_the_countdown_goes_down_by_seconds(visitor):
    visitor.insert()
    visitor.alarm()
    assert visitor.shown("seconds") == 20
    for left in (19, 18):
        visitor.clock.seconds += 1
        visitor.app.passTime()
        assert visitor.shown("seconds") == left


def test_the_same_screen_keeps_its_model_while_only_its_words_change(visitor):
    visitor.insert()
    model = visitor.screen
    visitor.touch("setLanguage", "en")
    assert visitor.screen is model
    assert visitor.shown("title") == "What would you like to do?"
    visitor.handle(LinkChanged(Link.OFFLINE))
    assert visitor.screen is model
    assert visitor.rows("favourites")[0].note == "Sent later"
    assert visitor.app.property("banner").startswith("The network is down")


def test_another_turn_has_another_model(visitor):
    visitor.to_code()
    model = visitor.screen
    visitor.type_code("1234")
    visitor.answer(CodeWrong(2))
    assert visitor.kind == "code"
    assert visitor.screen is not model


def test_the_next_person_finds_their_own_name(visitor):
    visitor.insert(holder("DUPONT", "Zoé"))
    assert visitor.header("greetingName") == "Zoé"
    visitor.pull_out()
    visitor.insert()
    assert visitor.header("greetingName") == "Camille"
