"""Each thing that can be seen of each part gives its finding."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.doctor import devices, machine, network
from kiosk.doctor.receipts import receipts
from kiosk.doctor.seen import ClockSeen, Late, ProbeCrashed
from kiosk.doctor.shown import EXIT_CODES
from kiosk.hardware.cups.states import Concern, PrinterView
from tests.doctor import everything
from wire.health import CheckState, HealthCheck, HealthCode, Part, check_of, worst


@pytest.mark.parametrize(("seen", "code"), everything.CONFIGURATIONS)
def test_configuration(seen, code):
    finding = machine.configuration(seen)
    assert (finding.name, finding.reason) == (Part.CONFIGURATION, code)


@pytest.mark.parametrize(("seen", "code"), everything.READERS)
def test_reader(seen, code):
    finding = devices.reader(seen, "VPCD")
    assert (finding.name, finding.reason) == (Part.READER, code)


def test_an_agency_whose_reader_any_program_can_play_a_card_in_is_told_to_remove_it():
    finding = devices.reader(everything.VIRTUAL_BESIDE, "", production=True)
    assert (finding.reason, finding.state) == (HealthCode.READER_VIRTUAL, CheckState.FAILED)
    assert finding.args == {"name": "Virtual PCD 00 00"}
    assert devices.reader(everything.VIRTUAL_BESIDE, "").reason == HealthCode.READER_READY


@pytest.mark.parametrize(("seen", "code"), everything.PRINTERS)
def test_printer(seen, code):
    (finding,) = devices.printer(seen, "borne")
    assert (finding.name, finding.reason) == (Part.PRINTER, code)


@pytest.mark.parametrize(("seen", "code"), everything.RECEIPTS)
def test_receipt_printer(seen, code):
    finding = receipts(seen, "/dev/borne-receipt")
    assert (finding.name, finding.reason) == (Part.RECEIPTS, code)


@pytest.mark.parametrize(
    ("there", "code"), [(True, HealthCode.SPEAKER_THERE), (False, HealthCode.SPEAKER_ABSENT)]
)
def test_speaker(there, code):
    finding = devices.speaker(there, "default")
    assert (finding.name, finding.reason) == (Part.SPEAKER, code)


def test_a_printer_may_want_several_things_soon():
    wants = frozenset({Concern.TONER_LOW, Concern.PAPER_LOW})
    codes = [finding.reason for finding in devices.printer(PrinterView(concerns=wants), "borne")]
    assert codes == [HealthCode.PRINTER_PAPER_LOW, HealthCode.PRINTER_TONER_LOW]


@pytest.mark.parametrize(("seen", "code", "central"), everything.GATEWAYS)
def test_kiosk_sync_and_central_behind_it(seen, code, central):
    assert network.gateway(seen, "/run/s").reason == code
    assert network.central(seen).reason == central


@pytest.mark.parametrize(("seen", "sync", "code"), everything.CLOCKS)
def test_clock(seen, sync, code):
    assert network.clock(seen, sync).reason == code


@pytest.mark.parametrize("lost", [Late(), ProbeCrashed("ValueError")])
def test_a_kiosk_sync_that_was_lost_proves_nothing_of_the_clock(lost):
    assert (
        network.clock(ClockSeen(everything.NOW, kept=None), lost).reason == HealthCode.CLOCK_UNKNOWN
    )


def test_the_time_is_told_as_the_kiosk_shows_it():
    seen = ClockSeen(everything.NOW, kept=True)
    assert network.clock(seen, None, ZoneInfo("Europe/Paris")).args["now"] == (
        "2026-11-22 09:00:00 CET"
    )
    assert network.clock(seen, None).args["now"] == "2026-11-22 08:00:00 UTC"


@pytest.mark.parametrize(("part", "seen", "code"), everything.DISKS)
def test_disk(part, seen, code):
    finding = machine.disk(part, Path("/var"), seen)
    assert (finding.name, finding.reason) == (part, code)


@pytest.mark.parametrize(("seen", "code"), everything.FONTS)
def test_fonts(seen, code):
    assert machine.fonts(seen).reason == code


def test_every_code_is_found_somewhere():
    assert {finding.reason for finding in everything.findings()} == set(
        HealthCode
    ) - everything.WATCHED


def one(state: CheckState) -> HealthCheck:
    return check_of(Part.FONTS, next(code for code in HealthCode if code.state is state))


def test_the_worst_of_it_is_what_counts_and_what_is_not_fitted_does_not():
    order = (CheckState.OK, CheckState.WARNING, CheckState.UNKNOWN, CheckState.FAILED)
    for most, state in enumerate(order):
        assert worst(tuple(map(one, order[: most + 1]))) is state
        assert worst((one(CheckState.NOT_FITTED), one(state))) is state
    assert worst((one(CheckState.NOT_FITTED),)) is CheckState.OK
    assert [EXIT_CODES[state] for state in order] == [0, 1, 3, 2]
