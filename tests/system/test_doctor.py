"""The doctor at a kiosk of real parts: pcscd, CUPS and a printer, kiosk-sync and a central."""

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.cli import doctor as doctor_command
from kiosk.doctor.probes import printer
from kiosk.doctor.report import DoctorReport, report
from kiosk.domain.faults import Link
from kiosk.gateway.status import Answers, gateway_status
from kiosk.hardware.sim.card.profile import vitale
from shared_runtime.clock import SystemClock
from tests.hardware.people import CAMILLE
from tests.sync.fakes import CITIZEN_TOKEN, DEVICE_TOKEN
from tests.system.cups_stand import QUEUE, CupsStand, cups_stand, missing, short_folder
from tests.system.pcscd import Pcscd, VpcdSlot, free_slot, missing_parts
from tests.system.sync_stand import WITHIN_S, Central, Sync
from tests.waiting import eventually
from wire.health import HealthCode, Part

LACKING = [*missing(), *filter(None, (missing_parts(),))]
pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(bool(LACKING), reason=f"needs {', '.join(LACKING)}"),
]


@dataclass
class Kiosk:
    slot: VpcdSlot
    cups: CupsStand
    central: Central
    sync: Sync
    file: Path

    def look(self) -> DoctorReport:
        return report(self.file, os.environ, SystemClock())

    def codes(self) -> dict[str, str]:
        return {finding.name: finding.reason for finding in self.look().findings}

    def link(self) -> Link | None:
        found = gateway_status(self.sync.socket, SystemClock(), 2)
        return found.link if isinstance(found, Answers) else None


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    folder = tmp_path_factory.mktemp("doctor")
    pcscd = Pcscd(eventually)
    central = Central()
    sync = Sync(folder, central.url)
    with short_folder() as stand, cups_stand(stand) as cups:
        sync.start()
        index = free_slot()
        assert index is not None
        slot = VpcdSlot.numbered(index)
        file = folder / "whole.toml"
        file.write_text(
            f"""[kiosk]
            gateway_socket = "{sync.socket}"
            reader = "{slot.reader_name}"
            printer = "{QUEUE}"
            cups_server = "{cups.server}"
            {(folder / "kiosk.toml").read_text()}
            """
        )
        yield Kiosk(slot, cups, central, sync, file)
        slot.remove()
        sync.close()
        central.close()
    pcscd.stop()


def test_a_kiosk_that_is_well_and_a_card_that_is_not_read(kiosk: Kiosk) -> None:
    eventually(lambda: kiosk.link() is Link.ONLINE, WITHIN_S)
    assert kiosk.codes()[Part.READER] == HealthCode.READER_READY
    kiosk.slot.insert(vitale([CAMILLE]))
    made = kiosk.look()
    codes = {finding.name: finding.reason for finding in made.findings}
    assert codes[Part.READER] == HealthCode.READER_HOLDS_CARD
    assert codes[Part.PRINTER] == HealthCode.PRINTER_READY
    assert codes[Part.GATEWAY] == HealthCode.GATEWAY_ANSWERS
    assert codes[Part.CENTRAL] == HealthCode.CENTRAL_REACHED
    assert codes[Part.CONFIGURATION] == HealthCode.CONFIGURATION_RIGHT
    assert codes[Part.FONTS] == HealthCode.FONTS_LOADED
    told = str(made)
    private = (CAMILLE.nir.value, CAMILLE.family_name, DEVICE_TOKEN, CITIZEN_TOKEN)
    assert not [word for word in private if word in told]
    kiosk.slot.remove()


def test_the_print_queue_in_trouble(kiosk: Kiosk) -> None:
    kiosk.cups.command("cupsdisable", QUEUE)
    assert kiosk.codes()[Part.PRINTER] == HealthCode.PRINTER_STOPPED
    kiosk.cups.command("cupsenable", QUEUE)
    kiosk.cups.command("cupsreject", QUEUE)
    assert kiosk.codes()[Part.PRINTER] == HealthCode.PRINTER_NOT_ACCEPTING
    kiosk.cups.command("cupsaccept", QUEUE)
    assert kiosk.codes()[Part.PRINTER] == HealthCode.PRINTER_READY


def test_cups_that_hangs_and_cups_that_is_gone(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer, "WITHIN_S", 0.8)
    kiosk.cups.freeze()
    assert kiosk.codes()[Part.PRINTER] == HealthCode.PRINTER_SERVICE_HUNG
    kiosk.cups.thaw()
    kiosk.cups.end_service()
    assert kiosk.codes()[Part.PRINTER] == HealthCode.PRINTER_NO_SERVICE
    kiosk.cups.start_service()
    other = kiosk.file.with_name("other.toml")
    other.write_text(kiosk.file.read_text().replace(f'"{QUEUE}"', '"another"'))
    found = report(other, os.environ, SystemClock())
    assert HealthCode.PRINTER_NO_QUEUE in {finding.reason for finding in found.findings}


def test_central_gone_then_kiosk_sync_hung_then_gone(kiosk: Kiosk) -> None:
    kiosk.central.misdeeds["GET /v1/health"] = lambda handler: handler.connection.close()
    eventually(lambda: kiosk.link() is Link.OFFLINE, WITHIN_S)
    assert kiosk.codes()[Part.CENTRAL] == HealthCode.CENTRAL_AWAY
    kiosk.sync.end(signal.SIGKILL)
    found = kiosk.codes()
    assert (found[Part.GATEWAY], found[Part.CENTRAL]) == (
        HealthCode.GATEWAY_ABSENT,
        HealthCode.CENTRAL_UNSEEN,
    )


def test_a_kiosk_sync_that_knows_this_account_for_a_stranger(kiosk: Kiosk) -> None:
    stranger = Sync(kiosk.file.parent, kiosk.central.url, allowed_users=[os.getuid() + 1])
    stranger.start()
    assert kiosk.codes()[Part.GATEWAY] == HealthCode.GATEWAY_NOT_ALLOWED
    stranger.close()


def test_the_command_with_nothing_there(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(
        f"""[kiosk]
        gateway_socket = "{tmp_path}/s"
        cups_server = "{tmp_path}/c"
        reader = "no reader of this name"
        """
    )
    asked = ["--json", "--lang", "fr", "--config", str(file)]
    done = CliRunner().invoke(doctor_command.app, asked)
    document = json.loads(done.stdout)
    assert (done.exit_code, document["state"], done.stderr) == (2, "failed", "")
    states = {each["part"]: each["state"] for each in document["findings"]}
    assert {part for part, state in states.items() if state == "failed"} == {
        "reader",
        "printer",
        "gateway",
    }
    assert states["central"] == "unknown"
    assert all(each["mend"] for each in document["findings"] if each["state"] == "failed")
