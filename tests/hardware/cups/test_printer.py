"""The printer's two threads, on a service that answers as each test says."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from kiosk.hardware.cups.connection import Failing
from kiosk.hardware.cups.printer import CupsPrinter
from kiosk.hardware.cups.settings import CupsSettings, Deadlines
from kiosk.hardware.cups.states import PrinterState, PrinterView
from kiosk.hardware.status import Health
from shared_runtime.clock import SystemClock
from tests.hardware.contract.heard import Heard, job
from tests.hardware.cups.fakes import BUSY, COMPLETED, IDLE, PRINTING, FakeSpooler, busy
from tests.waiting import eventually

QUICK = Deadlines(poll_s=0.01, watch_s=0.01, lost_s=0.05, rest_s=0.01, clear_s=0.2)
SETTINGS = CupsSettings("borne", deadlines=QUICK)
PDF = b"%PDF-1.4"


class Stand:
    def __init__(self) -> None:
        self.service, self.watched = FakeSpooler(), FakeSpooler()
        self.heard = Heard(patience_s=5)
        self.printer = CupsPrinter(SETTINGS, SystemClock(), self.spooler)

    def spooler(self, name: str) -> FakeSpooler:
        return self.service if name.startswith("printer-jobs") else self.watched


@pytest.fixture
def stand() -> Iterator[Stand]:
    made = Stand()
    yield made
    made.printer.stop()


def test_what_an_earlier_life_left_is_purged_before_anything_is_printed(stand):
    stand.printer.print_pdf(job(1), PDF, 1)
    stand.printer.start(stand.heard)
    stand.heard.outcome(job(1))
    assert stand.service.calls.index("purge") < len(stand.service.calls)
    assert stand.service.calls[0] == "purge"


def test_nothing_is_handed_over_while_an_earlier_paper_cannot_be_cancelled(stand):
    stand.service.fail["purge"] = Failing.HUNG
    stand.printer.start(stand.heard)
    stand.printer.print_pdf(job(1), PDF, 1)
    assert stand.heard.outcome(job(1)) == NotPrinted(PaperTrouble.SERVICE_ABSENT)
    assert "create" not in stand.service.calls


def test_each_job_is_followed_by_a_purge_that_is_asked_for_until_it_is_done(stand):
    stand.printer.start(stand.heard)
    stand.service.dirty_purges = 3
    stand.printer.print_pdf(job(1), PDF, 1)
    stand.printer.print_pdf(job(2), PDF, 1)
    assert stand.heard.outcome(job(1)) == HandedOver(1)
    assert stand.heard.outcome(job(2)) == HandedOver(1)
    between = stand.service.calls[stand.service.calls.index("finish") :]
    assert between[1] == "purge"


def test_a_printer_known_to_be_blocked_is_given_nothing(stand):
    stand.service.printers = [PrinterView(PrinterState.STOPPED, troubles=(PaperTrouble.PAPER_JAM,))]
    stand.printer.start(stand.heard)
    stand.printer.print_pdf(job(1), PDF, 1)
    assert stand.heard.outcome(job(1)) == NotPrinted(PaperTrouble.PAPER_JAM)
    assert "create" not in stand.service.calls


def test_a_service_that_does_not_answer_prints_nothing(stand):
    stand.service.printers = [Failing.HUNG]
    stand.printer.start(stand.heard)
    stand.printer.print_pdf(job(1), PDF, 1)
    assert stand.heard.outcome(job(1)) == NotPrinted(PaperTrouble.SERVICE_ABSENT)


@pytest.mark.parametrize(
    ("seen", "health", "reason"),
    [
        (IDLE, Health.OK, None),
        (Failing.ABSENT, Health.FAILED, "service_absent"),
        (Failing.HUNG, Health.FAILED, "service_hung"),
        (Failing.NOT_FOUND, Health.FAILED, "queue_absent"),
        (PrinterView(troubles=(PaperTrouble.PAPER_OUT,)), Health.UNKNOWN, "paper_out"),
    ],
)
def test_health_is_told_at_start_and_at_each_change(stand, seen, health, reason):
    stand.watched.printers = [seen]
    stand.printer.start(stand.heard)
    stand.heard.health(health, reason)
    stand.watched.printers = [PrinterView(PrinterState.STOPPED)]
    stand.heard.health(Health.FAILED, "other")


def test_a_purge_voids_what_waits_and_spares_what_comes_after(stand):
    stand.service.jobs, stand.service.printers = [PRINTING], [BUSY]
    stand.printer.start(stand.heard)
    stand.printer.print_pdf(job(1), PDF, 1)
    stand.printer.print_pdf(job(2), PDF, 1)
    stand.service.on_look = stand.printer.purge
    assert stand.heard.outcome(job(1)) == MaybePrinted()
    assert stand.heard.outcome(job(2)) == NotPrinted(PaperTrouble.OTHER)
    stand.service.on_look = lambda: None
    stand.service.jobs, stand.service.calls = [COMPLETED], []
    stand.printer.print_pdf(job(3), PDF, 1)
    assert stand.heard.outcome(job(3)) == HandedOver(1)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_on_the_way_leaves_doubt_and_not_silence(stand):
    def bug() -> None:
        raise KeyError("a bug")

    stand.service.on_look = bug
    stand.printer.start(stand.heard)
    stand.printer.print_pdf(job(1), PDF, 1)
    assert stand.heard.outcome(job(1)) == MaybePrinted()


def test_a_job_already_seen_is_not_printed_again(stand):
    stand.printer.start(stand.heard)
    stand.printer.print_pdf(job(1), PDF, 1)
    stand.printer.print_pdf(job(1), PDF, 1)
    stand.printer.print_pdf(job(2), PDF, 1)
    stand.heard.outcome(job(2))
    assert len(stand.service.documents) == 2


def test_making_a_printer_connects_to_nothing():
    made: list[str] = []

    def spooler(name: str) -> FakeSpooler:
        made.append(name)
        return FakeSpooler()

    CupsPrinter(SETTINGS, SystemClock(), spooler)
    assert made == []


@pytest.mark.parametrize(
    ("server", "expected"),
    [
        ("/run/cups/cups.sock", ("/run/cups/cups.sock", 0)),
        ("localhost:8631", ("localhost", 8631)),
        ("localhost", ("localhost", 631)),
    ],
)
def test_the_service_is_a_socket_or_a_host(server, expected):
    assert CupsSettings("borne", server).host_and_port == expected


def test_what_stops_a_job_is_told_between_its_start_and_its_one_result(stand):
    empty = busy(PaperTrouble.PAPER_OUT)
    stand.service.jobs = [PRINTING, PRINTING, COMPLETED]
    stand.service.printers = [IDLE, empty, BUSY, IDLE]
    stand.printer.start(stand.heard)
    stand.printer.print_pdf(job(1), PDF, 1)
    assert stand.heard.outcome(job(1)) == HandedOver(1)
    assert stand.heard.blocks(job(1)) == [PaperTrouble.PAPER_OUT, None]


@pytest.mark.parametrize("call", ["create", "send", "finish"])
def test_a_purge_while_a_job_is_being_handed_over_ends_it(stand, call):
    """The last word is said first: a stream broken off in the middle would cost the connection."""
    stand.service.jobs, stand.service.printers = [PRINTING], [BUSY]
    stand.service.on_call[call] = stand.printer.purge
    stand.printer.start(stand.heard)
    stand.printer.print_pdf(job(1), PDF, 1)
    assert isinstance(stand.heard.outcome(job(1)), MaybePrinted | NotPrinted)
    assert "cancel" in stand.service.calls
    assert stand.service.calls.index("cancel") == stand.service.calls.index("finish") + 1


def test_a_purge_in_mid_fault_ends_the_wait_at_once(stand):
    stand.service.jobs, stand.service.printers = [PRINTING], [IDLE, busy(PaperTrouble.PAPER_JAM)]
    stand.printer.start(stand.heard)
    stand.printer.print_pdf(job(1), PDF, 1)
    stand.heard.blocked(job(1), PaperTrouble.PAPER_JAM)
    stand.printer.purge()
    assert stand.heard.outcome(job(1)) == NotPrinted(PaperTrouble.PAPER_JAM)
    assert "cancel" in stand.service.calls


def test_many_purges_end_one_job_once(stand):
    stand.service.jobs, stand.service.printers = [PRINTING], [IDLE, busy(PaperTrouble.PAPER_JAM)]
    stand.printer.start(stand.heard)
    stand.printer.print_pdf(job(1), PDF, 1)
    stand.heard.blocked(job(1), PaperTrouble.PAPER_JAM)
    for _ in range(20):
        stand.printer.purge()
    assert stand.heard.outcome(job(1)) == NotPrinted(PaperTrouble.PAPER_JAM)
    stand.service.jobs, stand.service.printers, stand.service.calls = [COMPLETED], [IDLE], []
    stand.printer.print_pdf(job(2), PDF, 1)
    assert stand.heard.outcome(job(2)) == HandedOver(1)


def test_an_idle_printer_is_asked_and_its_answer_is_told(stand):
    empty = PrinterView(troubles=(PaperTrouble.PAPER_OUT,), can_be_asked=True)
    stand.service.asking, stand.service.printers = 7, [empty]
    stand.watched.printers = [empty]
    stand.printer.start(stand.heard)
    stand.heard.health(Health.UNKNOWN, "paper_out")
    stand.heard.health(Health.FAILED, "paper_out")
    assert "create" not in stand.service.calls


def test_a_printer_that_is_slow_to_answer_makes_no_document_wait(stand):
    """And what was asked is purged before the document goes."""
    stand.service.asking, stand.service.jobs = 7, [PRINTING]
    stand.service.printers = [PrinterView(can_be_asked=True)]
    stand.service.on_call["ask"] = lambda: stand.printer.print_pdf(job(1), PDF, 1)

    def create() -> None:
        stand.service.jobs = [COMPLETED]

    stand.service.on_call["create"] = create
    stand.printer.start(stand.heard)
    assert stand.heard.outcome(job(1)) == HandedOver(1)
    asked, created = (stand.service.calls.index(call) for call in ("ask", "create"))
    assert "purge" in stand.service.calls[asked:created]


OUT = frozenset({PaperTrouble.PAPER_OUT})
WARNS = PrinterView(PrinterState.PROCESSING, troubles=tuple(OUT), warnings=OUT)
WARNED = PrinterView(troubles=tuple(OUT), reports=OUT)


def test_what_a_printer_warns_of_while_papers_come_sends_nobody_for_paper(stand):
    """The first person may be told of it: some printers call everything a warning."""
    stand.printer.start(stand.heard)
    for number, before in ((1, IDLE), (2, WARNED)):
        stand.service.jobs = [PRINTING, PRINTING, COMPLETED]
        stand.service.printers = [before, WARNS]
        stand.printer.print_pdf(job(number), PDF, 1)
        assert stand.heard.outcome(job(number)) == HandedOver(1)
    assert stand.heard.blocks(job(1)) == [PaperTrouble.PAPER_OUT]
    assert stand.heard.blocks(job(2)) == []


def test_a_warning_that_stopped_a_document_is_told_without_delay_to_the_next_person(stand):
    """The second tray was empty, and now the first one is; the printer says the same of both."""
    limits = replace(QUICK, blocked_s=0.05, settle_s=0, remembered_s=0, ask_s=0, ask_blocked_s=0)
    printer = CupsPrinter(CupsSettings("borne", deadlines=limits), SystemClock(), stand.spooler)
    stand.service.asking = 7
    printing = iter((replace(WARNS, stands=True), WARNS))

    def create() -> None:
        stand.service.jobs, stand.service.printers = [PRINTING], [next(printing)]

    stand.service.on_call["create"] = create
    stand.service.printers = [replace(WARNED, can_be_asked=True)]
    printer.start(stand.heard)
    for number in (1, 2):
        eventually(lambda: "ask" in stand.service.calls)
        printer.print_pdf(job(number), PDF, 1)
        assert stand.heard.outcome(job(number)) == NotPrinted(PaperTrouble.PAPER_OUT)
        stand.service.jobs = [COMPLETED]
        stand.service.printers = [replace(WARNED, can_be_asked=True)]
        stand.service.calls.clear()
    printer.stop()
