"""The end of a visit: at once, but never in the middle of what cannot be undone."""

from collections.abc import Callable
from uuid import UUID

import pytest

from kiosk.domain import timeouts
from kiosk.domain.actions import HandOver, Submit
from kiosk.domain.effects import EndSession
from kiosk.domain.events import CardAnswered, CardArrived
from kiosk.domain.ids import SessionId
from kiosk.domain.outcomes import Cause, Refused, SessionLost, Unreachable
from kiosk.domain.paper import MaybePrinted, NotPrinted, PaperTrouble
from tests.demarches import ADDRESS
from tests.domain.kiosk import Kiosk
from tests.domain.people import ALONE_CARD
from tests.domain.walk import personal_in
from tests.services.visits import (
    CODE,
    ISSUED,
    PRINTED,
    RECORDED,
    STRIP,
    SUBMITTING,
    at_attestation,
    at_code,
    at_confirm,
    at_home,
    at_paper,
    at_reference,
    issuing,
    logged_in,
    offline,
    printing,
    reporting_damage,
    submits,
)
from wire.calls.session import OPEN
from wire.problem import ProblemType

NEXT = SessionId(UUID(int=4242))


def checking() -> Kiosk:
    visit = at_code()
    visit.types(CODE)
    return visit


def warned() -> Kiosk:
    visit = at_confirm()
    visit.silence()
    return visit


def ends_of(visit: Kiosk) -> int:
    return sum(isinstance(effect, EndSession) for effect in visit.effects)


NOTHING_UNDER_WAY = [at_home, at_attestation, at_code, checking, logged_in, at_confirm, warned]


@pytest.mark.parametrize("stand", NOTHING_UNDER_WAY)
def test_card_out_ends_at_once(stand: Callable[[], Kiosk]) -> None:
    visit = stand()
    visit.pulls_out()
    assert visit.state == "Attract"
    assert ends_of(visit) == 1
    assert personal_in(visit.now) == []


@pytest.mark.parametrize("stand", [*NOTHING_UNDER_WAY, at_paper])
def test_terminer_ends_at_once_and_asks_for_the_card(stand: Callable[[], Kiosk]) -> None:
    visit = stand()
    visit.ends()
    assert visit.state == "TakeCard"
    assert ends_of(visit) == 1
    assert personal_in(visit.now) == []


def test_what_was_asked_before_the_end_answers_nobody() -> None:
    visit = checking()
    stamp = visit.stamp
    visit.ends()
    visit.pulls_out()
    visit.inserts(ALONE_CARD)
    assert visit.stamp.session != stamp.session


def test_card_out_while_issuing_still_brings_the_paper() -> None:
    visit = issuing()
    visit.pulls_out()
    assert visit.in_service.leaving
    visit.performs(ISSUED)
    assert len(visit.done(HandOver)) == 1
    visit.performs(PRINTED)
    assert visit.key == "paper.attestation"
    assert visit.silence() == 20.0
    assert visit.state == "Attract"
    assert ends_of(visit) == 1


def test_card_out_while_issuing_that_fails_is_told_and_ends() -> None:
    visit = issuing()
    visit.pulls_out()
    visit.performs(Unreachable(Cause.NETWORK))
    assert visit.key == "attestation.cut_off.title"
    assert visit.silence() == 20.0
    assert visit.state == "Attract"


def test_card_out_while_issuing_that_is_refused_is_told_and_ends() -> None:
    visit = issuing()
    visit.pulls_out()
    visit.performs(Refused(ProblemType.ACTION_CONFLICT))
    visit.picks("way.home")
    assert visit.state == "Attract"


def test_card_out_while_issuing_and_the_session_lost_ends_without_a_login() -> None:
    visit = issuing()
    visit.pulls_out()
    visit.performs(SessionLost())
    assert visit.state == "Attract"
    assert len(visit.called(OPEN)) == 1


def test_card_out_while_printing_leaves_the_paper_screen_for_a_while() -> None:
    visit = printing()
    visit.pulls_out()
    visit.performs(PRINTED)
    assert visit.key == "paper.attestation"
    assert visit.silence() == 20.0
    assert visit.state == "Attract"


def test_card_out_while_printing_that_fails_is_told_and_ends() -> None:
    visit = printing()
    visit.pulls_out()
    visit.performs(NotPrinted(PaperTrouble.PAPER_JAM))
    assert visit.key == "paper.paper_jam.title"
    visit.declines()
    assert visit.state == "Attract"
    assert ends_of(visit) == 1


def test_card_out_while_printing_that_nobody_can_tell_is_asked_about() -> None:
    visit = printing()
    visit.pulls_out()
    visit.performs(MaybePrinted())
    assert visit.key == "paper.did_it_come"
    assert visit.silence() == 20.0
    assert visit.state == "Attract"


def test_whoever_took_the_card_is_told_of_missing_paper_and_gets_no_other() -> None:
    """Somebody else may stand there already."""
    visit = printing()
    visit.pulls_out()
    visit.performs(MaybePrinted())
    visit.picks("paper.no")
    assert visit.key == "paper.nothing_came.title"
    visit.agrees()
    assert visit.key == "paper.nothing_came.title"
    assert len(visit.done(HandOver)) == 1
    assert visit.silence() == 20.0
    assert visit.state == "Attract"


def test_card_out_before_the_paper_is_taken_leaves_time_to_take_it() -> None:
    visit = at_paper()
    visit.pulls_out()
    assert visit.key == "paper.attestation"
    assert visit.touches_screen() == ()
    assert visit.silence() == 20.0
    assert visit.state == "Attract"


def test_terminer_while_printing_waits_for_the_paper() -> None:
    visit = printing()
    visit.ends()
    assert visit.in_service.leaving
    visit.performs(PRINTED)
    assert visit.key == "paper.attestation"
    visit.picks("paper.taken")
    assert visit.state == "TakeCard"
    assert ends_of(visit) == 1


def test_terminer_while_printing_and_silence_ends_at_the_card() -> None:
    visit = printing()
    visit.ends()
    visit.performs(PRINTED)
    assert visit.silence() == 20.0
    assert visit.state == "TakeCard"


def test_who_is_leaving_cannot_go_back_or_to_another_service() -> None:
    visit = printing()
    visit.ends()
    visit.performs(NotPrinted(PaperTrouble.PAPER_OUT))
    assert visit.goes_back() == ()
    visit.declines()
    assert visit.state == "TakeCard"


def test_printer_that_never_answers_after_the_card_is_out_ends_in_time() -> None:
    visit = printing()
    visit.pulls_out()
    assert visit.silence() == 170.0
    assert visit.key == "paper.did_it_come"
    assert visit.silence() == 20.0
    assert visit.state == "Attract"


def test_next_card_at_the_paper_screen_begins_the_next_visit() -> None:
    visit = printing()
    visit.pulls_out()
    visit.performs(PRINTED)
    visit.feed(CardArrived(NEXT))
    assert visit.now.session == NEXT
    assert visit.state == "Reading"
    assert ends_of(visit) == 1
    visit.feed(CardAnswered(NEXT, ALONE_CARD))
    assert visit.state == "Home"


@pytest.mark.parametrize("seen", [True, False])
def test_next_card_while_printing_waits_for_the_paper_and_is_asked_back(seen: bool) -> None:
    visit = printing()
    if seen:
        visit.pulls_out()
    session = visit.now.session
    visit.feed(CardArrived(NEXT))
    visit.feed(CardAnswered(NEXT, ALONE_CARD))
    assert visit.now.session == session
    assert visit.in_service.leaving
    visit.performs(PRINTED)
    visit.picks("paper.taken")
    assert visit.state == "TakeCard"
    assert ends_of(visit) == 1


def test_next_card_before_the_paper_was_taken_ends_the_visit_whose_card_left_unseen() -> None:
    visit = at_paper()
    visit.feed(CardArrived(NEXT))
    assert visit.now.session == NEXT
    assert ends_of(visit) == 1


def test_card_out_after_terminer_ends_without_more_waiting() -> None:
    visit = printing()
    visit.ends()
    visit.performs(PRINTED)
    visit.pulls_out()
    assert visit.state == "Attract"


@pytest.mark.parametrize("stand", SUBMITTING)
def test_card_out_while_recording_leaves_time_to_note_the_reference(
    stand: Callable[[], Kiosk],
) -> None:
    visit = stand()
    leave = visit.ends if visit.in_service.visit.insured is None else visit.pulls_out
    leave()
    assert visit.in_service.leaving
    visit.performs(RECORDED, STRIP)
    assert visit.key == "recorded.title"
    assert visit.touches_screen() == ()
    assert visit.silence() == timeouts.LEAVING_S
    assert visit.state == "Attract"
    assert ends_of(visit) == 1
    assert personal_in(visit.now) == []


def test_terminer_while_recording_shows_the_reference_before_the_end() -> None:
    visit = reporting_damage()
    visit.ends()
    visit.performs(RECORDED, STRIP)
    visit.picks("recorded.other_thing")
    assert visit.state == "TakeCard"
    assert ends_of(visit) == 1


def test_card_out_before_the_reference_is_noted_leaves_time_to() -> None:
    visit = at_reference()
    visit.pulls_out()
    assert visit.key == "recorded.title"
    assert visit.silence() == timeouts.LEAVING_S
    assert visit.state == "Attract"


def test_card_out_while_nobody_knows_of_a_record_is_told_and_may_be_tried_again() -> None:
    visit = reporting_damage()
    visit.pulls_out()
    visit.performs(Unreachable(Cause.GATEWAY))
    assert visit.key == "demande.unknown.title"
    visit.picks("way.retry")
    visit.performs(RECORDED, STRIP)
    assert visit.key == "recorded.title"
    first, second = submits(visit)
    assert first == second


def test_card_out_while_recording_that_fails_is_told() -> None:
    visit = reporting_damage()
    visit.pulls_out()
    visit.performs(Refused(ProblemType.QUEUE_UNAVAILABLE))
    assert visit.key == "demande.not_recorded.title"
    assert visit.silence() == timeouts.LEAVING_S
    assert visit.state == "Attract"


def test_card_out_before_a_request_is_confirmed_ends_at_once() -> None:
    visit = offline(at_home())
    visit.opens_service(ADDRESS)
    visit.fills("12 rue Neuve", "", "75012")
    visit.pulls_out()
    assert visit.state == "Attract"
    assert personal_in(visit.now) == []


def test_next_card_while_recording_waits_for_the_reference_and_is_asked_back() -> None:
    visit = reporting_damage()
    session = visit.now.session
    visit.feed(CardArrived(NEXT))
    visit.performs(RECORDED, STRIP)
    assert visit.key == "recorded.title"
    assert visit.now.session == session
    visit.picks("recorded.other_thing")
    assert visit.state == "TakeCard"


def test_whoever_took_the_card_is_not_sent_a_paper_by_the_next_person() -> None:
    """The offer by post stands for a while; an agreement to it would be anybody's."""
    visit = issuing()
    visit.pulls_out()
    visit.performs(Unreachable(Cause.NETWORK))
    visit.picks("attestation.by_post")
    visit.agrees()
    assert visit.done(Submit) == []
