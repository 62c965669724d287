"""Everything that probes can bring back, each with the finding it must give."""

from datetime import UTC, datetime
from pathlib import Path

from kiosk.config.settings import KioskSettings
from kiosk.doctor import devices, machine, network
from kiosk.doctor.finding import Finding, FindingCode, Part
from kiosk.doctor.receipts import receipts
from kiosk.doctor.seen import (
    ClockSeen,
    ConfigurationSeen,
    DiskSeen,
    FontsSeen,
    InUse,
    LibraryMissing,
    NoSuchDevice,
    NoSuchQueue,
    NoSuchReader,
    NotAllowed,
    PrinterSeen,
    ReaderFailing,
    ReaderRefused,
    ReaderSeen,
    ReaderSilent,
    ReaderThere,
    ReceiptsSeen,
    ServiceAway,
    ServiceHung,
    SpaceSeen,
    SpaceUnseen,
)
from kiosk.domain.faults import Link
from kiosk.domain.paper import PaperTrouble
from kiosk.gateway.query import Absent, Forbidden, Nonsense, Silent
from kiosk.gateway.status import Answers, GatewayStatus
from kiosk.hardware.cups.states import Certificate, Concern, PrinterState, PrinterView
from kiosk.hardware.escpos.status import StopCause, Stopped, UnknownStatus, Well

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
FILE = Path("/etc/borne/kiosk.toml")
SETTINGS = KioskSettings()
MB = 1_000_000

CONFIGURATIONS: tuple[tuple[ConfigurationSeen, FindingCode], ...] = (
    (ConfigurationSeen(FILE, SETTINGS), FindingCode.CONFIGURATION_RIGHT),
    (ConfigurationSeen(None, SETTINGS), FindingCode.CONFIGURATION_DEFAULTS),
    (ConfigurationSeen(None, SETTINGS, without_sync=True), FindingCode.CONFIGURATION_DEFAULTS),
    (ConfigurationSeen(FILE, SETTINGS, without_sync=True), FindingCode.CONFIGURATION_WITHOUT_SYNC),
    (ConfigurationSeen(FILE, None, ("a", "b")), FindingCode.CONFIGURATION_MISTAKEN),
    (ConfigurationSeen(FILE, SETTINGS, ("[sync] x",)), FindingCode.CONFIGURATION_MISTAKEN),
    (ConfigurationSeen(None, None, ("BORNE_KIOSK_X",)), FindingCode.CONFIGURATION_MISTAKEN),
)
READERS: tuple[tuple[ReaderSeen, FindingCode], ...] = (
    (ReaderThere("Virtual PCD 00 00", card=False), FindingCode.READER_READY),
    (ReaderThere("Virtual PCD 00 00", card=True), FindingCode.READER_HOLDS_CARD),
    (NoSuchReader(()), FindingCode.READER_ABSENT),
    (NoSuchReader(("Another 00 00",)), FindingCode.READER_OTHER),
    (ReaderFailing("80100001"), FindingCode.READER_FAILING),
    (ReaderSilent("Virtual PCD 00 00"), FindingCode.READER_UNAVAILABLE),
    (ReaderRefused(), FindingCode.READER_REFUSED),
    (ServiceAway(), FindingCode.READER_NO_SERVICE),
    (LibraryMissing(), FindingCode.READER_NO_LIBRARY),
    (NotAllowed(), FindingCode.READER_NOT_ALLOWED),
)
VIRTUAL_BESIDE = ReaderThere("Gemalto 00 00", card=False, virtual=("Virtual PCD 00 00",))
STOPPED, BUSY = PrinterState.STOPPED, PrinterState.PROCESSING
OUT, JAM = PaperTrouble.PAPER_OUT, PaperTrouble.PAPER_JAM
PRINTERS: tuple[tuple[PrinterSeen, FindingCode], ...] = (
    (PrinterView(), FindingCode.PRINTER_READY),
    (PrinterView(state=BUSY), FindingCode.PRINTER_READY),
    (PrinterView(concerns=frozenset({Concern.PAPER_LOW})), FindingCode.PRINTER_PAPER_LOW),
    (PrinterView(concerns=frozenset({Concern.TONER_LOW})), FindingCode.PRINTER_TONER_LOW),
    (
        PrinterView(concerns=frozenset({Concern.WASTE_NEARLY_FULL})),
        FindingCode.PRINTER_WASTE_NEARLY_FULL,
    ),
    (
        PrinterView(concerns=frozenset({Concern.OUTPUT_NEARLY_FULL})),
        FindingCode.PRINTER_OUTPUT_NEARLY_FULL,
    ),
    (PrinterView(concerns=frozenset({Concern.OTHER})), FindingCode.PRINTER_OTHER_CONCERN),
    (PrinterView(state=BUSY, troubles=(OUT,)), FindingCode.PRINTER_PAPER_OUT),
    (PrinterView(state=STOPPED, troubles=(OUT,)), FindingCode.PRINTER_PAPER_OUT),
    (PrinterView(state=BUSY, troubles=(JAM, OUT)), FindingCode.PRINTER_PAPER_JAM),
    (PrinterView(state=BUSY, troubles=(PaperTrouble.COVER_OPEN,)), FindingCode.PRINTER_COVER_OPEN),
    (
        PrinterView(state=BUSY, troubles=(PaperTrouble.TRAY_MISSING,)),
        FindingCode.PRINTER_TRAY_MISSING,
    ),
    (
        PrinterView(state=BUSY, troubles=(PaperTrouble.OUTPUT_FULL,)),
        FindingCode.PRINTER_OUTPUT_FULL,
    ),
    (
        PrinterView(state=BUSY, troubles=(PaperTrouble.TONER_EMPTY,)),
        FindingCode.PRINTER_TONER_EMPTY,
    ),
    (PrinterView(state=BUSY, troubles=(PaperTrouble.OFFLINE,)), FindingCode.PRINTER_OFFLINE),
    (PrinterView(state=BUSY, troubles=(PaperTrouble.OTHER,)), FindingCode.PRINTER_OTHER_TROUBLE),
    (
        PrinterView(state=BUSY, troubles=(PaperTrouble.SERVICE_ABSENT,)),
        FindingCode.PRINTER_NO_SERVICE,
    ),
    (PrinterView(state=STOPPED), FindingCode.PRINTER_STOPPED),
    (PrinterView(state=STOPPED, troubles=(PaperTrouble.OTHER,)), FindingCode.PRINTER_STOPPED),
    (PrinterView(accepting=False), FindingCode.PRINTER_NOT_ACCEPTING),
    (PrinterView(troubles=(OUT,)), FindingCode.PRINTER_REMEMBERS),
    (PrinterView(troubles=(OUT,), warnings=frozenset({OUT})), FindingCode.PRINTER_WARNS),
    (PrinterView(troubles=(OUT,), reports=frozenset({OUT})), FindingCode.PRINTER_WARNS),
    (PrinterView(certificate=Certificate.EXPIRED), FindingCode.PRINTER_CERTIFICATE_EXPIRED),
    (
        PrinterView(state=STOPPED, troubles=(JAM,), certificate=Certificate.CHANGED),
        FindingCode.PRINTER_CERTIFICATE_CHANGED,
    ),
    (PrinterView(certificate=Certificate.UNKNOWN), FindingCode.PRINTER_CERTIFICATE_UNKNOWN),
    (PrinterView(troubles=(JAM,), raw=True), FindingCode.PRINTER_RAW_QUEUE),
    (PrinterView(state=PrinterState.UNKNOWN), FindingCode.PRINTER_SAYS_NOTHING),
    (NoSuchQueue(), FindingCode.PRINTER_NO_QUEUE),
    (ServiceAway(), FindingCode.PRINTER_NO_SERVICE),
    (ServiceHung(), FindingCode.PRINTER_SERVICE_HUNG),
    (LibraryMissing(), FindingCode.PRINTER_NO_LIBRARY),
    (NotAllowed(), FindingCode.PRINTER_NOT_ALLOWED),
)
GATEWAYS: tuple[tuple[GatewayStatus, FindingCode, FindingCode], ...] = (
    (Answers(Link.ONLINE), FindingCode.GATEWAY_ANSWERS, FindingCode.CENTRAL_REACHED),
    (Answers(Link.DEGRADED), FindingCode.GATEWAY_ANSWERS, FindingCode.CENTRAL_DEGRADED),
    (Answers(Link.OFFLINE), FindingCode.GATEWAY_ANSWERS, FindingCode.CENTRAL_AWAY),
    (Answers(Link.CLOCK_WRONG), FindingCode.GATEWAY_ANSWERS, FindingCode.CENTRAL_BEHIND_CLOCK),
    (Answers(Link.UNKNOWN), FindingCode.GATEWAY_ANSWERS, FindingCode.CENTRAL_NOT_ASKED_YET),
    (Absent(), FindingCode.GATEWAY_ABSENT, FindingCode.CENTRAL_UNSEEN),
    (Forbidden(), FindingCode.GATEWAY_NOT_ALLOWED, FindingCode.CENTRAL_UNSEEN),
    (Silent(), FindingCode.GATEWAY_SILENT, FindingCode.CENTRAL_UNSEEN),
    (Nonsense(), FindingCode.GATEWAY_NONSENSE, FindingCode.CENTRAL_UNSEEN),
)
YOUNG = datetime(2001, 1, 1, tzinfo=UTC)
CLOCKS: tuple[tuple[ClockSeen, GatewayStatus | None, FindingCode], ...] = (
    (ClockSeen(NOW, kept=True), Answers(Link.ONLINE), FindingCode.CLOCK_AGREES),
    (ClockSeen(NOW, kept=None), Answers(Link.ONLINE), FindingCode.CLOCK_AGREES),
    (ClockSeen(NOW, kept=True), Answers(Link.DEGRADED), FindingCode.CLOCK_KEPT),
    (ClockSeen(NOW, kept=True), None, FindingCode.CLOCK_KEPT),
    (ClockSeen(NOW, kept=False), Answers(Link.ONLINE), FindingCode.CLOCK_UNKEPT),
    (ClockSeen(NOW, kept=False), Absent(), FindingCode.CLOCK_UNKEPT),
    (ClockSeen(NOW, kept=True), Answers(Link.CLOCK_WRONG), FindingCode.CLOCK_DIFFERS),
    (ClockSeen(NOW, kept=False), Answers(Link.CLOCK_WRONG), FindingCode.CLOCK_DIFFERS),
    (ClockSeen(YOUNG, kept=True), Answers(Link.CLOCK_WRONG), FindingCode.CLOCK_BEFORE_SOFTWARE),
    (ClockSeen(NOW, kept=None), Answers(Link.OFFLINE), FindingCode.CLOCK_UNKNOWN),
    (ClockSeen(NOW, kept=None), None, FindingCode.CLOCK_UNKNOWN),
)


def space(
    free_mb: float, *, inodes: int | None = 10, read_only: bool = False, writable: bool = True
) -> SpaceSeen:
    return SpaceSeen(int(free_mb * MB), inodes, read_only, writable)


DISKS: tuple[tuple[Part, DiskSeen, FindingCode], ...] = (
    (Part.SPOOL, space(9_000), FindingCode.DISK_ROOMY),
    (Part.SPOOL, space(120), FindingCode.DISK_ROOMY),
    (Part.SPOOL, space(119.9), FindingCode.DISK_LOW),
    (Part.SPOOL, space(39.9), FindingCode.DISK_FULL),
    (Part.SPOOL, space(9_000, inodes=0), FindingCode.DISK_FULL),
    (Part.SPOOL, space(9_000, inodes=None), FindingCode.DISK_ROOMY),
    (Part.SPOOL, space(9_000, writable=False), FindingCode.DISK_ROOMY),
    (Part.LOGS, space(499), FindingCode.DISK_LOW),
    (Part.LOGS, space(9_000, read_only=True, writable=False), FindingCode.DISK_READ_ONLY),
    (Part.RUNTIME, space(11), FindingCode.DISK_ROOMY),
    (Part.PAPER, space(9_000, writable=False), FindingCode.DISK_NOT_WRITABLE),
    (Part.LOGS, SpaceUnseen("Permission denied"), FindingCode.DISK_UNSEEN),
)
FONTS: tuple[tuple[FontsSeen, FindingCode], ...] = (
    (FontsSeen(("a.ttf", "b.ttf")), FindingCode.FONTS_LOADED),
    (FontsSeen(("a.ttf",), missing=("b.ttf",)), FindingCode.FONTS_MISSING),
    (FontsSeen(("a.ttf",), damaged=("b.ttf",)), FindingCode.FONTS_DAMAGED),
    (FontsSeen((), missing=("a.ttf",), damaged=("b.ttf",)), FindingCode.FONTS_MISSING),
)
RECEIPTS: tuple[tuple[ReceiptsSeen, FindingCode], ...] = (
    (Well(), FindingCode.RECEIPTS_READY),
    (Well(low=True), FindingCode.RECEIPTS_PAPER_LOW),
    (Stopped(StopCause.PAPER_OUT), FindingCode.RECEIPTS_PAPER_OUT),
    (Stopped(StopCause.COVER_OPEN), FindingCode.RECEIPTS_COVER_OPEN),
    (Stopped(StopCause.CUTTER), FindingCode.RECEIPTS_CUTTER),
    (Stopped(StopCause.ERROR), FindingCode.RECEIPTS_ERROR),
    (Stopped(StopCause.OFFLINE), FindingCode.RECEIPTS_OFFLINE),
    (Stopped(StopCause.ABSENT), FindingCode.RECEIPTS_ABSENT),
    (UnknownStatus.SILENT, FindingCode.RECEIPTS_SILENT),
    (UnknownStatus.GARBLED, FindingCode.RECEIPTS_GARBLED),
    (NoSuchDevice(), FindingCode.RECEIPTS_ABSENT),
    (NotAllowed(), FindingCode.RECEIPTS_NOT_ALLOWED),
    (InUse(), FindingCode.RECEIPTS_IN_USE),
)
BY_THE_REPORT = (
    Finding(Part.READER, FindingCode.NOT_FITTED),
    Finding(Part.SPEAKER, FindingCode.SPEAKER_SWITCHED_OFF),
    Finding(Part.READER, FindingCode.READER_SERVICE_HUNG),
    Finding(Part.CENTRAL, FindingCode.AFTER_CONFIGURATION),
    Finding(Part.FONTS, FindingCode.CHECK_LATE),
    Finding(Part.FONTS, FindingCode.CHECK_BROKEN, {"kind": "ValueError"}),
)
"""Given without a probe: tests/doctor/test_report.py shows when."""


def findings() -> tuple[Finding, ...]:
    """Every finding there can be, with the arguments it comes with."""
    return (
        *(machine.configuration(seen) for seen, _ in CONFIGURATIONS),
        *(devices.reader(seen, "VPCD") for seen, _ in READERS),
        devices.reader(VIRTUAL_BESIDE, "", production=True),
        *(each for seen, _ in PRINTERS for each in devices.printer(seen, "borne")),
        *(receipts(seen, "/dev/borne-receipt") for seen, _ in RECEIPTS),
        *(devices.speaker(there, "default") for there in (True, False)),
        *(network.gateway(seen, "/run/s") for seen, _, _ in GATEWAYS),
        *(network.central(seen) for seen, _, _ in GATEWAYS),
        *(network.clock(seen, sync) for seen, sync, _ in CLOCKS),
        *(machine.disk(part, Path("/var"), seen) for part, seen, _ in DISKS),
        *(machine.fonts(seen) for seen, _ in FONTS),
        *BY_THE_REPORT,
    )
