"""Everything that probes can bring back, each with the finding it must give."""

from datetime import UTC, datetime
from pathlib import Path

from kiosk.config.settings import KioskSettings
from kiosk.doctor import devices, machine, network
from kiosk.doctor.finding import Code, Finding, Part
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
from kiosk.gateway.asking import Absent, Forbidden, Nonsense, Silent
from kiosk.gateway.status import Answers, GatewayStatus
from kiosk.hardware.cups.states import Certificate, Concern, PrinterState, PrinterView
from kiosk.hardware.escpos.status import Cause, Stopped, Unknown, Well

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
FILE = Path("/etc/borne/kiosk.toml")
SETTINGS = KioskSettings()
MB = 1_000_000

CONFIGURATIONS: tuple[tuple[ConfigurationSeen, Code], ...] = (
    (ConfigurationSeen(FILE, SETTINGS), Code.CONFIGURATION_RIGHT),
    (ConfigurationSeen(None, SETTINGS), Code.CONFIGURATION_DEFAULTS),
    (ConfigurationSeen(None, SETTINGS, without_sync=True), Code.CONFIGURATION_DEFAULTS),
    (ConfigurationSeen(FILE, SETTINGS, without_sync=True), Code.CONFIGURATION_WITHOUT_SYNC),
    (ConfigurationSeen(FILE, None, ("a", "b")), Code.CONFIGURATION_MISTAKEN),
    (ConfigurationSeen(FILE, SETTINGS, ("[sync] x",)), Code.CONFIGURATION_MISTAKEN),
    (ConfigurationSeen(None, None, ("BORNE_KIOSK_X",)), Code.CONFIGURATION_MISTAKEN),
)
READERS: tuple[tuple[ReaderSeen, Code], ...] = (
    (ReaderThere("Virtual PCD 00 00", card=False), Code.READER_READY),
    (ReaderThere("Virtual PCD 00 00", card=True), Code.READER_HOLDS_CARD),
    (NoSuchReader(()), Code.READER_ABSENT),
    (NoSuchReader(("Another 00 00",)), Code.READER_OTHER),
    (ReaderFailing("80100001"), Code.READER_FAILING),
    (ReaderSilent("Virtual PCD 00 00"), Code.READER_UNAVAILABLE),
    (ReaderRefused(), Code.READER_REFUSED),
    (ServiceAway(), Code.READER_NO_SERVICE),
    (LibraryMissing(), Code.READER_NO_LIBRARY),
    (NotAllowed(), Code.READER_NOT_ALLOWED),
)
VIRTUAL_BESIDE = ReaderThere("Gemalto 00 00", card=False, virtual=("Virtual PCD 00 00",))
STOPPED, BUSY = PrinterState.STOPPED, PrinterState.PROCESSING
OUT, JAM = PaperTrouble.PAPER_OUT, PaperTrouble.PAPER_JAM
PRINTERS: tuple[tuple[PrinterSeen, Code], ...] = (
    (PrinterView(), Code.PRINTER_READY),
    (PrinterView(state=BUSY), Code.PRINTER_READY),
    (PrinterView(concerns=frozenset({Concern.PAPER_LOW})), Code.PRINTER_PAPER_LOW),
    (PrinterView(concerns=frozenset({Concern.TONER_LOW})), Code.PRINTER_TONER_LOW),
    (PrinterView(concerns=frozenset({Concern.WASTE_NEARLY_FULL})), Code.PRINTER_WASTE_NEARLY_FULL),
    (
        PrinterView(concerns=frozenset({Concern.OUTPUT_NEARLY_FULL})),
        Code.PRINTER_OUTPUT_NEARLY_FULL,
    ),
    (PrinterView(concerns=frozenset({Concern.OTHER})), Code.PRINTER_OTHER_CONCERN),
    (PrinterView(state=BUSY, troubles=(OUT,)), Code.PRINTER_PAPER_OUT),
    (PrinterView(state=STOPPED, troubles=(OUT,)), Code.PRINTER_PAPER_OUT),
    (PrinterView(state=BUSY, troubles=(JAM, OUT)), Code.PRINTER_PAPER_JAM),
    (PrinterView(state=BUSY, troubles=(PaperTrouble.COVER_OPEN,)), Code.PRINTER_COVER_OPEN),
    (PrinterView(state=BUSY, troubles=(PaperTrouble.TRAY_MISSING,)), Code.PRINTER_TRAY_MISSING),
    (PrinterView(state=BUSY, troubles=(PaperTrouble.OUTPUT_FULL,)), Code.PRINTER_OUTPUT_FULL),
    (PrinterView(state=BUSY, troubles=(PaperTrouble.TONER_EMPTY,)), Code.PRINTER_TONER_EMPTY),
    (PrinterView(state=BUSY, troubles=(PaperTrouble.OFFLINE,)), Code.PRINTER_OFFLINE),
    (PrinterView(state=BUSY, troubles=(PaperTrouble.OTHER,)), Code.PRINTER_OTHER_TROUBLE),
    (
        PrinterView(state=BUSY, troubles=(PaperTrouble.SERVICE_ABSENT,)),
        Code.PRINTER_NO_SERVICE,
    ),
    (PrinterView(state=STOPPED), Code.PRINTER_STOPPED),
    (PrinterView(state=STOPPED, troubles=(PaperTrouble.OTHER,)), Code.PRINTER_STOPPED),
    (PrinterView(accepting=False), Code.PRINTER_NOT_ACCEPTING),
    (PrinterView(troubles=(OUT,)), Code.PRINTER_REMEMBERS),
    (PrinterView(troubles=(OUT,), warnings=frozenset({OUT})), Code.PRINTER_WARNS),
    (PrinterView(troubles=(OUT,), reports=frozenset({OUT})), Code.PRINTER_WARNS),
    (PrinterView(certificate=Certificate.EXPIRED), Code.PRINTER_CERTIFICATE_EXPIRED),
    (
        PrinterView(state=STOPPED, troubles=(JAM,), certificate=Certificate.CHANGED),
        Code.PRINTER_CERTIFICATE_CHANGED,
    ),
    (PrinterView(certificate=Certificate.UNKNOWN), Code.PRINTER_CERTIFICATE_UNKNOWN),
    (PrinterView(troubles=(JAM,), raw=True), Code.PRINTER_RAW_QUEUE),
    (PrinterView(state=PrinterState.UNKNOWN), Code.PRINTER_SAYS_NOTHING),
    (NoSuchQueue(), Code.PRINTER_NO_QUEUE),
    (ServiceAway(), Code.PRINTER_NO_SERVICE),
    (ServiceHung(), Code.PRINTER_SERVICE_HUNG),
    (LibraryMissing(), Code.PRINTER_NO_LIBRARY),
    (NotAllowed(), Code.PRINTER_NOT_ALLOWED),
)
GATEWAYS: tuple[tuple[GatewayStatus, Code, Code], ...] = (
    (Answers(Link.ONLINE), Code.GATEWAY_ANSWERS, Code.CENTRAL_REACHED),
    (Answers(Link.DEGRADED), Code.GATEWAY_ANSWERS, Code.CENTRAL_DEGRADED),
    (Answers(Link.OFFLINE), Code.GATEWAY_ANSWERS, Code.CENTRAL_AWAY),
    (Answers(Link.CLOCK_WRONG), Code.GATEWAY_ANSWERS, Code.CENTRAL_BEHIND_CLOCK),
    (Answers(Link.UNKNOWN), Code.GATEWAY_ANSWERS, Code.CENTRAL_NOT_ASKED_YET),
    (Absent(), Code.GATEWAY_ABSENT, Code.CENTRAL_UNSEEN),
    (Forbidden(), Code.GATEWAY_NOT_ALLOWED, Code.CENTRAL_UNSEEN),
    (Silent(), Code.GATEWAY_SILENT, Code.CENTRAL_UNSEEN),
    (Nonsense(), Code.GATEWAY_NONSENSE, Code.CENTRAL_UNSEEN),
)
YOUNG = datetime(2001, 1, 1, tzinfo=UTC)
CLOCKS: tuple[tuple[ClockSeen, GatewayStatus | None, Code], ...] = (
    (ClockSeen(NOW, kept=True), Answers(Link.ONLINE), Code.CLOCK_AGREES),
    (ClockSeen(NOW, kept=None), Answers(Link.ONLINE), Code.CLOCK_AGREES),
    (ClockSeen(NOW, kept=True), Answers(Link.DEGRADED), Code.CLOCK_KEPT),
    (ClockSeen(NOW, kept=True), None, Code.CLOCK_KEPT),
    (ClockSeen(NOW, kept=False), Answers(Link.ONLINE), Code.CLOCK_UNKEPT),
    (ClockSeen(NOW, kept=False), Absent(), Code.CLOCK_UNKEPT),
    (ClockSeen(NOW, kept=True), Answers(Link.CLOCK_WRONG), Code.CLOCK_DIFFERS),
    (ClockSeen(NOW, kept=False), Answers(Link.CLOCK_WRONG), Code.CLOCK_DIFFERS),
    (ClockSeen(YOUNG, kept=True), Answers(Link.CLOCK_WRONG), Code.CLOCK_BEFORE_SOFTWARE),
    (ClockSeen(NOW, kept=None), Answers(Link.OFFLINE), Code.CLOCK_UNKNOWN),
    (ClockSeen(NOW, kept=None), None, Code.CLOCK_UNKNOWN),
)


def space(
    free_mb: float, *, inodes: int | None = 10, read_only: bool = False, writable: bool = True
) -> SpaceSeen:
    return SpaceSeen(int(free_mb * MB), inodes, read_only, writable)


DISKS: tuple[tuple[Part, DiskSeen, Code], ...] = (
    (Part.SPOOL, space(9_000), Code.DISK_ROOMY),
    (Part.SPOOL, space(120), Code.DISK_ROOMY),
    (Part.SPOOL, space(119.9), Code.DISK_LOW),
    (Part.SPOOL, space(39.9), Code.DISK_FULL),
    (Part.SPOOL, space(9_000, inodes=0), Code.DISK_FULL),
    (Part.SPOOL, space(9_000, inodes=None), Code.DISK_ROOMY),
    (Part.SPOOL, space(9_000, writable=False), Code.DISK_ROOMY),
    (Part.LOGS, space(499), Code.DISK_LOW),
    (Part.LOGS, space(9_000, read_only=True, writable=False), Code.DISK_READ_ONLY),
    (Part.RUNTIME, space(11), Code.DISK_ROOMY),
    (Part.PAPER, space(9_000, writable=False), Code.DISK_NOT_WRITABLE),
    (Part.LOGS, SpaceUnseen("Permission denied"), Code.DISK_UNSEEN),
)
FONTS: tuple[tuple[FontsSeen, Code], ...] = (
    (FontsSeen(("a.ttf", "b.ttf")), Code.FONTS_LOADED),
    (FontsSeen(("a.ttf",), missing=("b.ttf",)), Code.FONTS_MISSING),
    (FontsSeen(("a.ttf",), damaged=("b.ttf",)), Code.FONTS_DAMAGED),
    (FontsSeen((), missing=("a.ttf",), damaged=("b.ttf",)), Code.FONTS_MISSING),
)
RECEIPTS: tuple[tuple[ReceiptsSeen, Code], ...] = (
    (Well(), Code.RECEIPTS_READY),
    (Well(low=True), Code.RECEIPTS_PAPER_LOW),
    (Stopped(Cause.PAPER_OUT), Code.RECEIPTS_PAPER_OUT),
    (Stopped(Cause.COVER_OPEN), Code.RECEIPTS_COVER_OPEN),
    (Stopped(Cause.CUTTER), Code.RECEIPTS_CUTTER),
    (Stopped(Cause.ERROR), Code.RECEIPTS_ERROR),
    (Stopped(Cause.OFFLINE), Code.RECEIPTS_OFFLINE),
    (Stopped(Cause.ABSENT), Code.RECEIPTS_ABSENT),
    (Unknown.SILENT, Code.RECEIPTS_SILENT),
    (Unknown.GARBLED, Code.RECEIPTS_GARBLED),
    (NoSuchDevice(), Code.RECEIPTS_ABSENT),
    (NotAllowed(), Code.RECEIPTS_NOT_ALLOWED),
    (InUse(), Code.RECEIPTS_IN_USE),
)
BY_THE_REPORT = (
    Finding(Part.READER, Code.NOT_FITTED),
    Finding(Part.SPEAKER, Code.SPEAKER_SWITCHED_OFF),
    Finding(Part.READER, Code.READER_SERVICE_HUNG),
    Finding(Part.CENTRAL, Code.AFTER_CONFIGURATION),
    Finding(Part.FONTS, Code.CHECK_LATE),
    Finding(Part.FONTS, Code.CHECK_BROKEN, {"kind": "ValueError"}),
)
"""Given without a probe: tests/doctor/test_report.py shows when."""


def findings() -> tuple[Finding, ...]:
    """Every finding there can be, with the gaps it comes with."""
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
