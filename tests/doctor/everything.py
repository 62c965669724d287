"""Everything that probes can bring back, each with the finding it must give."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kiosk.config.settings import KioskSettings
from kiosk.doctor import devices, machine, network
from kiosk.doctor.installation import installation
from kiosk.doctor.probes.installation import UNITS, InstallationSeen
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
from wire.health import HealthCheck, HealthCode, Part, check_of

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
FILE = Path("/etc/borne/kiosk.toml")
SETTINGS = KioskSettings()
MB = 1_000_000

CONFIGURATIONS: tuple[tuple[ConfigurationSeen, HealthCode], ...] = (
    (ConfigurationSeen(FILE, SETTINGS), HealthCode.CONFIGURATION_RIGHT),
    (ConfigurationSeen(None, SETTINGS), HealthCode.CONFIGURATION_DEFAULTS),
    (ConfigurationSeen(None, SETTINGS, without_sync=True), HealthCode.CONFIGURATION_DEFAULTS),
    (ConfigurationSeen(FILE, SETTINGS, without_sync=True), HealthCode.CONFIGURATION_WITHOUT_SYNC),
    (ConfigurationSeen(FILE, None, ("a", "b")), HealthCode.CONFIGURATION_MISTAKEN),
    (ConfigurationSeen(FILE, SETTINGS, ("[sync] x",)), HealthCode.CONFIGURATION_MISTAKEN),
    (ConfigurationSeen(None, None, ("BORNE_KIOSK_X",)), HealthCode.CONFIGURATION_MISTAKEN),
)
READERS: tuple[tuple[ReaderSeen, HealthCode], ...] = (
    (ReaderThere("Virtual PCD 00 00", card=False), HealthCode.READER_READY),
    (ReaderThere("Virtual PCD 00 00", card=True), HealthCode.READER_HOLDS_CARD),
    (NoSuchReader(()), HealthCode.READER_ABSENT),
    (NoSuchReader(("Another 00 00",)), HealthCode.READER_OTHER),
    (ReaderFailing("80100001"), HealthCode.READER_FAILING),
    (ReaderSilent("Virtual PCD 00 00"), HealthCode.READER_UNAVAILABLE),
    (ReaderRefused(), HealthCode.READER_REFUSED),
    (ServiceAway(), HealthCode.READER_NO_SERVICE),
    (LibraryMissing(), HealthCode.READER_NO_LIBRARY),
    (NotAllowed(), HealthCode.READER_NOT_ALLOWED),
)
VIRTUAL_BESIDE = ReaderThere("Gemalto 00 00", card=False, virtual=("Virtual PCD 00 00",))
STOPPED, BUSY = PrinterState.STOPPED, PrinterState.PROCESSING
OUT, JAM = PaperTrouble.PAPER_OUT, PaperTrouble.PAPER_JAM
PRINTERS: tuple[tuple[PrinterSeen, HealthCode], ...] = (
    (PrinterView(), HealthCode.PRINTER_READY),
    (PrinterView(state=BUSY), HealthCode.PRINTER_READY),
    (PrinterView(concerns=frozenset({Concern.PAPER_LOW})), HealthCode.PRINTER_PAPER_LOW),
    (PrinterView(concerns=frozenset({Concern.TONER_LOW})), HealthCode.PRINTER_TONER_LOW),
    (
        PrinterView(concerns=frozenset({Concern.WASTE_NEARLY_FULL})),
        HealthCode.PRINTER_WASTE_NEARLY_FULL,
    ),
    (
        PrinterView(concerns=frozenset({Concern.OUTPUT_NEARLY_FULL})),
        HealthCode.PRINTER_OUTPUT_NEARLY_FULL,
    ),
    (PrinterView(concerns=frozenset({Concern.OTHER})), HealthCode.PRINTER_OTHER_CONCERN),
    (PrinterView(state=BUSY, troubles=(OUT,)), HealthCode.PRINTER_PAPER_OUT),
    (PrinterView(state=STOPPED, troubles=(OUT,)), HealthCode.PRINTER_PAPER_OUT),
    (PrinterView(state=BUSY, troubles=(JAM, OUT)), HealthCode.PRINTER_PAPER_JAM),
    (PrinterView(state=BUSY, troubles=(PaperTrouble.COVER_OPEN,)), HealthCode.PRINTER_COVER_OPEN),
    (
        PrinterView(state=BUSY, troubles=(PaperTrouble.TRAY_MISSING,)),
        HealthCode.PRINTER_TRAY_MISSING,
    ),
    (
        PrinterView(state=BUSY, troubles=(PaperTrouble.OUTPUT_FULL,)),
        HealthCode.PRINTER_OUTPUT_FULL,
    ),
    (
        PrinterView(state=BUSY, troubles=(PaperTrouble.TONER_EMPTY,)),
        HealthCode.PRINTER_TONER_EMPTY,
    ),
    (PrinterView(state=BUSY, troubles=(PaperTrouble.OFFLINE,)), HealthCode.PRINTER_OFFLINE),
    (PrinterView(state=BUSY, troubles=(PaperTrouble.OTHER,)), HealthCode.PRINTER_OTHER_TROUBLE),
    (
        PrinterView(state=BUSY, troubles=(PaperTrouble.SERVICE_ABSENT,)),
        HealthCode.PRINTER_NO_SERVICE,
    ),
    (PrinterView(state=STOPPED), HealthCode.PRINTER_STOPPED),
    (PrinterView(state=STOPPED, troubles=(PaperTrouble.OTHER,)), HealthCode.PRINTER_STOPPED),
    (PrinterView(accepting=False), HealthCode.PRINTER_NOT_ACCEPTING),
    (PrinterView(troubles=(OUT,)), HealthCode.PRINTER_REMEMBERS),
    (PrinterView(troubles=(OUT,), warnings=frozenset({OUT})), HealthCode.PRINTER_WARNS),
    (PrinterView(troubles=(OUT,), reports=frozenset({OUT})), HealthCode.PRINTER_WARNS),
    (PrinterView(certificate=Certificate.EXPIRED), HealthCode.PRINTER_CERTIFICATE_EXPIRED),
    (
        PrinterView(state=STOPPED, troubles=(JAM,), certificate=Certificate.CHANGED),
        HealthCode.PRINTER_CERTIFICATE_CHANGED,
    ),
    (PrinterView(certificate=Certificate.UNKNOWN), HealthCode.PRINTER_CERTIFICATE_UNKNOWN),
    (PrinterView(troubles=(JAM,), raw=True), HealthCode.PRINTER_RAW_QUEUE),
    (PrinterView(state=PrinterState.UNKNOWN), HealthCode.PRINTER_SAYS_NOTHING),
    (NoSuchQueue(), HealthCode.PRINTER_NO_QUEUE),
    (ServiceAway(), HealthCode.PRINTER_NO_SERVICE),
    (ServiceHung(), HealthCode.PRINTER_SERVICE_HUNG),
    (LibraryMissing(), HealthCode.PRINTER_NO_LIBRARY),
    (NotAllowed(), HealthCode.PRINTER_NOT_ALLOWED),
)
GATEWAYS: tuple[tuple[GatewayStatus, HealthCode, HealthCode], ...] = (
    (Answers(Link.ONLINE), HealthCode.GATEWAY_ANSWERS, HealthCode.CENTRAL_REACHED),
    (Answers(Link.DEGRADED), HealthCode.GATEWAY_ANSWERS, HealthCode.CENTRAL_DEGRADED),
    (Answers(Link.OFFLINE), HealthCode.GATEWAY_ANSWERS, HealthCode.CENTRAL_AWAY),
    (Answers(Link.CLOCK_WRONG), HealthCode.GATEWAY_ANSWERS, HealthCode.CENTRAL_BEHIND_CLOCK),
    (Answers(Link.UNKNOWN), HealthCode.GATEWAY_ANSWERS, HealthCode.CENTRAL_NOT_ASKED_YET),
    (Absent(), HealthCode.GATEWAY_ABSENT, HealthCode.CENTRAL_UNSEEN),
    (Forbidden(), HealthCode.GATEWAY_NOT_ALLOWED, HealthCode.CENTRAL_UNSEEN),
    (Silent(), HealthCode.GATEWAY_SILENT, HealthCode.CENTRAL_UNSEEN),
    (Nonsense(), HealthCode.GATEWAY_NONSENSE, HealthCode.CENTRAL_UNSEEN),
)
YOUNG = datetime(2001, 1, 1, tzinfo=UTC)
CLOCKS: tuple[tuple[ClockSeen, GatewayStatus | None, HealthCode], ...] = (
    (ClockSeen(NOW, kept=True), Answers(Link.ONLINE), HealthCode.CLOCK_AGREES),
    (ClockSeen(NOW, kept=None), Answers(Link.ONLINE), HealthCode.CLOCK_AGREES),
    (ClockSeen(NOW, kept=True), Answers(Link.DEGRADED), HealthCode.CLOCK_KEPT),
    (ClockSeen(NOW, kept=True), None, HealthCode.CLOCK_KEPT),
    (ClockSeen(NOW, kept=False), Answers(Link.ONLINE), HealthCode.CLOCK_UNKEPT),
    (ClockSeen(NOW, kept=False), Absent(), HealthCode.CLOCK_UNKEPT),
    (ClockSeen(NOW, kept=True), Answers(Link.CLOCK_WRONG), HealthCode.CLOCK_DIFFERS),
    (ClockSeen(NOW, kept=False), Answers(Link.CLOCK_WRONG), HealthCode.CLOCK_DIFFERS),
    (ClockSeen(YOUNG, kept=True), Answers(Link.CLOCK_WRONG), HealthCode.CLOCK_BEFORE_SOFTWARE),
    (ClockSeen(NOW, kept=None), Answers(Link.OFFLINE), HealthCode.CLOCK_UNKNOWN),
    (ClockSeen(NOW, kept=None), None, HealthCode.CLOCK_UNKNOWN),
)


def space(
    free_mb: float, *, inodes: int | None = 10, read_only: bool = False, writable: bool = True
) -> SpaceSeen:
    return SpaceSeen(int(free_mb * MB), inodes, read_only, writable)


DISKS: tuple[tuple[Part, DiskSeen, HealthCode], ...] = (
    (Part.SPOOL, space(9_000), HealthCode.DISK_ROOMY),
    (Part.SPOOL, space(120), HealthCode.DISK_ROOMY),
    (Part.SPOOL, space(119.9), HealthCode.DISK_LOW),
    (Part.SPOOL, space(39.9), HealthCode.DISK_FULL),
    (Part.SPOOL, space(9_000, inodes=0), HealthCode.DISK_FULL),
    (Part.SPOOL, space(9_000, inodes=None), HealthCode.DISK_ROOMY),
    (Part.SPOOL, space(9_000, writable=False), HealthCode.DISK_ROOMY),
    (Part.LOGS, space(499), HealthCode.DISK_LOW),
    (Part.LOGS, space(9_000, read_only=True, writable=False), HealthCode.DISK_READ_ONLY),
    (Part.RUNTIME, space(11), HealthCode.DISK_ROOMY),
    (Part.PAPER, space(9_000, writable=False), HealthCode.DISK_NOT_WRITABLE),
    (Part.LOGS, SpaceUnseen("Permission denied"), HealthCode.DISK_UNSEEN),
)
FONTS: tuple[tuple[FontsSeen, HealthCode], ...] = (
    (FontsSeen(("a.ttf", "b.ttf")), HealthCode.FONTS_LOADED),
    (FontsSeen(("a.ttf",), missing=("b.ttf",)), HealthCode.FONTS_MISSING),
    (FontsSeen(("a.ttf",), damaged=("b.ttf",)), HealthCode.FONTS_DAMAGED),
    (FontsSeen((), missing=("a.ttf",), damaged=("b.ttf",)), HealthCode.FONTS_MISSING),
)
RECEIPTS: tuple[tuple[ReceiptsSeen, HealthCode], ...] = (
    (Well(), HealthCode.RECEIPTS_READY),
    (Well(low=True), HealthCode.RECEIPTS_PAPER_LOW),
    (Stopped(StopCause.PAPER_OUT), HealthCode.RECEIPTS_PAPER_OUT),
    (Stopped(StopCause.COVER_OPEN), HealthCode.RECEIPTS_COVER_OPEN),
    (Stopped(StopCause.CUTTER), HealthCode.RECEIPTS_CUTTER),
    (Stopped(StopCause.ERROR), HealthCode.RECEIPTS_ERROR),
    (Stopped(StopCause.OFFLINE), HealthCode.RECEIPTS_OFFLINE),
    (Stopped(StopCause.ABSENT), HealthCode.RECEIPTS_ABSENT),
    (UnknownStatus.SILENT, HealthCode.RECEIPTS_SILENT),
    (UnknownStatus.GARBLED, HealthCode.RECEIPTS_GARBLED),
    (NoSuchDevice(), HealthCode.RECEIPTS_ABSENT),
    (NotAllowed(), HealthCode.RECEIPTS_NOT_ALLOWED),
    (InUse(), HealthCode.RECEIPTS_IN_USE),
)
BY_THE_REPORT = (
    check_of(Part.READER, HealthCode.NOT_FITTED),
    check_of(Part.SPEAKER, HealthCode.SPEAKER_SWITCHED_OFF),
    check_of(Part.READER, HealthCode.READER_SERVICE_HUNG),
    check_of(Part.CENTRAL, HealthCode.AFTER_CONFIGURATION),
    check_of(Part.FONTS, HealthCode.CHECK_LATE),
    check_of(Part.FONTS, HealthCode.CHECK_BROKEN, {"kind": "ValueError"}),
)
"""Given without a probe: tests/doctor/test_report.py shows when."""


WATCHED = frozenset(
    code
    for code in HealthCode
    if code.partition(".")[0] in {"screen", "queue", "memory", "temperature"}
    or code.endswith((".stuck", ".lost", ".starting"))
)
"""Known to the processes alone, while they run."""


INSTALLED = InstallationSeen(
    unit_states=dict.fromkeys(UNITS, "enabled"),
    missing_accounts=(),
    card_socket_mode=0o660,
    has_virtual_reader=False,
    cups_command="/usr/sbin/cupsd -l -c /usr/share/borne/cups/cupsd.conf",
    has_display=True,
    has_staff_pepper=True,
    plain_swap=(),
)
"""As the package and who installs it make it."""
LACKS: tuple[tuple[Mapping[str, Any], HealthCode | None], ...] = (
    ({}, None),
    ({"unit_states": dict.fromkeys(UNITS, "disabled")}, HealthCode.UNITS_DISABLED),
    ({"unit_states": dict.fromkeys(UNITS, "masked")}, HealthCode.UNITS_DISABLED),
    ({"unit_states": dict.fromkeys(UNITS, "")}, HealthCode.UNITS_MISSING),
    ({"missing_accounts": ("kiosk-ui",)}, HealthCode.ACCOUNTS_MISSING),
    ({"card_socket_mode": 0o666}, HealthCode.CARD_ACCESS_WIDE),
    ({"card_socket_mode": None}, HealthCode.CARD_ACCESS_UNSEEN),
    ({"has_virtual_reader": True}, HealthCode.CARD_ACCESS_VIRTUAL),
    ({"cups_command": "/usr/sbin/cupsd -l"}, HealthCode.PRINT_SETTINGS_OTHERS),
    ({"cups_command": None}, HealthCode.PRINT_SETTINGS_UNSEEN),
    ({"has_display": False}, HealthCode.DISPLAY_ABSENT),
    ({"has_staff_pepper": False}, HealthCode.STAFF_PEPPER_MISSING),
    ({"has_staff_pepper": None}, HealthCode.STAFF_PEPPER_UNSEEN),
    ({"plain_swap": ("/dev/sda3",)}, HealthCode.SWAP_PLAIN),
    ({"plain_swap": None}, HealthCode.SWAP_UNSEEN),
)


def findings() -> tuple[HealthCheck, ...]:
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
        *(each for changed, _ in LACKS for each in installation(replace(INSTALLED, **changed))),
        *BY_THE_REPORT,
    )
