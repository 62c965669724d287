"""A printer reached by TLS that the real CUPS does not trust: it is sent nothing, and offered again
as soon as it is trusted."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.doctor import devices
from kiosk.doctor.probes import printer as probe
from kiosk.documents.attestation import render_attestation
from kiosk.domain.paper import HandedOver, NotPrinted, PaperTrouble
from kiosk.hardware.cups.printer import CupsPrinter
from kiosk.hardware.cups.settings import CupsSettings, Deadlines
from kiosk.hardware.status import Health
from shared_runtime.clock import SystemClock
from tests.documents import samples
from tests.hardware.contract.heard import Heard, job
from tests.system.cups_files import SCREEN
from tests.system.cups_stand import QUEUE, CupsStand, missing
from tests.waiting import eventually
from wire.health import HealthCode

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}"),
]

CURIOUS = Deadlines(
    call_s=5, poll_s=0.1, watch_s=0.1, ask_s=0.3, ask_blocked_s=0.3, rest_s=0.7, remembered_s=0.3
)
PDF = render_attestation(samples.MINIMAL, samples.PLACE).pdf
EXPIRED, NOT_YET, SHORTER, GOOD = (-10, -1), (10, 5000), (-10, 1000), (-10, 3000)


@pytest.fixture
def deadlines() -> Deadlines:
    return CURIOUS


@pytest.fixture(autouse=True)
def nothing_is_known_yet(stand: CupsStand) -> None:
    """The certificates that CUPS has seen end with its service."""
    stand.end_service()
    stand.start_service()


@contextmanager
def watched(stand: CupsStand, heard: Heard, limits: Deadlines) -> Iterator[CupsPrinter]:
    printer = CupsPrinter(CupsSettings(QUEUE, stand.server, deadlines=limits), SystemClock())
    printer.start(heard)
    try:
        yield printer
    finally:
        printer.stop()


@contextmanager
def without(helper: Path) -> Iterator[None]:
    helper.chmod(0)
    try:
        yield
    finally:
        helper.chmod(0o755)


def was_sent_nothing(heard: Heard, number: int) -> bool:
    """A printer that was asked while it was restarted may have been off, for all one knows."""
    return isinstance(heard.outcome(job(number)), NotPrinted)


def found(stand: CupsStand) -> str:
    (finding,) = devices.printer(probe.look(QUEUE, stand.server), QUEUE)
    return finding.reason


def is_trusted_again(stand: CupsStand, printer: CupsPrinter, heard: Heard, number: int) -> None:
    """Without a hand on the queue: the next person gets the paper, and nobody else's comes."""
    heard.health(Health.OK)
    printer.print_pdf(job(number), PDF, 1)
    assert heard.outcome(job(number)) == HandedOver(1)
    assert len(stand.printed()) == 1


@pytest.mark.parametrize("days", [EXPIRED, NOT_YET], ids=["expired", "the clock is behind"])
def test_nobody_is_asked_for_a_paper_that_was_never_sent_for_want_of_a_valid_certificate(
    stand, heard, days
):
    begun, asked = stand.begun(), stand.asked()
    with watched(stand, heard, replace(CURIOUS, ask_s=900)) as printer:
        eventually(lambda: stand.asked() > asked)
        stand.show_certificate(*days)
        printer.print_pdf(job(1), PDF, 1)
        assert heard.outcome(job(1)) == NotPrinted(PaperTrouble.OTHER)
        heard.health(Health.FAILED, "certificate_expired")
        assert found(stand) == HealthCode.PRINTER_CERTIFICATE_EXPIRED
        printer.print_pdf(job(2), PDF, 1)
        assert heard.outcome(job(2)) == NotPrinted(PaperTrouble.OTHER), "refused at once"
        assert stand.begun() <= begun, "the printer heard of no document"
        stand.show_certificate(*GOOD)
        is_trusted_again(stand, printer, heard, 3)


def test_a_certificate_that_runs_out_is_known_before_anybody_wants_paper(stand, printer, heard):
    stand.show_certificate(*GOOD)
    heard.health(Health.OK)
    stand.show_certificate(*EXPIRED)
    heard.health(Health.FAILED, "certificate_expired")
    stand.show_certificate(*GOOD)
    is_trusted_again(stand, printer, heard, 1)


def test_another_certificate_than_the_one_seen_first_is_accepted_by_restarting_the_service(
    stand, printer, heard
):
    stand.show_certificate(*GOOD)
    printer.print_pdf(job(1), PDF, 1)
    assert heard.outcome(job(1)) == HandedOver(1)
    stand.show_certificate(*SHORTER)
    heard.health(Health.FAILED, "certificate_changed")
    assert found(stand) == HealthCode.PRINTER_CERTIFICATE_CHANGED
    printer.print_pdf(job(2), PDF, 1)
    assert heard.outcome(job(2)) == NotPrinted(PaperTrouble.OTHER)
    for paper in stand.printed():
        paper.unlink()
    stand.end_service()
    stand.start_service()
    is_trusted_again(stand, printer, heard, 3)


def test_without_the_appliances_helper_the_next_document_tells(stand, heard):
    helper = stand.folder / "bin/filter/borne_trust.py"
    with without(helper), watched(stand, heard, CURIOUS) as printer:
        stand.show_certificate(*EXPIRED)
        for number in (1, 2):
            eventually(lambda: "disabled" not in stand.command("lpstat", "-p", QUEUE))
            heard.health_not(Health.FAILED)
            printer.print_pdf(job(number), PDF, 1)
            assert was_sent_nothing(heard, number)
        stand.show_certificate(*GOOD)
        eventually(lambda: "disabled" not in stand.command("lpstat", "-p", QUEUE))
        heard.health_not(Health.FAILED)
        is_trusted_again(stand, printer, heard, 3)


@pytest.mark.parametrize("reason", ["", "entretien"])
def test_a_queue_that_staff_have_paused_stays_paused(stand, printer, heard, reason):
    stand.show_certificate(*EXPIRED)
    heard.health(Health.FAILED, "certificate_expired")
    stand.command("cupsdisable", *(("-r", reason) if reason else ()), QUEUE)
    stand.show_certificate(*GOOD)
    looks = stand.looks()
    eventually(lambda: stand.looks() > looks + 40)
    assert "disabled" in stand.command("lpstat", "-p", QUEUE)
    stand.command("cupsenable", QUEUE)
    is_trusted_again(stand, printer, heard, 2)


def as_screen(stand: CupsStand, *command: str) -> int:
    """The exit code of a command that the screen's account gives."""
    program, *rest = command
    return subprocess.run(
        [program, "-h", stand.server, *rest],
        user=SCREEN,
        env={"PATH": "/usr/sbin:/usr/bin", "HOME": "/nonexistent", "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=30,
    ).returncode


def test_the_screens_account_may_set_the_queue_going_and_nothing_else(stand):
    for forbidden in (
        ("cupsdisable", QUEUE),
        ("cupsreject", QUEUE),
        ("lpadmin", "-p", QUEUE, "-v", "ipp://elsewhere/ipp/print"),
    ):
        assert as_screen(stand, *forbidden) != 0, forbidden
    stand.command("cupsdisable", QUEUE)
    assert as_screen(stand, "cupsenable", QUEUE) == 0
    assert "disabled" not in stand.command("lpstat", "-p", QUEUE)
