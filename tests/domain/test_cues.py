"""Which moves are heard, and by which sound."""

from collections.abc import Callable
from uuid import UUID

import pytest

from kiosk.domain.card import CardOutcome, Mute, WrongCard, WrongCardKind
from kiosk.domain.cues import Cue, cue
from kiosk.domain.effects import RemindOfCard
from kiosk.domain.events import (
    AlarmRang,
    Answered,
    CardAnswered,
    CardArrived,
    CardLeft,
    CodeTyped,
    End,
    Event,
    FaultRaised,
    LinkChanged,
    PaperBlocked,
    Touched,
)
from kiosk.domain.faults import Fault, Link
from kiosk.domain.flow import StepResult
from kiosk.domain.ids import SessionId
from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from tests.domain.kiosk import Kiosk
from tests.domain.people import ALONE_CARD, FAMILY_CARD
from tests.services.visits import (
    RECORDED,
    STRIP,
    at_code,
    at_home,
    at_paper,
    issuing,
    kiosk,
    printing,
    reporting_damage,
)

JAM = PaperTrouble.PAPER_JAM


def heard(visit: Kiosk, event: Event) -> Cue | None:
    before = visit.now
    visit.feed(event)
    return cue(visit.registry, before, event, visit.now)


def result(visit: Kiosk, value: object) -> Cue | None:
    return heard(visit, Answered(visit.stamp, StepResult(value)))


@pytest.mark.parametrize("outcome", [STRIP, NotPrinted(JAM), MaybePrinted()])
def test_a_request_that_is_recorded_is_heard_with_a_receipt_and_without(outcome: object) -> None:
    visit = reporting_damage()
    assert result(visit, RECORDED) is None
    assert result(visit, outcome) is Cue.PAPER_READY


@pytest.mark.parametrize(
    ("outcome", "sound"),
    [
        (ALONE_CARD, Cue.CARD_ACCEPTED),
        (FAMILY_CARD, Cue.CARD_ACCEPTED),
        (WrongCard(WrongCardKind.OTHER), Cue.PROBLEM),
        (Mute(), Cue.PROBLEM),
    ],
)
def test_a_card_that_was_read_is_heard(outcome: CardOutcome, sound: Cue) -> None:
    visit, session = kiosk(), SessionId(UUID(int=99))
    assert heard(visit, CardArrived(session)) is None
    assert heard(visit, CardAnswered(session, outcome)) is sound


@pytest.mark.parametrize(
    ("outcome", "sound"),
    [
        (HandedOver(1), Cue.PAPER_READY),
        (NotPrinted(JAM), Cue.PROBLEM),
        (MaybePrinted(), Cue.PROBLEM),
    ],
)
def test_what_came_of_printing_is_heard(outcome: object, sound: Cue) -> None:
    assert result(printing(), outcome) is sound


def test_paper_that_comes_after_the_card_is_out_is_heard() -> None:
    visit = printing()
    assert heard(visit, CardLeft()) is None
    assert result(visit, HandedOver(1)) is Cue.PAPER_READY


def test_an_exchange_that_fails_is_heard() -> None:
    assert result(issuing(), Unreachable(Cause.TIMEOUT)) is Cue.PROBLEM


def test_a_printer_that_stops_is_heard_once_until_it_goes_on() -> None:
    visit = printing()
    troubles = [JAM, PaperTrouble.COVER_OPEN, None, JAM]
    sounds = [heard(visit, PaperBlocked(visit.stamp, trouble)) for trouble in troubles]
    assert sounds == [Cue.PROBLEM, None, None, Cue.PROBLEM]


def test_silence_is_asked_about_and_the_forgotten_card_called_for_again_and_again() -> None:
    visit = at_home()
    sounds = [heard(visit, AlarmRang(visit.now.alarm)) for _ in range(4)]
    assert sounds == [Cue.STILL_THERE, Cue.TAKE_CARD, Cue.TAKE_CARD, Cue.TAKE_CARD]
    assert isinstance(visit.last[0], RemindOfCard)
    assert heard(visit, AlarmRang(visit.now.alarm - 1)) is None
    assert heard(visit, CardLeft()) is None


def test_the_end_calls_for_the_card() -> None:
    visit = at_paper()
    assert heard(visit, End(visit.stamp)) is Cue.TAKE_CARD


@pytest.mark.parametrize("stand", [at_home, at_code, at_paper, printing])
def test_what_nobody_waits_for_is_silent(stand: Callable[[], Kiosk]) -> None:
    visit = stand()
    for event in (LinkChanged(Link.OFFLINE), FaultRaised(Fault.PRINTER), Touched()):
        assert heard(visit, event) is None


def test_going_on_after_the_warning_is_silent() -> None:
    """The paper was heard when it came."""
    visit = at_paper()
    visit.silence()
    assert heard(visit, Touched()) is None


def test_a_code_is_typed_and_checked_in_silence() -> None:
    visit = at_code()
    assert heard(visit, CodeTyped(visit.stamp, "12345678")) is None
