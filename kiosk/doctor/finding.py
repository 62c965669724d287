"""What the doctor may find: a closed list, each with how serious it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self


class State(StrEnum):
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


class Code(StrEnum):
    """Stable names of findings: never renamed, only added to. Each stands for one state."""

    state: State

    def __new__(cls, word: str, state: State) -> Self:
        code = str.__new__(cls, word)
        code._value_ = word
        code.state = state
        return code

    CONFIGURATION_RIGHT = "configuration.right", State.OK
    CONFIGURATION_DEFAULTS = "configuration.defaults", State.WARNING
    CONFIGURATION_WITHOUT_SYNC = "configuration.without_sync", State.WARNING
    CONFIGURATION_MISTAKEN = "configuration.mistaken", State.FAILED

    READER_READY = "reader.ready", State.OK
    READER_HOLDS_CARD = "reader.holds_card", State.OK
    READER_VIRTUAL = "reader.virtual", State.FAILED
    READER_ABSENT = "reader.absent", State.FAILED
    READER_OTHER = "reader.other", State.FAILED
    READER_UNAVAILABLE = "reader.unavailable", State.FAILED
    READER_REFUSED = "reader.refused", State.FAILED
    READER_FAILING = "reader.failing", State.FAILED
    READER_NO_SERVICE = "reader.no_service", State.FAILED
    READER_SERVICE_HUNG = "reader.service_hung", State.FAILED
    READER_NO_LIBRARY = "reader.no_library", State.FAILED
    READER_NOT_ALLOWED = "reader.not_allowed", State.UNKNOWN

    PRINTER_READY = "printer.ready", State.OK
    PRINTER_PAPER_LOW = "printer.paper_low", State.WARNING
    PRINTER_TONER_LOW = "printer.toner_low", State.WARNING
    PRINTER_WASTE_NEARLY_FULL = "printer.waste_nearly_full", State.WARNING
    PRINTER_OUTPUT_NEARLY_FULL = "printer.output_nearly_full", State.WARNING
    PRINTER_OTHER_CONCERN = "printer.other_concern", State.WARNING
    PRINTER_WARNS = "printer.warns", State.WARNING
    PRINTER_PAPER_OUT = "printer.paper_out", State.FAILED
    PRINTER_PAPER_JAM = "printer.paper_jam", State.FAILED
    PRINTER_COVER_OPEN = "printer.cover_open", State.FAILED
    PRINTER_TRAY_MISSING = "printer.tray_missing", State.FAILED
    PRINTER_OUTPUT_FULL = "printer.output_full", State.FAILED
    PRINTER_TONER_EMPTY = "printer.toner_empty", State.FAILED
    PRINTER_OFFLINE = "printer.offline", State.FAILED
    PRINTER_OTHER_TROUBLE = "printer.other_trouble", State.FAILED
    PRINTER_CERTIFICATE_EXPIRED = "printer.certificate_expired", State.FAILED
    PRINTER_CERTIFICATE_CHANGED = "printer.certificate_changed", State.FAILED
    PRINTER_CERTIFICATE_UNKNOWN = "printer.certificate_unknown", State.FAILED
    PRINTER_RAW_QUEUE = "printer.raw_queue", State.FAILED
    PRINTER_STOPPED = "printer.stopped", State.FAILED
    PRINTER_NOT_ACCEPTING = "printer.not_accepting", State.FAILED
    PRINTER_NO_QUEUE = "printer.no_queue", State.FAILED
    PRINTER_NO_SERVICE = "printer.no_service", State.FAILED
    PRINTER_SERVICE_HUNG = "printer.service_hung", State.FAILED
    PRINTER_NO_LIBRARY = "printer.no_library", State.FAILED
    PRINTER_NOT_ALLOWED = "printer.not_allowed", State.UNKNOWN
    PRINTER_REMEMBERS = "printer.remembers", State.UNKNOWN
    PRINTER_SAYS_NOTHING = "printer.says_nothing", State.UNKNOWN

    RECEIPTS_READY = "receipts.ready", State.OK
    RECEIPTS_PAPER_LOW = "receipts.paper_low", State.WARNING
    RECEIPTS_PAPER_OUT = "receipts.paper_out", State.FAILED
    RECEIPTS_COVER_OPEN = "receipts.cover_open", State.FAILED
    RECEIPTS_CUTTER = "receipts.cutter", State.FAILED
    RECEIPTS_ERROR = "receipts.error", State.FAILED
    RECEIPTS_OFFLINE = "receipts.offline", State.FAILED
    RECEIPTS_ABSENT = "receipts.absent", State.FAILED
    RECEIPTS_SILENT = "receipts.silent", State.UNKNOWN
    RECEIPTS_GARBLED = "receipts.garbled", State.UNKNOWN
    RECEIPTS_IN_USE = "receipts.in_use", State.UNKNOWN
    RECEIPTS_NOT_ALLOWED = "receipts.not_allowed", State.UNKNOWN

    SPEAKER_THERE = "speaker.there", State.OK
    SPEAKER_ABSENT = "speaker.absent", State.NOT_FITTED
    SPEAKER_SWITCHED_OFF = "speaker.switched_off", State.NOT_FITTED

    GATEWAY_ANSWERS = "gateway.answers", State.OK
    GATEWAY_ABSENT = "gateway.absent", State.FAILED
    GATEWAY_SILENT = "gateway.silent", State.FAILED
    GATEWAY_NONSENSE = "gateway.nonsense", State.FAILED
    GATEWAY_NOT_ALLOWED = "gateway.not_allowed", State.UNKNOWN

    CENTRAL_REACHED = "central.reached", State.OK
    CENTRAL_DEGRADED = "central.degraded", State.WARNING
    CENTRAL_AWAY = "central.away", State.FAILED
    CENTRAL_NOT_ASKED_YET = "central.not_asked_yet", State.UNKNOWN
    CENTRAL_BEHIND_CLOCK = "central.behind_clock", State.UNKNOWN
    CENTRAL_UNSEEN = "central.unseen", State.UNKNOWN

    CLOCK_AGREES = "clock.agrees", State.OK
    CLOCK_KEPT = "clock.kept", State.OK
    CLOCK_UNKEPT = "clock.unkept", State.WARNING
    CLOCK_DIFFERS = "clock.differs", State.FAILED
    CLOCK_BEFORE_SOFTWARE = "clock.before_software", State.FAILED
    CLOCK_UNKNOWN = "clock.unknown", State.UNKNOWN

    DISK_ROOMY = "disk.roomy", State.OK
    DISK_LOW = "disk.low", State.WARNING
    DISK_FULL = "disk.full", State.FAILED
    DISK_READ_ONLY = "disk.read_only", State.FAILED
    DISK_NOT_WRITABLE = "disk.not_writable", State.FAILED
    DISK_UNSEEN = "disk.unseen", State.UNKNOWN

    FONTS_LOADED = "fonts.loaded", State.OK
    FONTS_MISSING = "fonts.missing", State.FAILED
    FONTS_DAMAGED = "fonts.damaged", State.FAILED

    NOT_FITTED = "not_fitted", State.NOT_FITTED
    AFTER_CONFIGURATION = "check.after_configuration", State.UNKNOWN
    CHECK_LATE = "check.late", State.UNKNOWN
    CHECK_BROKEN = "check.broken", State.UNKNOWN


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found about one part. ``gaps`` fill the sentence of the code, and ``details`` stand
    below it, line by line; neither ever holds a person."""

    part: Part
    code: Code
    gaps: Mapping[str, str | int] = field(default_factory=dict)
    details: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        return self.code.state


_FROM_WORST = (State.FAILED, State.UNKNOWN, State.WARNING, State.OK)


def worst(findings: tuple[Finding, ...]) -> State:
    """The most serious state; a part that is not fitted is none."""
    found = {finding.state for finding in findings}
    return next((state for state in _FROM_WORST if state in found), State.OK)
