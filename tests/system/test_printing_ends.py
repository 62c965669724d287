"""How a job on the real CUPS ends for which nobody waits any more: never as another's paper."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import cups
import pytest

from kiosk.documents.attestation import render_attestation
from kiosk.domain.paper import HandedOver, MaybePrinted
from kiosk.hardware.cups.printer import CupsPrinter
from kiosk.hardware.cups.settings import CupsSettings, Deadlines
from shared_runtime.clock import SystemClock
from tests.documents import samples
from tests.hardware.contract.heard import Heard, job
from tests.system.cups_stand import QUEUE, CupsStand, missing
from tests.waiting import eventually

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}"),
]

UNIT = Path(__file__).parents[2] / "systemd" / "kiosk-ui.service"
PDF = render_attestation(samples.MINIMAL, samples.PLACE).pdf
QUICK = Deadlines(poll_s=0.1, watch_s=0.1, rest_s=0.7)
PRINTS_AND_WAITS = """
import signal, sys
from kiosk.hardware.cups.settings import CupsSettings
from kiosk.hardware.cups.spooler import CupsSpooler

spooler = CupsSpooler("screen", CupsSettings(sys.argv[1], sys.argv[2]))
spooler.send(spooler.create(), sys.stdin.buffer.read())
spooler.finish()
signal.pause()
"""


@pytest.fixture
def deadlines() -> Deadlines:
    return QUICK


@contextmanager
def screen(stand: CupsStand) -> Iterator[subprocess.Popen[bytes]]:
    """A process that has given a document to the service, and waits for what comes of it."""
    command = [sys.executable, "-c", PRINTS_AND_WAITS, QUEUE, stand.server]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as running:
        assert running.stdin is not None
        running.stdin.write(PDF)
        running.stdin.close()
        try:
            yield running
        finally:
            running.kill()


def what_systemd_does_once_the_screen_is_gone(stand: CupsStand) -> list[int]:
    """The exit codes of the unit's commands, run as the unit says, without a shell."""
    file = stand.folder / "kiosk.toml"
    file.write_text(f'[kiosk]\nprinter = "{QUEUE}"\ncups_server = "{stand.server}"\n')
    here = {
        "/opt/borne/bin/kiosk": str(Path(sys.executable).with_name("kiosk")),
        "/etc/borne/kiosk.toml": str(file),
    }
    start = "ExecStopPost="
    lines = [line for line in UNIT.read_text().splitlines() if line.startswith(start)]
    commands = [shlex.split(line.removeprefix(start).lstrip("-")) for line in lines]
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent"}
    return [
        subprocess.run(
            [here.get(word, word) for word in command],
            env=environment,
            timeout=60,
            capture_output=True,
        ).returncode
        for command in commands
    ]


def next_is_the_only_one(stand: CupsStand, heard: Heard) -> None:
    """What was stopped stays away when nothing holds the printer any more."""
    eventually(stand.dropped)
    stand.unmark("hold")
    eventually(stand.at_rest)
    assert stand.printed() == []
    printer = CupsPrinter(CupsSettings(QUEUE, stand.server, deadlines=QUICK), SystemClock())
    printer.start(heard)
    printer.print_pdf(job(100), PDF, 1)
    assert heard.outcome(job(100)) == HandedOver(1)
    assert len(stand.printed()) == 1
    printer.stop()


def test_a_screen_that_is_killed_in_mid_print_has_its_paper_taken_back_at_once(stand, heard):
    stand.mark("hold")
    before = stand.begun()
    with screen(stand) as running:
        eventually(lambda: stand.begun() > before)
        running.send_signal(signal.SIGKILL)
        running.wait(10)
    assert what_systemd_does_once_the_screen_is_gone(stand) == [os.EX_OK]
    assert not stand.command("lpstat", "-W", "all", "-o")
    assert not stand.command("lpstat", "-o")
    next_is_the_only_one(stand, heard)


def test_a_service_that_is_away_when_the_screen_dies_is_no_trouble_to_its_next_start(stand):
    stand.end_service()
    assert what_systemd_does_once_the_screen_is_gone(stand) == [os.EX_UNAVAILABLE]


def test_the_service_itself_ends_no_job(stand):
    """It would kill the backend of a document that the printer has, and never tell the printer."""
    connection = cups.Connection(stand.server, 0)
    after = "job-cancel-after-default"
    assert not connection.getPrinterAttributes(QUEUE, requested_attributes=[after])[after]


def test_a_printer_that_holds_a_document_for_too_long_does_not_print_it_for_somebody_else(
    stand, heard
):
    limits = CupsSettings(QUEUE, stand.server, deadlines=replace(QUICK, job_s=2))
    printer = CupsPrinter(limits, SystemClock())
    printer.start(heard)
    stand.mark("hold")
    printer.print_pdf(job(1), PDF, 1)
    assert heard.outcome(job(1)) == MaybePrinted()
    next_is_the_only_one(stand, heard)
    printer.stop()
