"""What staff look at and have done: each once, and what came of it."""

from dataclasses import replace

import pytest

from kiosk.domain.card import CardRead
from kiosk.domain.entry import Clean, Entry, Keyboard
from kiosk.domain.events import (
    Answered,
    CardAnswered,
    CardArrived,
)
from kiosk.domain.flow import StepResult
from kiosk.domain.maintenance.staff_effects import (
    DoDeed,
    DoDeedHere,
    LookAfter,
    NoteDeedHere,
    TakeLook,
)
from kiosk.domain.maintenance.staff_events import (
    DeedEnded,
    LookDue,
    ToolChosen,
)
from kiosk.domain.maintenance.stay import (
    Browsing,
    CardTest,
    NoAnswer,
)
from kiosk.domain.maintenance.tool import (
    DeedHereKind,
    DoBySync,
    DoHere,
    LookAgain,
    NotSeen,
    ToolOffer,
    TypeFirst,
)
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from shared_runtime.messages.message import message
from tests.domain.people import ALONE_CARD, holder
from tests.domain.staff import CITIZEN, SEND, TOOL, WELL, said
from tests.domain.walk import texts_in
from wire.staff_calls.deeds import ENROL, POWER_OFF, SEND_QUEUE, EnrolKiosk
from wire.staff_calls.looks import HEALTH, LOGS, NETWORK, ReadLogs
from wire.staff_calls.staff_call import DeedDone, DeedFailed

FOR_TECHNICIANS = replace(TOOL, role="technician")
ANY = Entry("any", 8, Keyboard(frozenset("A4B2")), Clean)
OFFER = ToolOffer(message("a"), SEND)


class TestLooking:
    def test_the_menu_looks_at_health_and_asks_again(self, staff):
        staff.sign_in()
        looks = [effect.call for effect in staff.kiosk.last if isinstance(effect, TakeLook)]
        assert looks == [HEALTH]
        assert staff.kiosk.last[-1] == LookAfter(staff.kiosk.stamp, 2.0)

    def test_a_look_that_waits_for_its_answer_is_not_asked_twice(self, staff):
        staff.sign_in()
        staff.opens(TOOL)
        staff.sees(LOGS.name, None)
        due = staff.kiosk.feed(LookDue(staff.kiosk.stamp))
        assert [effect.call for effect in due if isinstance(effect, TakeLook)] == [LOGS]

    def test_a_filter_stays_for_the_looks_that_follow(self, staff):
        staff.sign_in()
        staff.opens(TOOL)
        staff.does(LookAgain(LOGS, ReadLogs("error")))
        staff.sees(LOGS.name, None)
        due = staff.kiosk.feed(LookDue(staff.kiosk.stamp))
        assert [e.request for e in due if isinstance(e, TakeLook)] == [ReadLogs("error")]

    def test_a_diagnosis_is_made_once_and_forgets_the_one_before(self, staff):
        staff.sign_in()
        staff.opens(replace(TOOL, looks=(), every_s=None))
        staff.does(LookAgain(NETWORK))
        staff.sees(NETWORK.name, "found")
        staff.does(LookAgain(NETWORK))
        assert staff.stay.seen.of(NETWORK) is NotSeen.YET
        assert staff.kiosk.feed(LookDue(staff.kiosk.stamp)) == ()

    def test_news_moves_nothing_under_the_finger(self, staff):
        staff.sign_in()
        stamp = staff.kiosk.stamp
        staff.sees(HEALTH.name, WELL)
        assert staff.kiosk.stamp == stamp


class TestDoing:
    def test_a_deed_goes_once_under_the_id_of_its_touch_and_its_end_is_told(self, staff):
        staff.sign_in()
        staff.opens(TOOL)
        stamp = staff.kiosk.stamp
        minted = staff.does(SEND)
        (deed,) = said(staff, DoDeed)
        assert (deed.deed, deed.call) == (minted.action, SEND_QUEUE)
        assert type(staff.face).__name__ == "Doing"
        staff.kiosk.feed(ToolChosen(stamp, TOOL))
        staff.ended(DeedFailed("paper_out"))
        assert staff.face.outcome == DeedFailed("paper_out")
        staff.kiosk.goes_back()
        assert staff.face == Browsing()
        assert len(said(staff, DoDeed)) == 1

    def test_silence_is_unknown_and_nothing_is_done_again(self, staff):
        staff.sign_in()
        staff.does(SEND)
        stamp = staff.kiosk.stamp
        staff.kiosk.silence()
        assert staff.face.outcome == NoAnswer()
        staff.kiosk.feed(DeedEnded(stamp, DeedDone()))
        assert staff.face.outcome == NoAnswer()
        assert len(said(staff, DoDeed)) == 1

    @pytest.mark.parametrize(
        ("printed", "came_to"),
        [
            (HandedOver(1), DeedDone()),
            (NotPrinted(PaperTrouble.PAPER_OUT), DeedFailed("paper_out")),
            (MaybePrinted(), NoAnswer()),
        ],
    )
    def test_a_test_page_ends_as_the_printer_says(self, staff, printed, came_to):
        staff.sign_in()
        staff.does(DoHere(DeedHereKind.TEST_PAGE))
        assert len(said(staff, DoDeedHere)) == 1
        staff.kiosk.feed(Answered(staff.kiosk.stamp, StepResult(printed)))
        assert type(staff.face).__name__ == "CameTo"
        assert staff.face.outcome == came_to

    def test_what_is_for_technicians_an_agent_neither_opens_nor_does(self, staff):
        staff.sign_in()
        staff.opens(FOR_TECHNICIANS)
        assert staff.stay.tool is None
        staff.does(DoBySync(POWER_OFF))
        assert not said(staff, DoDeed)

    def test_a_technician_types_first_what_a_deed_is_to_know(self, staff):
        staff.sign_in("technician")
        staff.opens(TOOL)
        asked = TypeFirst(message("a"), message("b"), ANY, lambda t: DoBySync(ENROL, EnrolKiosk(t)))
        staff.takes(replace(OFFER, leads_to=asked))
        minted = staff.types("A4B2")
        (deed,) = said(staff, DoDeed)
        assert (deed.request, deed.deed) == (EnrolKiosk("A4B2"), minted.action)

    def test_cleaning_counts_no_touch_and_ends_by_itself(self, staff):
        staff.sign_in()
        staff.opens(TOOL)
        staff.does(DoHere(DeedHereKind.CLEAN))
        assert type(staff.face).__name__ == "Cleaning"
        assert len(said(staff, NoteDeedHere)) == 1
        alarm = staff.kiosk.armed
        staff.kiosk.touches_screen()
        staff.kiosk.goes_back()
        assert staff.kiosk.armed is alarm
        assert staff.kiosk.silence() == 30
        assert staff.face == Browsing()


class TestCardTests:
    def test_a_card_put_in_is_told_by_a_word_and_ends_nothing(self, staff):
        staff.sign_in()
        staff.does(DoHere(DeedHereKind.TEST_CARD))
        staff.kiosk.feed(CardArrived(CITIZEN))
        somebody = CardRead((holder("ZWQXJK", "VVXQZ"),))
        staff.kiosk.feed(CardAnswered(CITIZEN, somebody))
        assert (staff.stay.card, staff.face) == ("read", Browsing())
        held = " ".join(texts_in(staff.kiosk.now))
        assert "ZWQXJK" not in held
        assert "VVXQZ" not in held

    def test_a_card_that_comes_when_it_is_over_ends_the_stay(self, staff):
        staff.sign_in()
        staff.opens(TOOL)
        staff.does(DoHere(DeedHereKind.TEST_CARD))
        assert staff.face == CardTest()
        assert staff.kiosk.silence() == 30
        staff.kiosk.inserts(ALONE_CARD)
        assert staff.kiosk.state == "Home"

    def test_the_answer_of_a_card_that_nobody_tests_is_not_kept(self, staff):
        staff.sign_in()
        staff.kiosk.feed(CardAnswered(CITIZEN, ALONE_CARD))
        assert staff.stay.card == ""
