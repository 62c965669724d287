"""Printing on the real CUPS when things go wrong, and what is left behind afterwards."""

from dataclasses import replace

import pytest

from kiosk.documents.attestation import render_attestation
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from kiosk.hardware.cups.printer import CupsPrinter
from kiosk.hardware.cups.settings import CupsSettings, Deadlines
from kiosk.hardware.status import Health
from shared_runtime.clock import SystemClock
from tests.documents import samples
from tests.documents.reading import texts
from tests.hardware.contract.heard import Heard, job
from tests.system.cups_stand import QUEUE, CupsStand, missing
from tests.waiting import eventually

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}"),
]

IMPATIENT = Deadlines(
    call_s=1, poll_s=0.1, watch_s=0.1, blocked_s=1, job_s=25, lost_s=2, remembered_s=1, rest_s=0.7
)
ONE_PAGE = render_attestation(samples.MINIMAL, samples.PLACE).pdf
PLANTED = (b"MARTIN", b"Camille", samples.NIR.encode(), b"1 85 03 75", b"Tilleuls")


@pytest.fixture
def deadlines() -> Deadlines:
    return IMPATIENT


def begin(stand: CupsStand, printer: CupsPrinter) -> None:
    """A document of one page in mid-print."""
    before = stand.begun()
    stand.mark("hold")
    printer.print_pdf(job(1), ONE_PAGE, 1)
    eventually(lambda: stand.begun() > before)


def next_is_the_only_one(stand: CupsStand, printer: CupsPrinter, heard: Heard) -> None:
    """What was stopped stays away when all is mended; the next person's document comes."""
    eventually(stand.dropped)
    stand.unmark("hold")
    stand.set_fault(None)
    eventually(stand.at_rest)
    heard.health_not(Health.FAILED)
    printer.print_pdf(job(100), ONE_PAGE, 1)
    assert heard.outcome(job(100)) == HandedOver(1)
    assert len(stand.printed()) == 1


def no_jobs(stand: CupsStand) -> bool:
    return not stand.command("lpstat", "-W", "all", "-o") and not stand.command("lpstat", "-o")


def test_the_paper_is_the_attestation_and_nothing_of_it_stays(stand, printer, heard):
    printer.print_pdf(job(1), ONE_PAGE, 1)
    assert heard.outcome(job(1)) == HandedOver(1)
    (paper,) = stand.printed()
    assert "1 85 03 75 999 001" in texts(paper.read_bytes())[0]
    assert paper.name.split("-", 1)[1] == "doc.pdf", "the title of the job, as the printer saw it"
    eventually(lambda: no_jobs(stand))
    seen = list(stand.residue())
    assert any(path.name == "error_log" for path, _ in seen)
    for path, content in seen:
        assert not content.startswith(b"%PDF"), path.name
        for private in PLANTED:
            assert private not in content, path.name


class JumpingClock(SystemClock):
    """The machine's own, but for what a test adds to it."""

    ahead_s = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.ahead_s


def test_paper_out_for_too_long_cancels_and_nothing_prints_for_the_next_person(stand, heard):
    clock, limits = JumpingClock(), replace(IMPATIENT, remembered_s=200, ask_blocked_s=900)
    printer = CupsPrinter(CupsSettings(QUEUE, stand.server, deadlines=limits), clock)
    printer.start(heard)
    heard.health(Health.OK)
    stand.set_fault("media-empty-error")
    printer.print_pdf(job(1), ONE_PAGE, 1)
    heard.health(Health.FAILED, "paper_out")
    assert heard.outcome(job(1)) == NotPrinted(PaperTrouble.PAPER_OUT)
    eventually(lambda: no_jobs(stand))

    printer.print_pdf(job(2), ONE_PAGE, 1)
    assert heard.outcome(job(2)) == NotPrinted(PaperTrouble.PAPER_OUT), "refused at once"

    stand.set_fault(None)
    clock.ahead_s = limits.remembered_s
    heard.health(Health.UNKNOWN, "paper_out")
    eventually(stand.at_rest)
    printer.print_pdf(job(3), ONE_PAGE, 1)
    assert heard.outcome(job(3)) == HandedOver(1)
    heard.health(Health.OK)
    assert len(stand.printed()) == 1, "the first never came out"
    printer.stop()


def test_a_printer_that_is_switched_off_is_offline_and_gets_nothing_later(stand, heard):
    limits = replace(IMPATIENT, unreached_s=2)
    printer = CupsPrinter(CupsSettings(QUEUE, stand.server, deadlines=limits), SystemClock())
    printer.start(heard)
    stand.end_printer()
    printer.print_pdf(job(1), ONE_PAGE, 1)
    assert heard.outcome(job(1)) == NotPrinted(PaperTrouble.OFFLINE)
    heard.health(Health.FAILED, "offline")
    eventually(lambda: no_jobs(stand))
    stand.start_printer()
    heard.health(Health.OK)
    printer.print_pdf(job(2), ONE_PAGE, 1)
    assert heard.outcome(job(2)) == HandedOver(1)
    assert len(stand.printed()) == 1
    printer.stop()


def test_a_disabled_queue_is_blocked_before(stand, printer, heard):
    stand.command("cupsdisable", QUEUE)
    heard.health(Health.FAILED, "other")
    printer.print_pdf(job(1), ONE_PAGE, 1)
    assert heard.outcome(job(1)) == NotPrinted(PaperTrouble.OTHER)
    stand.command("cupsenable", QUEUE)
    heard.health(Health.OK)


def test_a_service_that_hangs_never_hangs_us(stand, printer, heard):
    heard.health(Health.OK)
    stand.freeze()
    heard.health(Health.FAILED, "service_hung")
    printer.print_pdf(job(1), ONE_PAGE, 1)
    assert heard.outcome(job(1)) == NotPrinted(PaperTrouble.SERVICE_ABSENT)
    stand.thaw()
    heard.health(Health.OK)
    printer.print_pdf(job(2), ONE_PAGE, 1)
    assert heard.outcome(job(2)) == HandedOver(1)
    assert len(stand.printed()) == 1


def test_a_service_that_hangs_in_mid_job_leaves_doubt_and_is_purged_when_it_wakes(
    stand, printer, heard
):
    stand.set_fault("media-jam-error")
    printer.print_pdf(job(1), ONE_PAGE, 1)
    heard.health(Health.FAILED, "paper_jam")
    stand.freeze()
    assert heard.outcome(job(1)) == MaybePrinted()
    stand.thaw()
    eventually(lambda: no_jobs(stand))
    stand.set_fault(None)
    eventually(stand.at_rest)
    printer.print_pdf(job(2), ONE_PAGE, 1)
    assert heard.outcome(job(2)) == HandedOver(1)
    assert len(stand.printed()) == 1


def test_a_service_that_stops_is_told_and_found_again(stand, printer, heard):
    heard.health(Health.OK)
    stand.end_service()
    heard.health(Health.FAILED, "service_absent")
    printer.print_pdf(job(1), ONE_PAGE, 1)
    assert heard.outcome(job(1)) == NotPrinted(PaperTrouble.SERVICE_ABSENT)
    stand.start_service()
    heard.health(Health.OK)
    printer.print_pdf(job(2), ONE_PAGE, 1)
    assert heard.outcome(job(2)) == HandedOver(1)


def test_jobs_of_an_earlier_life_are_purged_at_start(stand, heard):
    stand.command("cupsdisable", QUEUE)
    left_over = stand.folder / "left-over.pdf"
    left_over.write_bytes(ONE_PAGE)
    stand.command("lp", "-d", QUEUE, str(left_over))
    assert not no_jobs(stand)
    printer = CupsPrinter(CupsSettings(QUEUE, stand.server, deadlines=IMPATIENT), SystemClock())
    printer.start(heard)
    eventually(lambda: no_jobs(stand))
    stand.command("cupsenable", QUEUE)
    heard.health(Health.OK)
    printer.stop()
    assert stand.printed() == []


def test_a_queue_that_does_not_exist_is_told(stand, heard):
    printer = CupsPrinter(CupsSettings("nowhere", stand.server), SystemClock())
    printer.start(heard)
    heard.health(Health.FAILED, "queue_absent")
    printer.print_pdf(job(1), ONE_PAGE, 1)
    assert heard.outcome(job(1)) == NotPrinted(PaperTrouble.SERVICE_ABSENT)
    printer.stop()


def test_low_toner_is_told_and_stops_nothing(stand, printer, heard):
    stand.set_fault("toner-low-warning")
    printer.print_pdf(job(1), ONE_PAGE, 1)
    heard.health(Health.OK, "toner_low")
    stand.set_fault(None)
    assert heard.outcome(job(1)) == HandedOver(1)


def test_a_cover_that_the_printer_only_reports_open_is_told_once_the_paper_stands_still(
    stand, heard
):
    stand.call_reasons("report")
    limits = replace(IMPATIENT, still_s=2, blocked_s=20)
    printer = CupsPrinter(CupsSettings(QUEUE, stand.server, deadlines=limits), SystemClock())
    printer.start(heard)
    stand.set_fault("cover-open-error")
    printer.print_pdf(job(1), ONE_PAGE, 1)
    heard.blocked(job(1), PaperTrouble.COVER_OPEN)
    stand.set_fault(None)
    assert heard.outcome(job(1)) == HandedOver(1)
    assert len(stand.printed()) == 1
    printer.stop()


def test_a_service_that_is_restarted_in_mid_job_has_the_printer_drop_the_document(
    stand, printer, heard
):
    """An upgrade of CUPS does that, at any time."""
    begin(stand, printer)
    stand.set_fault("media-jam-error")
    heard.blocked(job(1), PaperTrouble.PAPER_JAM)
    stand.end_service()
    stand.start_service()
    assert heard.outcome(job(1)) == MaybePrinted()
    next_is_the_only_one(stand, printer, heard)


def test_a_service_that_starts_a_job_again_by_itself_is_stopped_before_a_second_copy(
    stand, printer, heard
):
    """On a machine without the appliance's rules the spool outlives the service."""
    begin(stand, printer)
    stand.stop_bare_service()
    stand.start_service()
    assert heard.outcome(job(1)) == MaybePrinted()
    eventually(lambda: no_jobs(stand))
    stand.unmark("hold")
    eventually(stand.at_rest)
    assert len(stand.printed()) <= 1, "the copy that the printer had all the time"


def test_a_queue_that_is_paused_in_mid_job_prints_nothing_when_it_is_resumed(stand, printer, heard):
    begin(stand, printer)
    stand.command("cupsdisable", QUEUE)
    assert heard.outcome(job(1)) == MaybePrinted()
    heard.health(Health.FAILED, "other")
    eventually(stand.dropped)
    stand.command("cupsenable", QUEUE)
    next_is_the_only_one(stand, printer, heard)


def test_a_printer_that_dies_and_stays_away_in_mid_job_leaves_doubt_in_bounded_time(stand, heard):
    limits = replace(IMPATIENT, job_s=4)
    printer = CupsPrinter(CupsSettings(QUEUE, stand.server, deadlines=limits), SystemClock())
    printer.start(heard)
    begin(stand, printer)
    stand.cut_printer()
    assert heard.outcome(job(1)) == MaybePrinted()
    stand.unmark("hold")
    stand.start_printer()
    next_is_the_only_one(stand, printer, heard)
    printer.stop()
