"""Whatever central, the printer or the person answers, every screen on the way has its words."""

import pytest

from kiosk.domain.outcomes import Cause, Refused, SessionLost, TooManyRequests, Unreachable
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from tests.demarches import ATTESTATION, YOUR_DATA
from tests.domain.people import droits, holder
from wire.citizen import (
    AccountState,
    AccountSuspended,
    CardInOpposition,
    CodeAccepted,
    CodeExpired,
    CodeSent,
    CodeWrong,
    NoPhoneOnFile,
    PersonUnknown,
    SchemeNotServed,
    SessionOpened,
)
from wire.problem import ProblemType

UNREACHABLE = Unreachable(Cause.NETWORK)
TOO_MANY = TooManyRequests(60)


def texts(visitor) -> list[str]:
    """Everything the screen says."""
    shown = visitor.screen
    said = []
    for name in ("title", "question", "hint", "message", "line", "button"):
        said += [str(getattr(shown, name))] if hasattr(shown, name) else []
    said += list(getattr(shown, "lines", ()))
    return said


@pytest.fixture(autouse=True, params=["fr", "en"])
def language(request, visitor):
    visitor.touch("setLanguage", request.param)
    yield
    assert not any("{" in text for text in texts(visitor))


@pytest.mark.parametrize(
    "outcome",
    [
        SessionOpened(AccountState.SUSPENDU, None),
        SchemeNotServed("08", "la MSA", None),
        SchemeNotServed("08", "la MSA", "01 02 03 04 05"),
        CardInOpposition(),
        PersonUnknown(),
        TOO_MANY,
        UNREACHABLE,
    ],
    ids=lambda outcome: type(outcome).__name__,
)
def test_an_account_that_cannot_be_opened_is_explained(visitor, outcome):
    visitor.insert()
    visitor.opens(ATTESTATION)
    visitor.answer(outcome)
    assert visitor.kind == "problem"
    assert all(texts(visitor))


def test_a_file_without_a_phone_is_explained(visitor):
    visitor.insert()
    visitor.opens(ATTESTATION)
    visitor.answer(SessionOpened(AccountState.ABSENT, None))
    visitor.touch("choose", 0)
    visitor.answer(NoPhoneOnFile())
    assert visitor.kind == "problem"
    assert all(texts(visitor))


@pytest.mark.parametrize("outcome", [AccountSuspended(), TOO_MANY, UNREACHABLE, CodeExpired()])
def test_a_code_that_leads_nowhere_is_explained(visitor, outcome):
    visitor.to_code()
    visitor.type_code("1234")
    visitor.answer(outcome)
    assert visitor.kind == "problem"


def test_a_wrong_code_leads_back_to_an_empty_keypad(visitor):
    visitor.to_code()
    visitor.type_code("1234")
    visitor.answer(CodeWrong(1))
    assert visitor.kind == "code"
    assert visitor.shown("typed") == 0
    assert "1" in visitor.shown("message")


@pytest.mark.parametrize(
    "outcome", [NoPhoneOnFile(), AccountSuspended(), TOO_MANY, UNREACHABLE, SessionLost()]
)
def test_a_text_message_that_cannot_be_sent_is_explained(visitor, outcome):
    visitor.to_code()
    visitor.touch("forgotCode")
    assert visitor.kind == "show"
    visitor.touch("choose", 0)
    visitor.answer(outcome)
    assert visitor.kind in ("problem", "working")


def test_another_phone_is_a_matter_for_an_agent(visitor):
    visitor.to_code()
    visitor.touch("forgotCode")
    visitor.touch("choose", 1)
    assert visitor.kind == "problem"


@pytest.mark.parametrize("outcome", [CodeExpired(), AccountSuspended(), TOO_MANY, UNREACHABLE])
def test_a_provisional_code_that_leads_nowhere_is_explained(visitor, outcome):
    visitor.to_code()
    visitor.touch("forgotCode")
    visitor.touch("choose", 0)
    visitor.answer(CodeSent("42", 600))
    assert visitor.shown("provisional")
    assert "42" in visitor.shown("hint")
    visitor.type_code("123456")
    visitor.answer(outcome)
    assert visitor.kind == "problem"


@pytest.mark.parametrize("outcome", [Refused(ProblemType.BENEFICIARY_UNKNOWN), UNREACHABLE])
def test_rights_that_cannot_be_read_are_explained(visitor, outcome):
    visitor.to_code()
    visitor.type_code("1234")
    visitor.answer(CodeAccepted())
    visitor.answer(outcome)
    assert visitor.kind == "problem"


def test_a_family_chooses_for_whom(visitor):
    visitor.to_code()
    visitor.type_code("1234")
    visitor.answer(CodeAccepted())
    visitor.answer(droits(holder("MARTIN"), "Léo", "Zoé"))
    assert visitor.kind == "choose"
    assert [option.icon for option in visitor.rows("options")] == ["person"] * 3


@pytest.mark.parametrize("outcome", [Refused(ProblemType.BENEFICIARY_UNKNOWN), UNREACHABLE])
def test_an_attestation_that_cannot_be_issued_is_explained(visitor, outcome):
    visitor.to_confirm()
    visitor.touch("agree")
    visitor.answer(outcome)
    assert visitor.kind == "problem"


AGAIN = {"fr": "Imprimer encore une fois", "en": "Print it once more"}


@pytest.mark.parametrize("trouble", PaperTrouble)
def test_every_trouble_with_paper_is_explained(visitor, trouble):
    visitor.to_printing()
    visitor.answer(NotPrinted(trouble))
    assert visitor.kind == "problem"
    assert visitor.shown("drawing")
    assert all(texts(visitor))
    assert next(way.label for way in visitor.rows("ways")) == AGAIN[visitor.language]


@pytest.mark.parametrize("trouble", PaperTrouble)
def test_a_printer_that_stops_says_what_to_do_and_goes_on(visitor, trouble):
    visitor.to_printing()
    usual = texts(visitor)
    visitor.block(trouble)
    assert visitor.kind == "working"
    assert visitor.shown("badge")
    assert visitor.shown("drawing")
    assert all(texts(visitor))
    assert texts(visitor) != usual
    visitor.block(None)
    assert texts(visitor) == usual
    assert visitor.shown("badge") == ""


def test_paper_that_nobody_can_be_sure_of_is_asked_about(visitor):
    visitor.to_printing()
    visitor.answer(MaybePrinted())
    assert visitor.kind == "choose"
    visitor.touch("choose", 1)
    assert visitor.kind == "problem"


def test_paper_that_did_not_come_leads_to_an_agent(visitor):
    visitor.to_printing()
    visitor.answer(HandedOver(2))
    assert visitor.kind == "paper"
    visitor.touch("choose", 1)
    assert visitor.kind == "problem"


def test_an_offer_that_is_taken_prints_once_more_and_no_third_time(visitor):
    visitor.to_printing()
    visitor.answer(MaybePrinted())
    visitor.touch("choose", 1)
    visitor.touch("choose", 0)
    assert visitor.kind == "working"
    visitor.answer(MaybePrinted())
    visitor.touch("choose", 1)
    assert visitor.kind == "problem"
    assert len(visitor.rows("ways")) == 1


def test_an_offer_that_is_declined_leads_home(visitor):
    visitor.to_printing()
    visitor.answer(NotPrinted(PaperTrouble.PAPER_JAM))
    visitor.touch("choose", 1)
    assert visitor.kind == "home"


def test_whoever_has_taken_the_card_is_told_and_offered_nothing(visitor):
    visitor.to_printing()
    visitor.pull_out()
    visitor.answer(NotPrinted(PaperTrouble.PAPER_JAM))
    assert visitor.kind == "problem"
    assert len(visitor.rows("ways")) == 1
    visitor.touch("choose", 0)
    assert visitor.kind == "attract"


def test_without_a_card_there_is_something_to_read(visitor):
    visitor.touch("noCard")
    assert visitor.kind == "home"
    assert visitor.header("greetingName") == ""
    visitor.opens(YOUR_DATA)
    assert visitor.kind == "show"
    assert all(texts(visitor))
    visitor.touch("end")
    assert visitor.kind == "attract"


def test_the_button_without_a_card_is_for_a_kiosk_at_rest(visitor):
    attract = visitor.screen
    visitor.insert()
    attract.noCard()
    assert visitor.header("greetingName") == "Camille"


def test_paper_that_came_leads_home(visitor):
    visitor.to_printing()
    visitor.answer(HandedOver(1))
    visitor.touch("choose", 0)
    assert visitor.kind == "home"
