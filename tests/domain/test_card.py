"""Cards coming, answering and leaving, and who is on them."""

from uuid import UUID

import pytest

from kiosk.domain.card import (
    AccessDenied,
    CardOutcome,
    CardRead,
    Mute,
    ReaderAbsent,
    ReaderUnavailable,
    ReadTimedOut,
    RemovedTooEarly,
    ServiceAbsent,
    Unreadable,
    UnreadableReason,
    WrongCard,
    WrongCardKind,
)
from kiosk.domain.effects import EndSession
from kiosk.domain.events import CardAnswered, CardArrived, FaultCleared, FaultRaised
from kiosk.domain.faults import Fault
from kiosk.domain.identity import Insured
from kiosk.domain.ids import SessionId
from kiosk.domain.services import Group
from kiosk.domain.states import CardRefused, CardTrouble, ChooseHolder, Home, Visit
from tests.domain.kiosk import Kiosk
from tests.domain.people import ALONE, ALONE_CARD, FAMILY_CARD, FATHER, MOTHER
from tests.domain.walk import personal_in
from tests.services.visits import kiosk

OTHER = SessionId(UUID(int=999))


def ended(visit: Kiosk) -> list[SessionId]:
    return [effect.session for effect in visit.effects if isinstance(effect, EndSession)]


def test_a_card_with_one_holder_leads_home() -> None:
    visit = kiosk()
    session = visit.inserts(ALONE_CARD)
    assert isinstance(visit.now.state, Home)
    assert visit.now.state.visit.holder is ALONE
    assert visit.now.session == session


def test_a_card_with_several_holders_asks_who_is_there() -> None:
    visit = kiosk()
    visit.inserts(FAMILY_CARD)
    session = visit.stamp.session
    states = [visit.now.state]
    visit.is_holder(1)
    states.append(visit.now.state)
    assert states == [
        ChooseHolder(session, (MOTHER, FATHER)),
        Home(Visit(session, Insured(FATHER, (MOTHER,)))),
    ]


@pytest.mark.parametrize("index", [-1, 2])
def test_a_holder_that_is_not_there_cannot_be_chosen(index: int) -> None:
    visit = kiosk()
    visit.inserts(FAMILY_CARD)
    before = visit.now
    visit.is_holder(index)
    assert visit.now is before


TROUBLES: tuple[CardTrouble, ...] = (
    *(WrongCard(kind) for kind in WrongCardKind),
    *(Unreadable(reason) for reason in UnreadableReason),
    Mute(),
    ReadTimedOut(),
)


@pytest.mark.parametrize("outcome", TROUBLES)
def test_a_card_that_cannot_be_served_says_why_until_it_is_taken(outcome: CardTrouble) -> None:
    visit = kiosk()
    session = visit.inserts(outcome)
    assert visit.now.state == CardRefused(session, outcome)
    visit.pulls_out()
    assert visit.state == "Attract"
    assert ended(visit) == [session]


def test_a_refused_card_left_in_the_slot_is_asked_to_be_taken() -> None:
    visit = kiosk()
    visit.inserts(Mute())
    assert visit.silence() == 30.0
    assert visit.state == "TakeCard"


def test_pulled_out_too_early_stays_explained_and_the_next_try_works() -> None:
    visit = kiosk()
    first = SessionId(UUID(int=1001))
    visit.feed(CardArrived(first))
    visit.pulls_out()
    assert visit.state == "Reading"
    visit.feed(CardAnswered(first, RemovedTooEarly()))
    assert visit.now.state == CardRefused(first, RemovedTooEarly())
    second = visit.inserts(ALONE_CARD)
    assert visit.state == "Home"
    assert visit.now.session == second
    assert ended(visit) == [first]


def test_pulled_out_just_after_it_was_read_opens_nothing() -> None:
    visit = kiosk()
    session = SessionId(UUID(int=1001))
    visit.feed(CardArrived(session))
    visit.pulls_out()
    visit.feed(CardAnswered(session, ALONE_CARD))
    assert visit.now.state == CardRefused(session, RemovedTooEarly())
    assert personal_in(visit.now) == []


def test_a_card_that_never_answers_is_refused() -> None:
    visit = kiosk()
    visit.feed(CardArrived(OTHER))
    assert visit.silence() == 10.0
    assert visit.now.state == CardRefused(OTHER, ReadTimedOut())
    before = visit.now
    visit.feed(CardAnswered(OTHER, ALONE_CARD))
    assert visit.now is before


@pytest.mark.parametrize(
    "outcome", [ReaderAbsent(), ReaderUnavailable(), ServiceAbsent(), AccessDenied()]
)
def test_the_reader_gone_while_reading_leads_to_rest(outcome: CardOutcome) -> None:
    visit = kiosk()
    session = visit.inserts(outcome)
    assert visit.state == "Attract"
    assert ended(visit) == [session]


def test_the_answer_of_another_card_changes_nothing() -> None:
    visit = kiosk()
    visit.feed(CardArrived(OTHER))
    before = visit.now
    visit.feed(CardAnswered(SessionId(UUID(int=1)), ALONE_CARD))
    assert visit.now is before


@pytest.mark.parametrize("card", [ALONE_CARD, FAMILY_CARD])
def test_card_out_ends_the_visit_at_once(card: CardRead) -> None:
    visit = kiosk()
    session = visit.inserts(card)
    visit.pulls_out()
    assert visit.state == "Attract"
    assert ended(visit) == [session]
    assert personal_in(visit.now) == []


def test_card_out_in_a_service_ends_the_visit_at_once() -> None:
    visit = kiosk()
    session = visit.inserts(ALONE_CARD)
    visit.opens(Group.CARD)
    visit.pulls_out()
    assert visit.state == "Attract"
    assert ended(visit) == [session]


@pytest.mark.parametrize("card", [ALONE_CARD, FAMILY_CARD])
def test_another_card_never_joins_a_visit_whose_card_left_unseen(card: CardRead) -> None:
    visit = kiosk()
    first = visit.inserts(ALONE_CARD)
    visit.feed(FaultRaised(Fault.READER_ABSENT))
    visit.feed(FaultCleared(Fault.READER_ABSENT))
    second = visit.inserts(card)
    assert visit.now.session == second
    assert ended(visit) == [first]


def test_another_card_while_one_is_read_is_read_in_its_place() -> None:
    visit = kiosk()
    visit.feed(CardArrived(OTHER))
    second = visit.inserts(ALONE_CARD)
    assert visit.now.session == second
    assert visit.state == "Home"
    assert ended(visit) == [OTHER]


def test_a_card_that_comes_while_one_is_to_be_taken_is_asked_to_be_taken() -> None:
    visit = kiosk()
    visit.inserts(ALONE_CARD)
    visit.ends()
    assert visit.state == "TakeCard"
    visit.inserts(FAMILY_CARD)
    assert visit.state == "TakeCard"
    visit.pulls_out()
    assert visit.state == "Attract"


def test_pulled_out_too_early_stays_explained_when_the_card_is_seen_to_leave() -> None:
    visit = kiosk()
    session = visit.inserts(RemovedTooEarly())
    visit.pulls_out()
    assert visit.now.state == CardRefused(session, RemovedTooEarly())
    assert visit.silence() == 30.0
    assert visit.state == "Attract"
