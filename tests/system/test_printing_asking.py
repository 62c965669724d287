"""An idle printer on the real CUPS is asked how it is, and prints nothing for it."""

import pytest

from kiosk.documents.attestation import render_attestation
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from kiosk.hardware.cups.printer import CupsPrinter
from kiosk.hardware.cups.settings import CupsSettings, Deadlines
from kiosk.hardware.status import Health
from shared_runtime.clock import SystemClock
from tests.documents import samples
from tests.hardware.contract.heard import job
from tests.system.cups_stand import QUEUE, CupsStand, missing
from tests.waiting import eventually

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}"),
]

CURIOUS = Deadlines(
    call_s=2, poll_s=0.1, watch_s=0.1, blocked_s=1, ask_s=0.3, ask_blocked_s=0.3, rest_s=0.7
)
PDF = render_attestation(samples.MINIMAL, samples.PLACE).pdf


@pytest.fixture
def deadlines() -> Deadlines:
    return CURIOUS


def begin(stand: CupsStand, printer: CupsPrinter, number: int) -> None:
    """A document of one page in mid-print."""
    before = stand.begun()
    stand.mark("hold")
    printer.print_pdf(job(number), PDF, 1)
    eventually(lambda: stand.begun() > before)


def test_a_printer_that_was_mended_is_offered_again_within_moments(stand, printer, heard):
    heard.health(Health.OK)
    stand.set_fault("media-empty-error")
    printer.print_pdf(job(1), PDF, 1)
    assert heard.outcome(job(1)) == NotPrinted(PaperTrouble.PAPER_OUT)
    heard.health(Health.FAILED, "paper_out")
    stand.set_fault(None)
    heard.health(Health.OK)
    assert stand.printed() == [], "nothing was printed to find out"
    eventually(stand.at_rest)
    printer.print_pdf(job(2), PDF, 1)
    assert heard.outcome(job(2)) == HandedOver(1)


def test_a_printer_that_is_switched_off_is_known_before_anybody_wants_paper(stand, printer, heard):
    heard.health(Health.OK)
    stand.end_printer()
    heard.health(Health.FAILED, "offline")
    printer.print_pdf(job(1), PDF, 1)
    assert heard.outcome(job(1)) == NotPrinted(PaperTrouble.OFFLINE)
    stand.start_printer()
    heard.health(Health.OK)


def test_a_queue_that_knows_nothing_of_its_printer_prints_nothing_and_is_not_asked(stand, heard):
    """The question would come out as a page, and what the printer refuses count as printed."""
    stand.add_raw_queue("bare")
    settings = CupsSettings("bare", stand.server, deadlines=CURIOUS)
    printer = CupsPrinter(settings, SystemClock())
    printer.start(heard)
    heard.health(Health.FAILED, "raw_queue")
    printer.print_pdf(job(1), PDF, 1)
    assert heard.outcome(job(1)) == NotPrinted(PaperTrouble.OTHER)
    looks = stand.looks()
    eventually(lambda: stand.looks() > looks + 20)
    printer.stop()
    assert 'Queued on "bare"' not in stand.log()
    stand.command("lpadmin", "-x", "bare")


def test_each_time_a_printer_loses_power_in_mid_job_it_is_noticed(stand, printer, heard):
    """CUPS marks the queue at the first time; asking takes the mark off."""
    for number in (1, 2):
        begin(stand, printer, number)
        stand.cut_printer()
        stand.unmark("hold")
        stand.start_printer()
        assert heard.outcome(job(number)) == MaybePrinted()
        eventually(lambda: "missing-job-history" not in stand.command("lpstat", "-l", "-p"))
        heard.health_not(Health.FAILED)
    assert stand.printed() == []


def test_a_service_without_the_appliances_filter_prints_all_the_same(stand, heard):
    convs = stand.folder / "conf" / "borne.convs"
    rules = convs.read_text()
    stand.stop_bare_service()
    convs.unlink()
    stand.start_service()
    printer = CupsPrinter(CupsSettings(QUEUE, stand.server, deadlines=CURIOUS), SystemClock())
    printer.start(heard)
    heard.health(Health.OK)
    printer.print_pdf(job(1), PDF, 1)
    assert heard.outcome(job(1)) == HandedOver(1)
    eventually(lambda: not stand.command("lpstat", "-W", "all", "-o"))
    printer.stop()
    stand.stop_bare_service()
    convs.write_text(rules)
    stand.start_service()
