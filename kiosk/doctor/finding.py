"""What the doctor may find: a closed list, each with how serious it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self


class FindingState(StrEnum):
    """Not knowing is not the same as being well, nor is having no such part."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NOT_FITTED = "not_fitted"


class Part(StrEnum):
    """What is looked at, in the order in which it is told."""

    CONFIGURATION = "configuration"
    READER = "reader"
    PRINTER = "printer"
    RECEIPTS = "receipts"
    SPEAKER = "speaker"
    GATEWAY = "gateway"
    CENTRAL = "central"
    CLOCK = "clock"
    SPOOL = "spool"
    LOGS = "logs"
    RUNTIME = "runtime"
    PAPER = "paper"
    FONTS = "fonts"


class FindingCode(StrEnum):
    """Stable names of findings: never renamed, only added to. Each stands for one state."""

    state: FindingState

    def __new__(cls, word: str, state: FindingState) -> Self:
        code = str.__new__(cls, word)
        code._value_ = word
        code.state = state
        return code

    CONFIGURATION_RIGHT = "configuration.right", FindingState.OK
    CONFIGURATION_DEFAULTS = "configuration.defaults", FindingState.WARNING
    CONFIGURATION_WITHOUT_SYNC = "configuration.without_sync", FindingState.WARNING
    CONFIGURATION_MISTAKEN = "configuration.mistaken", FindingState.FAILED

    READER_READY = "reader.ready", FindingState.OK
    READER_HOLDS_CARD = "reader.holds_card", FindingState.OK
    READER_VIRTUAL = "reader.virtual", FindingState.FAILED
    READER_ABSENT = "reader.absent", FindingState.FAILED
    READER_OTHER = "reader.other", FindingState.FAILED
    READER_UNAVAILABLE = "reader.unavailable", FindingState.FAILED
    READER_REFUSED = "reader.refused", FindingState.FAILED
    READER_FAILING = "reader.failing", FindingState.FAILED
    READER_NO_SERVICE = "reader.no_service", FindingState.FAILED
    READER_SERVICE_HUNG = "reader.service_hung", FindingState.FAILED
    READER_NO_LIBRARY = "reader.no_library", FindingState.FAILED
    READER_NOT_ALLOWED = "reader.not_allowed", FindingState.UNKNOWN

    PRINTER_READY = "printer.ready", FindingState.OK
    PRINTER_PAPER_LOW = "printer.paper_low", FindingState.WARNING
    PRINTER_TONER_LOW = "printer.toner_low", FindingState.WARNING
    PRINTER_WASTE_NEARLY_FULL = "printer.waste_nearly_full", FindingState.WARNING
    PRINTER_OUTPUT_NEARLY_FULL = "printer.output_nearly_full", FindingState.WARNING
    PRINTER_OTHER_CONCERN = "printer.other_concern", FindingState.WARNING
    PRINTER_WARNS = "printer.warns", FindingState.WARNING
    PRINTER_PAPER_OUT = "printer.paper_out", FindingState.FAILED
    PRINTER_PAPER_JAM = "printer.paper_jam", FindingState.FAILED
    PRINTER_COVER_OPEN = "printer.cover_open", FindingState.FAILED
    PRINTER_TRAY_MISSING = "printer.tray_missing", FindingState.FAILED
    PRINTER_OUTPUT_FULL = "printer.output_full", FindingState.FAILED
    PRINTER_TONER_EMPTY = "printer.toner_empty", FindingState.FAILED
    PRINTER_OFFLINE = "printer.offline", FindingState.FAILED
    PRINTER_OTHER_TROUBLE = "printer.other_trouble", FindingState.FAILED
    PRINTER_CERTIFICATE_EXPIRED = "printer.certificate_expired", FindingState.FAILED
    PRINTER_CERTIFICATE_CHANGED = "printer.certificate_changed", FindingState.FAILED
    PRINTER_CERTIFICATE_UNKNOWN = "printer.certificate_unknown", FindingState.FAILED
    PRINTER_RAW_QUEUE = "printer.raw_queue", FindingState.FAILED
    PRINTER_STOPPED = "printer.stopped", FindingState.FAILED
    PRINTER_NOT_ACCEPTING = "printer.not_accepting", FindingState.FAILED
    PRINTER_NO_QUEUE = "printer.no_queue", FindingState.FAILED
    PRINTER_NO_SERVICE = "printer.no_service", FindingState.FAILED
    PRINTER_SERVICE_HUNG = "printer.service_hung", FindingState.FAILED
    PRINTER_NO_LIBRARY = "printer.no_library", FindingState.FAILED
    PRINTER_NOT_ALLOWED = "printer.not_allowed", FindingState.UNKNOWN
    PRINTER_REMEMBERS = "printer.remembers", FindingState.UNKNOWN
    PRINTER_SAYS_NOTHING = "printer.says_nothing", FindingState.UNKNOWN

    RECEIPTS_READY = "receipts.ready", FindingState.OK
    RECEIPTS_PAPER_LOW = "receipts.paper_low", FindingState.WARNING
    RECEIPTS_PAPER_OUT = "receipts.paper_out", FindingState.FAILED
    RECEIPTS_COVER_OPEN = "receipts.cover_open", FindingState.FAILED
    RECEIPTS_CUTTER = "receipts.cutter", FindingState.FAILED
    RECEIPTS_ERROR = "receipts.error", FindingState.FAILED
    RECEIPTS_OFFLINE = "receipts.offline", FindingState.FAILED
    RECEIPTS_ABSENT = "receipts.absent", FindingState.FAILED
    RECEIPTS_SILENT = "receipts.silent", FindingState.UNKNOWN
    RECEIPTS_GARBLED = "receipts.garbled", FindingState.UNKNOWN
    RECEIPTS_IN_USE = "receipts.in_use", FindingState.UNKNOWN
    RECEIPTS_NOT_ALLOWED = "receipts.not_allowed", FindingState.UNKNOWN

    SPEAKER_THERE = "speaker.there", FindingState.OK
    SPEAKER_ABSENT = "speaker.absent", FindingState.NOT_FITTED
    SPEAKER_SWITCHED_OFF = "speaker.switched_off", FindingState.NOT_FITTED

    GATEWAY_ANSWERS = "gateway.answers", FindingState.OK
    GATEWAY_ABSENT = "gateway.absent", FindingState.FAILED
    GATEWAY_SILENT = "gateway.silent", FindingState.FAILED
    GATEWAY_NONSENSE = "gateway.nonsense", FindingState.FAILED
    GATEWAY_NOT_ALLOWED = "gateway.not_allowed", FindingState.UNKNOWN

    CENTRAL_REACHED = "central.reached", FindingState.OK
    CENTRAL_DEGRADED = "central.degraded", FindingState.WARNING
    CENTRAL_AWAY = "central.away", FindingState.FAILED
    CENTRAL_NOT_ASKED_YET = "central.not_asked_yet", FindingState.UNKNOWN
    CENTRAL_BEHIND_CLOCK = "central.behind_clock", FindingState.UNKNOWN
    CENTRAL_UNSEEN = "central.unseen", FindingState.UNKNOWN

    CLOCK_AGREES = "clock.agrees", FindingState.OK
    CLOCK_KEPT = "clock.kept", FindingState.OK
    CLOCK_UNKEPT = "clock.unkept", FindingState.WARNING
    CLOCK_DIFFERS = "clock.differs", FindingState.FAILED
    CLOCK_BEFORE_SOFTWARE = "clock.before_software", FindingState.FAILED
    CLOCK_UNKNOWN = "clock.unknown", FindingState.UNKNOWN

    DISK_ROOMY = "disk.roomy", FindingState.OK
    DISK_LOW = "disk.low", FindingState.WARNING
    DISK_FULL = "disk.full", FindingState.FAILED
    DISK_READ_ONLY = "disk.read_only", FindingState.FAILED
    DISK_NOT_WRITABLE = "disk.not_writable", FindingState.FAILED
    DISK_UNSEEN = "disk.unseen", FindingState.UNKNOWN

    FONTS_LOADED = "fonts.loaded", FindingState.OK
    FONTS_MISSING = "fonts.missing", FindingState.FAILED
    FONTS_DAMAGED = "fonts.damaged", FindingState.FAILED

    NOT_FITTED = "not_fitted", FindingState.NOT_FITTED
    AFTER_CONFIGURATION = "check.after_configuration", FindingState.UNKNOWN
    CHECK_LATE = "check.late", FindingState.UNKNOWN
    CHECK_BROKEN = "check.broken", FindingState.UNKNOWN


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found about one part. ``args`` fill the sentence of the code, and ``details`` stand
    below it, line by line; neither ever holds a person."""

    part: Part
    code: FindingCode
    args: Mapping[str, str | int] = field(default_factory=dict)
    details: tuple[str, ...] = ()

    @property
    def state(self) -> FindingState:
        return self.code.state


_FROM_WORST = (FindingState.FAILED, FindingState.UNKNOWN, FindingState.WARNING, FindingState.OK)


def worst(findings: tuple[Finding, ...]) -> FindingState:
    """The most serious state; a part that is not fitted is none."""
    found = {finding.state for finding in findings}
    return next((state for state in _FROM_WORST if state in found), FindingState.OK)
