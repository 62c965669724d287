"""The report: every part told, in time, whatever the probes do."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.config.settings import KioskSettings
from kiosk.doctor.installation import installation
from kiosk.doctor.instruments import Instruments
from kiosk.doctor.report import DoctorReport, report
from kiosk.doctor.seen import ClockSeen, ConfigurationSeen, FontsSeen, ReaderThere
from kiosk.domain.faults import Link
from kiosk.gateway.status import Answers
from kiosk.hardware.cups.states import PrinterView
from kiosk.hardware.escpos.status import Well
from shared_runtime.clock import SystemClock
from tests.doctor import everything
from tests.doctor.everything import FILE, space
from wire.health import CheckState, HealthCode, Part, check_of

DEVICE = Path("/dev/borne-receipt")
WELL = Instruments(
    configuration=lambda file, environment: ConfigurationSeen(
        FILE, KioskSettings(receipt_device=DEVICE)
    ),
    reader=lambda pattern: ReaderThere("Virtual PCD", card=False),
    printer=lambda queue, server: PrinterView(),
    receipts=lambda device: Well(),
    speaker=lambda name: True,
    gateway=lambda socket: Answers(Link.ONLINE),
    live=lambda socket: (),
    clock=lambda now: ClockSeen(now, kept=True),
    disk=lambda path: space(9_000),
    fonts=lambda: FontsSeen(("a.ttf",)),
)
WATCHED = {Part.SCREEN, Part.QUEUE, Part.STATE, Part.MEMORY, Part.TEMPERATURE}
"""Told by the processes alone, while they run."""
INSTALLED = {finding.name for finding in installation(everything.INSTALLED)}
"""Looked at by `kiosk setup --check`."""
REAL_PARTS = tuple(part for part in Part if part not in {Part.PAPER, *WATCHED, *INSTALLED})
IMPATIENT_S = 1.5
HANGS_S = 30


def told(instruments: Instruments, within_s: float = 5.0) -> DoctorReport:
    return report(FILE, {}, SystemClock(), instruments, within_s)


def codes(made: DoctorReport) -> dict[str, str]:
    return {finding.name: finding.reason for finding in made.findings}


def test_a_kiosk_that_is_well():
    made = told(WELL)
    assert tuple(Part(finding.name) for finding in made.findings) == REAL_PARTS
    assert made.state is CheckState.OK


def test_the_configuration_says_where_to_look():
    asked: list[Any] = []

    def noting(what: Callable[..., Any], probe: Callable[..., Any]) -> Callable[..., Any]:
        def ask(*where: Any) -> Any:
            asked.append(what(*where))
            return probe(*where)

        return ask

    settings = KioskSettings(
        reader="Gemalto",
        speaker="plughw:CARD=PCH",
        printer="laser",
        cups_server="/run/c.sock",
        gateway_socket=Path("/run/k/g.sock"),
        receipt_device=Path("/dev/usb/lp0"),
    )
    told(
        replace(
            WELL,
            configuration=lambda file, environment: ConfigurationSeen(FILE, settings),
            reader=noting(lambda pattern: pattern, WELL.reader),
            printer=noting(lambda queue, server: (queue, server), WELL.printer),
            receipts=noting(lambda device: device, WELL.receipts),
            speaker=noting(lambda name: name, WELL.speaker),
            gateway=noting(lambda socket: socket, WELL.gateway),
            disk=noting(lambda path: path, WELL.disk),
        )
    )
    assert {
        "Gemalto",
        "plughw:CARD=PCH",
        ("laser", "/run/c.sock"),
        Path("/run/k/g.sock"),
        Path("/run/k"),
        Path("/dev/usb/lp0"),
    } <= set(asked)


def test_simulated_devices_are_not_fitted_and_their_paper_has_a_place():
    settings = KioskSettings(devices="simulated", paper_folder=Path("/srv/paper"))

    def refuse(*_: object) -> Any:
        raise AssertionError("no real device is to be asked")

    made = told(
        replace(
            WELL,
            configuration=lambda file, environment: ConfigurationSeen(FILE, settings),
            reader=refuse,
            printer=refuse,
            receipts=refuse,
            speaker=refuse,
        )
    )
    found = codes(made)
    simulated = (Part.READER, Part.PRINTER, Part.RECEIPTS, Part.SPEAKER, Part.SPOOL)
    assert {found[part] for part in simulated} == {HealthCode.NOT_FITTED}
    assert found[Part.PAPER] == HealthCode.DISK_ROOMY
    assert made.state is CheckState.OK


def test_sounds_that_are_switched_off_need_no_speaker():
    silent = ConfigurationSeen(FILE, KioskSettings(sounds=False))
    found = codes(told(replace(WELL, configuration=lambda file, environment: silent)))
    assert found[Part.SPEAKER] == HealthCode.SPEAKER_SWITCHED_OFF


def test_a_mistaken_configuration_leaves_unknown_what_it_would_have_told():
    mistaken = ConfigurationSeen(FILE, None, ("[kiosk] printer: no",))
    found = codes(told(replace(WELL, configuration=lambda file, environment: mistaken)))
    devices = (Part.READER, Part.PRINTER, Part.RECEIPTS, Part.SPEAKER)
    unseen = (*devices, Part.GATEWAY, Part.CENTRAL)
    assert {found[part] for part in unseen} == {HealthCode.AFTER_CONFIGURATION}
    assert found[Part.CONFIGURATION] == HealthCode.CONFIGURATION_MISTAKEN
    assert found[Part.CLOCK] == HealthCode.CLOCK_KEPT
    assert found[Part.FONTS] == HealthCode.FONTS_LOADED


def test_what_the_processes_watch_is_not_looked_at_again():
    def opened_twice(*_: object) -> Any:
        raise AssertionError

    watched = (
        check_of(Part.READER, HealthCode.READER_ABSENT),
        check_of(Part.PRINTER, HealthCode.PRINTER_PAPER_OUT, {"queue": "borne"}),
        check_of(Part.RECEIPTS, HealthCode.RECEIPTS_READY),
        check_of(Part.SPEAKER, HealthCode.SPEAKER_LOST, {"name": "default"}),
        check_of(Part.QUEUE, HealthCode.QUEUE_EMPTY),
    )
    made = told(
        replace(
            WELL,
            live=lambda socket: watched,
            reader=opened_twice,
            printer=opened_twice,
            receipts=opened_twice,
            speaker=opened_twice,
        )
    )
    found = codes(made)
    assert set(found) == {*REAL_PARTS, Part.QUEUE}
    assert len(made.findings) == len(found)
    assert {found[check.name] for check in watched} == {check.reason for check in watched}


def test_a_virtual_reader_in_production_is_seen_though_the_processes_are_content():
    settings = KioskSettings(production=True)
    watched = (check_of(Part.READER, HealthCode.READER_READY, {"name": "Gemalto"}),)
    made = told(
        replace(
            WELL,
            configuration=lambda file, environment: ConfigurationSeen(FILE, settings),
            live=lambda socket: watched,
            reader=lambda pattern: ReaderThere("Gemalto", card=False, virtual=("Virtual PCD",)),
        )
    )
    assert codes(made)[Part.READER] == HealthCode.READER_VIRTUAL


@pytest.fixture
def hanging():
    """A probe that never comes back while the test runs."""
    over = threading.Event()

    def hang(*_: object) -> Any:
        over.wait(HANGS_S)

    yield hang
    over.set()


PROBES = (
    "configuration",
    "reader",
    "printer",
    "receipts",
    "speaker",
    "gateway",
    "clock",
    "disk",
    "fonts",
)
LATE = {
    "configuration": {Part.CONFIGURATION: HealthCode.CHECK_LATE},
    "reader": {Part.READER: HealthCode.READER_SERVICE_HUNG},
    "printer": {Part.PRINTER: HealthCode.PRINTER_SERVICE_HUNG},
    "receipts": {Part.RECEIPTS: HealthCode.CHECK_LATE},
    "speaker": {Part.SPEAKER: HealthCode.CHECK_LATE},
    "gateway": {Part.GATEWAY: HealthCode.CHECK_LATE, Part.CENTRAL: HealthCode.CENTRAL_UNSEEN},
    "clock": {Part.CLOCK: HealthCode.CHECK_LATE},
    "disk": dict.fromkeys((Part.SPOOL, Part.LOGS, Part.RUNTIME), HealthCode.CHECK_LATE),
    "fonts": {Part.FONTS: HealthCode.CHECK_LATE},
}


def test_a_probe_that_hangs_is_told_in_time(hanging):
    clock = SystemClock()

    def one(probe: str) -> tuple[str, DoctorReport, float]:
        began = clock.monotonic()
        made = told(replace(WELL, **{probe: hanging}), IMPATIENT_S)
        return probe, made, clock.monotonic() - began

    with ThreadPoolExecutor(len(PROBES)) as kiosks:
        for probe, made, took_s in kiosks.map(one, PROBES):
            assert took_s < HANGS_S, probe
            assert {finding.name for finding in made.findings} == set(REAL_PARTS), probe
            assert codes(made).items() >= LATE[probe].items(), probe


@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_that_raises_is_told_by_the_kind_of_its_bug(probe):
    def broken(*_: object) -> Any:
        raise ValueError("185037599900118")

    made = told(replace(WELL, **{probe: broken}))
    lost = [finding for finding in made.findings if finding.reason == HealthCode.CHECK_BROKEN]
    assert lost
    assert {finding.args["kind"] for finding in lost} == {"ValueError"}
    assert "185037599900118" not in str(made)
    assert {finding.name for finding in made.findings} == set(REAL_PARTS)


def test_where_nobody_says_what_is_watched_all_is_looked_at(hanging):
    def broken(*_: object) -> Any:
        raise ValueError

    for live in (hanging, broken):
        made = told(replace(WELL, live=live))
        assert codes(made) == codes(told(WELL))


def test_the_probes_work_side_by_side():
    """Each waits until the others are there too: one after the other they would all be late."""
    together = threading.Barrier(8)

    def met(answer: Any) -> Any:
        def meet(*_: object) -> Any:
            together.wait(10)
            return answer

        return meet

    made = told(
        replace(
            WELL,
            reader=met(WELL.reader("")),
            printer=met(WELL.printer("", "")),
            receipts=met(Well()),
            gateway=met(WELL.gateway(FILE)),
            disk=lambda path: space(9_000) if "spool" not in str(path) else met(space(9_000))(),
            fonts=met(WELL.fonts()),
            speaker=met(True),
            clock=lambda now: met(ClockSeen(now, kept=True))(),
        )
    )
    assert made.state is CheckState.OK
