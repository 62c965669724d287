"""What follows from hearing a kiosk."""

from datetime import timedelta
from uuid import UUID

from central.fleet.status import KioskStatus, heard
from tests.central.reports import PAPER_OUT, WELL, a_report
from tests.central.world import MORNING
from wire.health import CheckState, HealthCode, Part, check_of
from wire.report import KioskReport, UnreadableReport
from wire.sync import SyncRequest

BOOT, NEXT_BOOT = UUID(int=1), UUID(int=2)


def sent(report: KioskReport | UnreadableReport | None, boot: UUID = BOOT) -> SyncRequest:
    return SyncRequest(MORNING, boot, 60.0, 0, report=report)


def after(*reports: KioskReport | UnreadableReport | None) -> KioskStatus:
    status = None
    for report in reports:
        status = heard(status, sent(report), MORNING).status
    assert status is not None
    return status


def test_a_whole_report_is_how_the_kiosk_is():
    status = after(a_report(1, PAPER_OUT))
    assert status.report == a_report(1, PAPER_OUT)
    assert status.state is CheckState.FAILED


def test_of_a_kiosk_that_tells_nothing_nothing_is_known():
    assert after(None).state is CheckState.UNKNOWN


def test_a_short_report_changes_what_has_changed():
    short = KioskReport(2, upon=1, checks=(PAPER_OUT,))
    result = heard(after(a_report(1)), sent(short), MORNING)
    assert result.outcome == "taken"
    report = result.status.report
    assert report is not None
    assert report.checks == a_report(2, PAPER_OUT).checks
    assert report.versions == a_report(1).versions
    assert (report.number, report.upon) == (2, None)


def test_a_short_report_may_tell_of_a_new_part():
    low = check_of(Part.FONTS, HealthCode.FONTS_LOADED)
    result = heard(after(a_report(1)), sent(KioskReport(2, upon=1, checks=(low,))), MORNING)
    assert result.status.report is not None
    assert result.status.report.checks == (*WELL, low)


def test_a_short_report_upon_one_that_is_not_there_is_asked_for_whole():
    short = KioskReport(3, upon=2, checks=(PAPER_OUT,))
    for before in (None, after(None), after(a_report(1)), after(a_report(1), a_report(3))):
        result = heard(before, sent(short), MORNING)
        assert result.outcome == "send_whole"
        assert result.status.report == (None if before is None else before.report)


def test_a_short_report_is_upon_one_of_its_own_boot():
    short = KioskReport(2, upon=1)
    assert heard(after(a_report(1)), sent(short, NEXT_BOOT), MORNING).outcome == "send_whole"


def test_what_cannot_be_read_leaves_what_was_told():
    result = heard(after(a_report(1)), sent(UnreadableReport()), MORNING)
    assert (result.outcome, result.status.report) == ("unreadable", a_report(1))


def test_five_minutes_are_one_row_of_history():
    first = heard(None, sent(a_report(1)), MORNING)
    second = heard(first.status, sent(a_report(2, PAPER_OUT)), MORNING + timedelta(minutes=1))
    third = heard(second.status, sent(a_report(3)), MORNING + timedelta(minutes=4, seconds=59))
    assert first.closed is second.closed is third.closed is None
    last = heard(third.status, sent(a_report(4)), MORNING + timedelta(minutes=5))
    assert last.closed is not None
    assert (last.closed.at, last.closed.heard) == (MORNING, 3)
    assert (last.closed.worst, last.closed.reasons) == (CheckState.FAILED, ("printer.paper_out",))
    assert (last.status.slot.heard, last.status.slot.reasons) == (1, ())
