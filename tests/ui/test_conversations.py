"""Whatever central, the printer or the person answers, every screen on the way has its words."""

import pytest

from kiosk.domain.exchanges import (
    AccountState,
    AccountSuspended,
    CardInOpposition,
    Cause,
    CodeAccepted,
    CodeExpired,
    CodeSent,
    CodeWrong,
    NoPhoneOnFile,
    Opened,
    PersonUnknown,
    Reached,
    Refused,
    SchemeNotServed,
    SessionLost,
    TooManyRequests,
    Unreachable,
)
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from tests.domain.people import droits, holder

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
        Opened(AccountState.SUSPENDU, "42", None),
        Opened(AccountState.ABSENT, None, None),
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
    visitor.touch("choose", 0)
    visitor.answer(outcome)
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
    visitor.answer(CodeSent("42"))
    assert visitor.shown("provisional")
    assert "42" in visitor.shown("hint")
    visitor.type_code("123456")
    visitor.answer(outcome)
    assert visitor.kind == "problem"


@pytest.mark.parametrize("outcome", [Refused("not-covered"), UNREACHABLE])
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
    visitor.answer(Reached(droits(holder("MARTIN"), "Léo", "Zoé")))
    assert visitor.kind == "choose"
    assert [option.icon for option in visitor.rows("options")] == ["person"] * 3


@pytest.mark.parametrize("outcome", [Refused("not-covered"), UNREACHABLE])
def test_an_attestation_that_cannot_be_issued_is_explained(visitor, outcome):
    visitor.to_confirm()
    visitor.touch("agree")
    visitor.answer(outcome)
    assert visitor.kind == "problem"


@pytest.mark.parametrize("trouble", PaperTrouble)
def test_every_trouble_with_paper_is_explained(visitor, trouble):
    visitor.to_printing()
    visitor.answer(NotPrinted(trouble))
    assert visitor.kind == "problem"
    assert visitor.shown("drawing") == "printer"
    assert all(texts(visitor))


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


def test_paper_that_came_leads_home(visitor):
    visitor.to_printing()
    visitor.answer(HandedOver(1))
    visitor.touch("choose", 0)
    assert visitor.kind == "home"
