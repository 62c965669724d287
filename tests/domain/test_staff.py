"""Staff at the kiosk: who gets in, how a stay ends, and what it never keeps."""

from collections.abc import Callable
from uuid import UUID

import pytest

from kiosk.domain.card import StaffCard
from kiosk.domain.effects import EndSession
from kiosk.domain.events import (
    AlarmRang,
    CardArrived,
    FaultCleared,
    FaultRaised,
)
from kiosk.domain.faults import Fault
from kiosk.domain.ids import ActionId
from kiosk.domain.journal import SessionLogLine, describe
from kiosk.domain.maintenance.staff_effects import (
    EndStay,
    LeaveStay,
    SignStaffIn,
    TakeLook,
)
from kiosk.domain.maintenance.staff_events import (
    DeedEnded,
    LookDue,
    Looked,
    StaffCalled,
    StaffTold,
    StaffTyped,
    ToolChosen,
)
from kiosk.domain.maintenance.stay import (
    NoAnswer,
    SignInStep,
    StaffSignIn,
    StayOver,
    WhyAgain,
)
from kiosk.domain.maintenance.tool import (
    NotSeen,
)
from kiosk.domain.session import step
from kiosk.domain.states import KioskState
from kiosk.runtime.log_events import CATALOGUE
from tests.domain.kiosk import Kiosk, go
from tests.domain.people import ALONE_CARD
from tests.domain.staff import BADGE, CITIZEN, NAME, PIN, SEND, STAFF, TOOL, WELL, said
from tests.domain.walk import texts_in
from wire.staff import StaffLocked, StaffNotSet, StaffReady, StaffRefused, StaffSignedIn
from wire.staff_calls.looks import HEALTH
from wire.staff_calls.staff_call import DeedDone


class TestGettingIn:
    def test_a_name_and_a_pin_are_tried_once_and_the_attempt_names_the_stay(self, staff):
        attempt = staff.sign_in()
        (asked,) = said(staff, SignStaffIn)
        assert (asked.request.name, asked.request.pin) == (NAME, PIN)
        assert (asked.request.attempt, asked.request.at) == (attempt.action, attempt.at)
        assert (staff.stay.stay, staff.stay.role) == (attempt.action, "agent")

    def test_the_code_is_asked_for_before_the_pin_where_somebody_has_one(self, staff):
        staff.at_pin(with_code=True)
        staff.types(PIN)
        (asked,) = said(staff, SignStaffIn)
        assert (asked.request.code, asked.request.pin) == ("123456", PIN)

    def test_a_badge_asks_for_the_pin_alone(self, staff):
        staff.kiosk.inserts(StaffCard(BADGE))
        staff.told(StaffReady(by_badge=True))
        assert staff.signing_in.step is SignInStep.PIN
        staff.types(PIN)
        (asked,) = said(staff, SignStaffIn)
        assert (asked.request.badge, asked.request.name) == (BADGE, None)

    def test_a_badge_gets_in_where_the_fleet_keeps_people_away(self, staff):
        staff.kiosk.feed(FaultRaised(Fault.MAINTENANCE))
        staff.kiosk.inserts(StaffCard(BADGE))
        assert staff.kiosk.state == "StaffSignIn"

    def test_no_way_to_tell_a_wrong_name_from_a_wrong_pin(self, staff):
        staff.at_pin()
        staff.types(PIN)
        staff.told(StaffRefused())
        state = staff.signing_in
        assert (state.step, state.again) == (SignInStep.NAME, WhyAgain.REFUSED)

    def test_a_short_lock_out_is_waited_for_on_the_screen(self, staff):
        staff.at_pin()
        staff.types(PIN)
        staff.told(StaffLocked(30))
        assert staff.signing_in.wait_s == 30
        assert staff.kiosk.silence() == 30
        assert staff.signing_in.step is SignInStep.NAME

    def test_nobody_stands_there_for_a_long_lock_out(self, staff):
        staff.at_pin()
        staff.types(PIN)
        staff.told(StaffLocked(900))
        assert staff.kiosk.silence() == 120
        assert staff.kiosk.state == "Attract"

    @pytest.mark.parametrize("lack", ["no_staff", "no_pepper", "other_pepper"])
    def test_where_nobody_can_the_screen_is_told_why(self, staff, lack):
        staff.call()
        staff.told(StaffReady(lack))
        state = staff.signing_in
        assert (state.step, state.lack) == (SignInStep.LACKING, lack)

    def test_a_secret_that_went_meanwhile_is_told_too(self, staff):
        staff.at_pin()
        staff.types(PIN)
        staff.told(StaffNotSet("no_pepper"))
        assert staff.signing_in.lack == "no_pepper"

    def test_a_kiosk_sync_that_does_not_answer_is_told_as_that(self, staff):
        staff.call()
        staff.kiosk.silence()
        state = staff.signing_in
        assert (state.step, state.lack) == (SignInStep.LACKING, None)

    def test_a_second_touch_on_the_last_key_tries_no_second_pin(self, staff):
        staff.at_pin()
        stamp = staff.kiosk.stamp
        staff.types(PIN)
        staff.kiosk.feed(StaffTyped(stamp, PIN, go(1)))
        assert len(said(staff, SignStaffIn)) == 1

    def test_an_answer_that_comes_after_the_end_lets_nobody_in(self, staff):
        staff.at_pin()
        staff.types(PIN)
        stamp = staff.kiosk.stamp
        staff.kiosk.ends()
        attempt = said(staff, SignStaffIn)[-1].request.attempt
        staff.kiosk.feed(StaffTold(stamp, StaffSignedIn("c-dupont", "agent"), attempt))
        assert staff.kiosk.state == "Attract"
        assert staff.kiosk.last == (LeaveStay(attempt),), "kiosk-sync has begun a stay by then"

    def test_an_answer_that_did_not_come_may_have_begun_a_stay(self, staff):
        staff.at_pin()
        staff.types(PIN)
        attempt = said(staff, SignStaffIn)[-1].request.attempt
        staff.told(None)
        assert staff.kiosk.state == "StaffSignIn"
        assert LeaveStay(attempt) in staff.kiosk.last

    def test_a_refusal_that_comes_after_the_end_ends_nothing(self, staff):
        staff.at_pin()
        staff.types(PIN)
        stamp = staff.kiosk.stamp
        staff.kiosk.ends()
        staff.kiosk.feed(StaffTold(stamp, StaffRefused(), ActionId(UUID(int=7))))
        assert staff.kiosk.last == ()

    def test_who_does_not_type_for_a_minute_is_gone(self, staff):
        staff.at_pin()
        assert staff.kiosk.silence() == 60
        assert staff.kiosk.state == "Attract"
        assert staff.kiosk.effects.count(EndStay(None)) == 1


class TestNeverDuringAVisit:
    @pytest.mark.parametrize(
        "begin",
        [
            lambda kiosk: kiosk.inserts(ALONE_CARD),
            lambda kiosk: kiosk.feed(CardArrived(CITIZEN)),
            lambda kiosk: kiosk.begins_without_card(),
        ],
    )
    def test_the_corners_do_nothing_in_a_visit(self, staff, begin: Callable[[Kiosk], object]):
        begin(staff.kiosk)
        before = staff.kiosk.now
        staff.call()
        assert staff.kiosk.now is before

    @pytest.mark.parametrize("until", ["at_pin", "sign_in"])
    def test_a_citizens_card_ends_it_and_begins_their_visit(self, staff, until):
        getattr(staff, until)()
        staff.kiosk.inserts(ALONE_CARD)
        assert staff.kiosk.state == "Home"
        assert len(said(staff, EndStay)) == 1
        assert not said(staff, EndSession)

    def test_a_badge_pulled_out_does_not_end_it(self, staff):
        staff.kiosk.inserts(StaffCard(BADGE))
        staff.told(StaffReady())
        staff.types(PIN)
        staff.told(StaffSignedIn("c-dupont", "agent"))
        staff.kiosk.pulls_out()
        assert staff.kiosk.state == "Maintenance"

    def test_a_badge_that_is_left_in_is_asked_back_at_the_end(self, staff):
        staff.kiosk.inserts(StaffCard(BADGE))
        staff.told(StaffReady())
        staff.kiosk.ends()
        assert staff.kiosk.state == "TakeCard"


class TestHowItEnds:
    def test_two_minutes_without_a_touch_end_it_with_a_warning_before(self, staff):
        stay = staff.sign_in().action
        first = staff.kiosk.silence()
        assert staff.kiosk.state == "IdleWarning"
        assert first + staff.kiosk.silence() == 120
        assert staff.kiosk.state == "Attract"
        assert EndStay(stay) in staff.kiosk.effects

    def test_a_touch_at_the_warning_goes_on_where_it_was(self, staff):
        staff.sign_in()
        staff.opens(TOOL)
        staff.kiosk.silence()
        staff.kiosk.touches_screen()
        assert staff.stay.tool == TOOL
        assert isinstance(staff.kiosk.last[-2], TakeLook)

    def test_a_touch_sets_the_two_minutes_anew(self, staff):
        staff.sign_in()
        alarm = staff.kiosk.armed
        staff.kiosk.touches_screen()
        staff.kiosk.feed(AlarmRang(alarm.alarm))
        assert staff.kiosk.state == "Maintenance"

    def test_terminer_ends_it(self, staff):
        stay = staff.sign_in().action
        staff.kiosk.ends()
        assert (staff.kiosk.state, staff.kiosk.last[0]) == ("Attract", EndStay(stay))

    def test_out_of_service_staff_and_out_of_service_again(self, staff):
        staff.kiosk.feed(FaultRaised(Fault.READER_ABSENT))
        staff.sign_in()
        staff.kiosk.ends()
        assert staff.kiosk.state == "OutOfService"

    def test_a_fault_that_is_mended_meanwhile_opens_the_kiosk_at_the_end(self, staff):
        staff.kiosk.feed(FaultRaised(Fault.READER_ABSENT))
        staff.sign_in()
        staff.kiosk.feed(FaultCleared(Fault.READER_ABSENT))
        assert staff.kiosk.state == "Maintenance"
        staff.kiosk.ends()
        assert staff.kiosk.state == "Attract"

    def test_a_kiosk_closed_in_the_stay_is_closed_after_it(self, staff):
        staff.sign_in()
        staff.kiosk.feed(FaultRaised(Fault.CLOSED))
        assert staff.kiosk.state == "Maintenance"
        staff.kiosk.ends()
        assert staff.kiosk.state == "OutOfService"

    def test_a_kiosk_sync_that_dies_leaves_the_stay_and_its_last_look(self, staff):
        staff.sign_in()
        staff.sees(HEALTH.name, WELL)
        staff.kiosk.feed(FaultRaised(Fault.GATEWAY))
        staff.sees(HEALTH.name, NoAnswer())
        assert staff.stay.seen.of(HEALTH) is WELL

    def test_a_kiosk_sync_that_never_answered_is_told_as_away(self, staff):
        staff.sign_in()
        staff.sees(HEALTH.name, NoAnswer())
        assert staff.stay.seen.of(HEALTH) is NotSeen.AWAY

    @pytest.mark.parametrize("by_deed", [False, True])
    def test_a_kiosk_sync_started_anew_has_staff_sign_in_anew(self, staff, by_deed):
        staff.sign_in()
        if by_deed:
            staff.does(SEND)
            staff.ended(StayOver())
        else:
            staff.sees(HEALTH.name, StayOver())
        staff.told(StaffReady())
        state = staff.signing_in
        assert isinstance(state, StaffSignIn)
        assert state.again is WhyAgain.OVER
        assert not said(staff, EndStay)

    @pytest.mark.parametrize(
        "late",
        [
            lambda stamp: Looked(stamp, HEALTH.name, WELL),
            lambda stamp: DeedEnded(stamp, DeedDone()),
            lambda stamp: ToolChosen(stamp, TOOL),
            LookDue,
        ],
    )
    def test_what_comes_of_a_stay_that_is_over_changes_nothing(self, staff, late):
        staff.sign_in()
        stamp = staff.kiosk.stamp
        staff.kiosk.ends()
        before = staff.kiosk.now
        assert staff.kiosk.feed(late(stamp)) == ()
        assert staff.kiosk.now is before


def test_pin_code_and_name_are_nowhere_in_a_state_after_it_or_in_any_line(staff):
    lines: list[SessionLogLine] = []
    secret_pin, secret_name = "918273", "zorglub"
    kiosk = staff.kiosk
    feed = kiosk.feed

    def recording(event):
        before: KioskState = kiosk.now
        after, _ = step(kiosk.registry, before, event)
        line = describe(before, event, after)
        if line is not None:
            lines.append(line)
        return feed(event)

    kiosk.feed = recording
    staff.call()
    staff.told(StaffReady(with_code=True))
    staff.types(secret_name)
    staff.types("554433")
    staff.types(secret_pin)
    assert not {secret_pin, secret_name, "554433"} & set(texts_in(kiosk.now))
    staff.told(StaffSignedIn("c-dupont", "technician"))
    staff.does(SEND)
    staff.ended(DeedDone())
    kiosk.ends()
    told = " ".join(str(line) for line in lines)
    for secret in (secret_pin, secret_name, "554433", "c-dupont"):
        assert secret not in told
        assert secret not in set(texts_in(kiosk.now))
    seen = {name for line in lines for name, _ in line.fields}
    assert seen <= {*CATALOGUE["moved"].always, *CATALOGUE["moved"].sometimes}
    assert seen >= {"stage", "role", "page", "face", "outcome"}
    assert "technician" in told
    assert "DeedDone" in told


def test_the_corner_has_a_session_of_its_own(staff):
    staff.kiosk.feed(StaffCalled(STAFF))
    assert staff.kiosk.now.session == STAFF
