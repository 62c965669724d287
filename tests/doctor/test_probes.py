"""The probes: what they make of services, files and readers in every state."""

import ctypes
import os
import shutil
from datetime import timedelta
from errno import EACCES
from pathlib import Path
from types import SimpleNamespace

import pytest

from devdock.receipts.emulator import ReceiptEmulator
from kiosk.doctor.probes import machine, printer, reader, receipts
from kiosk.doctor.probes.sockets import kept_out
from kiosk.doctor.seen import (
    ClockSeen,
    FontsSeen,
    InUse,
    LibraryMissing,
    NoSuchDevice,
    NoSuchQueue,
    NoSuchReader,
    NotAllowed,
    ReaderFailing,
    ReaderRefused,
    ReaderSilent,
    ReaderThere,
    ServiceAway,
    ServiceHung,
    SpaceSeen,
    SpaceUnseen,
)
from kiosk.hardware.cups.connection import Failing, SpoolerError
from kiosk.hardware.cups.states import PrinterView
from kiosk.hardware.escpos.device import DeviceFile
from kiosk.hardware.escpos.status import StopCause, Stopped, UnknownStatus, Well
from kiosk.hardware.pcsc.scard import PcscError, ReturnCode
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.profile import vitale
from kiosk.hardware.sim.card.slot import SimScard
from kiosk.ui.paths import font_files
from shared_runtime.clock import SystemClock
from tests.doctor.everything import NOW
from tests.hardware.people import CAMILLE
from tests.sync.fakes import CAISSE_KEY_PEM, DEVICE_TOKEN


def look(scard: SimScard, pattern: str = "", socket: Path = Path("/nobody")):
    return reader.look(pattern, lambda: scard, socket, grace_ms=0)


def test_a_reader_with_and_without_a_card_which_is_not_spoken_to():
    scard = SimScard()
    empty = look(scard)
    assert isinstance(empty, ReaderThere)
    assert not empty.card

    class Unspoken(VirtualChip):
        def answer(self, command):
            raise AssertionError("the card is not to be spoken to")

    scard.put_in(Unspoken(vitale([CAMILLE])))
    assert look(scard) == ReaderThere(empty.name, card=True)


def test_a_virtual_reader_is_named_whichever_is_used():
    class TwoReaders(SimScard):
        def readers(self, context):
            return [*super().readers(context), "Virtual PCD 00 00", "Virtual PCD 00 01"]

    seen = look(TwoReaders())
    assert isinstance(seen, ReaderThere)
    assert seen.virtual == ("Virtual PCD 00 00", "Virtual PCD 00 01")
    assert not seen.name.startswith("Virtual")


def test_no_reader_and_another_reader():
    scard = SimScard()
    (name,) = scard.readers(scard.establish())
    assert look(scard, "Gemalto") == NoSuchReader((name,))
    scard.plug(False)
    assert look(scard) == NoSuchReader(())


def test_a_reader_that_comes_while_the_service_starts_is_seen():
    class Late(SimScard):
        def readers(self, context):
            names = super().readers(context)
            self.plug(True)
            return names

    scard = Late()
    scard.plug(False)
    assert isinstance(look(scard), ReaderThere)


def test_no_service_no_right_and_no_library(tmp_path, monkeypatch):
    class Away(SimScard):
        def establish(self):
            raise PcscError(ReturnCode.NO_SERVICE)

    assert look(Away()) == ServiceAway()
    (tmp_path / "pcscd.comm").touch()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert look(Away(), socket=tmp_path / "pcscd.comm") == NotAllowed()

    def no_library():
        raise PcscError(ReturnCode.NO_SERVICE) from ImportError()

    assert reader.look("", no_library) == LibraryMissing()


@pytest.mark.parametrize("call", ["establish", "readers", "wait_change"])
def test_a_failing_call_is_told_by_its_code(call):
    scard = SimScard()
    scard.fail_next(call, 0x80100001)
    assert look(scard) == ReaderFailing("80100001")


@pytest.mark.parametrize("call", ["establish", "readers", "ask_access"])
def test_an_account_that_polkit_refuses_is_not_told_to_start_the_service(call):
    scard = SimScard()
    scard.fail_next(call, ReturnCode.ACCESS_DENIED)
    assert look(scard) == ReaderRefused()


def test_a_card_that_another_program_holds_is_no_fault_of_the_reader():
    scard = SimScard()
    scard.fail_next("ask_access", ReturnCode.SHARING_VIOLATION)
    assert isinstance(look(scard), ReaderThere)


def test_a_reader_that_does_not_answer_is_named():
    scard = SimScard()
    scard.make_available(False)
    assert look(scard) == ReaderSilent("Simulated reader 00 00")


def test_a_reader_that_blinks_while_the_doctor_looks_is_well():
    class Blinking(SimScard):
        def wait_change(self, context, timeout_ms, states):
            found = super().wait_change(context, 0, states)
            self.make_available(True)
            return found

    scard = Blinking()
    scard.make_available(False)
    assert isinstance(look(scard), ReaderThere)


def test_a_service_that_dies_meanwhile_is_away():
    scard = SimScard()
    scard.fail_next("readers", ReturnCode.SERVICE_STOPPED)
    assert look(scard) == ServiceAway()


@pytest.mark.parametrize(
    ("failing", "seen"),
    [
        (Failing.ABSENT, ServiceAway()),
        (Failing.HUNG, ServiceHung()),
        (Failing.NOT_FOUND, NoSuchQueue()),
        (Failing.REFUSED, NotAllowed()),
    ],
)
def test_each_failure_of_cups_is_told_apart(failing, seen):
    def ask(_settings):
        raise SpoolerError(failing)

    assert printer.look("borne", "/no/such/socket", ask) == seen


def test_the_queue_that_answers_and_the_library_that_is_not_there(tmp_path, monkeypatch):
    def no_library(_settings):
        raise ImportError

    assert printer.look("borne", "/s", lambda settings: PrinterView()) == PrinterView()
    assert printer.look("borne", "/s", no_library) == LibraryMissing()

    def absent(_settings):
        raise SpoolerError(Failing.ABSENT)

    (tmp_path / "cups.sock").touch()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert printer.look("borne", str(tmp_path / "cups.sock"), absent) == NotAllowed()


def test_kept_out_is_not_the_same_as_not_there(tmp_path, monkeypatch):
    assert not kept_out(tmp_path / "nobody")
    (tmp_path / "open").touch()
    assert not kept_out(tmp_path / "open")

    def closed(self):
        raise PermissionError

    monkeypatch.setattr(Path, "stat", closed)
    assert kept_out(tmp_path / "open")


def test_the_room_is_that_of_the_nearest_folder_that_is_there(tmp_path):
    seen = machine.disk(tmp_path / "made" / "at" / "start")
    assert isinstance(seen, SpaceSeen)
    assert (seen.free_bytes > 0, seen.read_only, seen.writable) == (True, False, True)


def test_a_folder_that_may_not_be_looked_into_is_unseen(monkeypatch):
    def closed(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "statvfs", closed)
    assert machine.disk(Path("/var")) == SpaceUnseen("Permission denied")


def test_the_bundled_fonts_are_whole():
    assert machine.fonts() == FontsSeen(tuple(file.name for file in font_files()))


def test_fonts_that_are_missing_or_damaged_are_named(tmp_path):
    whole, half, flipped, missing = (tmp_path / name for name in ("w", "h", "f", "m"))
    data = font_files()[0].read_bytes()
    shutil.copy(font_files()[0], whole)
    half.write_bytes(data[: len(data) // 2])
    flipped.write_bytes(data[:3000] + bytes(8) + data[3008:])
    seen = machine.fonts_in((whole, half, flipped, missing))
    assert seen == FontsSeen(("w",), missing=("m",), damaged=("h", "f"))


@pytest.mark.parametrize(
    ("answer", "kept"), [(0, True), (1, True), (4, True), (5, False), (-1, None)]
)
def test_the_kernel_says_whether_a_service_keeps_its_clock(monkeypatch, answer, kept):
    library = SimpleNamespace(adjtimex=lambda timex: answer)
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library)
    assert machine.clock(NOW) == ClockSeen(NOW, kept)


def test_a_system_whose_kernel_cannot_be_asked_says_so(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda name: SimpleNamespace())
    assert machine.clock(NOW) == ClockSeen(NOW, None)


def test_the_real_kernel_answers_and_its_clock_is_left_alone():
    before = SystemClock().now()
    assert machine.clock(NOW).kept is not None
    assert SystemClock().now() - before < timedelta(seconds=5)


def test_the_configuration_is_judged_but_for_the_token_of_kiosk_sync(tmp_path):
    file, key = tmp_path / "kiosk.toml", tmp_path / "caisse.pem"
    key.write_bytes(CAISSE_KEY_PEM)
    sync = f'socket = "{tmp_path}/s"\ncentral_url = "https://central.example"\n'
    sync += f'caisse_key_file = "{key}"\n'
    file.write_text(f"[kiosk]\n[sync]\n{sync}device_token_file = '/nobody/may/read'\n")
    seen = machine.configuration(file, {})
    assert (seen.mistakes, seen.without_sync) == ((), False)
    assert seen.settings is not None
    file.write_text('[kiosk]\nprinter = "a b"\n')
    seen = machine.configuration(file, {})
    assert (len(seen.mistakes), seen.settings, seen.without_sync) == (1, None, True)
    assert DEVICE_TOKEN not in str(seen)


@pytest.fixture
def receipt_printer(tmp_path):
    emulator = ReceiptEmulator(tmp_path / "lp0", lambda _: None, SystemClock())
    yield emulator
    emulator.close()


def test_a_receipt_printer_is_asked_and_sent_nothing_to_print(tmp_path, receipt_printer):
    device = tmp_path / "lp0"
    assert receipts.look(device) == Well()
    receipt_printer.set_fault("cover_open")
    assert receipts.look(device) == Stopped(StopCause.COVER_OPEN)
    receipt_printer.set_fault("garbled")
    assert receipts.look(device) is UnknownStatus.GARBLED
    assert not receipt_printer.under_way


def test_a_receipt_printer_that_prints_is_left_alone(tmp_path, receipt_printer):
    device = tmp_path / "lp0"
    with DeviceFile(device, SystemClock(), 0):
        assert receipts.look(device, free_within_s=0.01) == InUse()
    assert receipts.look(device) == Well()


def test_no_receipt_printer_and_one_that_this_account_may_not_open(tmp_path, monkeypatch):
    assert receipts.look(tmp_path / "lp0") == NoSuchDevice()
    closed = tmp_path / "closed"
    closed.touch(mode=0)

    def refused(*_: object) -> int:
        raise PermissionError(EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refused)
    assert receipts.look(closed) == NotAllowed()
