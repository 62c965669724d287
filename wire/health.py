"""How a kiosk is: one model for the doctor, the maintenance screens and the fleet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from wire.base import Answer, Slug
from wire.constraints import Items, Text
from wire.moments import Moment


class CheckState(StrEnum):
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
    SCREEN = "screen"
    QUEUE = "queue"
    STATE = "state"
    MEMORY = "memory"
    TEMPERATURE = "temperature"
    UNITS = "units"
    ACCOUNTS = "accounts"
    CARD_ACCESS = "card_access"
    PRINT_SETTINGS = "print_settings"
    DISPLAY = "display"
    STAFF_PEPPER = "staff_pepper"
    SWAP = "swap"


class HealthCode(StrEnum):
    """Stable names of what may be found: never renamed, only added to. Each stands for one state.
    The texts of a code stand in messages/<language>/health.json."""

    state: CheckState

    def __new__(cls, word: str, state: CheckState) -> Self:
        code = str.__new__(cls, word)
        code._value_ = word
        code.state = state
        return code

    CONFIGURATION_RIGHT = "configuration.right", CheckState.OK
    CONFIGURATION_DEFAULTS = "configuration.defaults", CheckState.WARNING
    CONFIGURATION_WITHOUT_SYNC = "configuration.without_sync", CheckState.WARNING
    CONFIGURATION_MISTAKEN = "configuration.mistaken", CheckState.FAILED

    READER_READY = "reader.ready", CheckState.OK
    READER_HOLDS_CARD = "reader.holds_card", CheckState.OK
    READER_VIRTUAL = "reader.virtual", CheckState.FAILED
    READER_ABSENT = "reader.absent", CheckState.FAILED
    READER_OTHER = "reader.other", CheckState.FAILED
    READER_UNAVAILABLE = "reader.unavailable", CheckState.FAILED
    READER_REFUSED = "reader.refused", CheckState.FAILED
    READER_FAILING = "reader.failing", CheckState.FAILED
    READER_NO_SERVICE = "reader.no_service", CheckState.FAILED
    READER_SERVICE_HUNG = "reader.service_hung", CheckState.FAILED
    READER_NO_LIBRARY = "reader.no_library", CheckState.FAILED
    READER_NOT_ALLOWED = "reader.not_allowed", CheckState.UNKNOWN
    READER_STARTING = "reader.starting", CheckState.UNKNOWN
    READER_STUCK = "reader.stuck", CheckState.FAILED

    PRINTER_READY = "printer.ready", CheckState.OK
    PRINTER_PAPER_LOW = "printer.paper_low", CheckState.WARNING
    PRINTER_TONER_LOW = "printer.toner_low", CheckState.WARNING
    PRINTER_WASTE_NEARLY_FULL = "printer.waste_nearly_full", CheckState.WARNING
    PRINTER_OUTPUT_NEARLY_FULL = "printer.output_nearly_full", CheckState.WARNING
    PRINTER_OTHER_CONCERN = "printer.other_concern", CheckState.WARNING
    PRINTER_WARNS = "printer.warns", CheckState.WARNING
    PRINTER_PAPER_OUT = "printer.paper_out", CheckState.FAILED
    PRINTER_PAPER_JAM = "printer.paper_jam", CheckState.FAILED
    PRINTER_COVER_OPEN = "printer.cover_open", CheckState.FAILED
    PRINTER_TRAY_MISSING = "printer.tray_missing", CheckState.FAILED
    PRINTER_OUTPUT_FULL = "printer.output_full", CheckState.FAILED
    PRINTER_TONER_EMPTY = "printer.toner_empty", CheckState.FAILED
    PRINTER_OFFLINE = "printer.offline", CheckState.FAILED
    PRINTER_OTHER_TROUBLE = "printer.other_trouble", CheckState.FAILED
    PRINTER_CERTIFICATE_EXPIRED = "printer.certificate_expired", CheckState.FAILED
    PRINTER_CERTIFICATE_CHANGED = "printer.certificate_changed", CheckState.FAILED
    PRINTER_CERTIFICATE_UNKNOWN = "printer.certificate_unknown", CheckState.FAILED
    PRINTER_RAW_QUEUE = "printer.raw_queue", CheckState.FAILED
    PRINTER_STOPPED = "printer.stopped", CheckState.FAILED
    PRINTER_NOT_ACCEPTING = "printer.not_accepting", CheckState.FAILED
    PRINTER_NO_QUEUE = "printer.no_queue", CheckState.FAILED
    PRINTER_NO_SERVICE = "printer.no_service", CheckState.FAILED
    PRINTER_SERVICE_HUNG = "printer.service_hung", CheckState.FAILED
    PRINTER_NO_LIBRARY = "printer.no_library", CheckState.FAILED
    PRINTER_NOT_ALLOWED = "printer.not_allowed", CheckState.UNKNOWN
    PRINTER_REMEMBERS = "printer.remembers", CheckState.UNKNOWN
    PRINTER_SAYS_NOTHING = "printer.says_nothing", CheckState.UNKNOWN
    PRINTER_STUCK = "printer.stuck", CheckState.FAILED

    RECEIPTS_READY = "receipts.ready", CheckState.OK
    RECEIPTS_PAPER_LOW = "receipts.paper_low", CheckState.WARNING
    RECEIPTS_PAPER_OUT = "receipts.paper_out", CheckState.FAILED
    RECEIPTS_COVER_OPEN = "receipts.cover_open", CheckState.FAILED
    RECEIPTS_CUTTER = "receipts.cutter", CheckState.FAILED
    RECEIPTS_ERROR = "receipts.error", CheckState.FAILED
    RECEIPTS_OFFLINE = "receipts.offline", CheckState.FAILED
    RECEIPTS_ABSENT = "receipts.absent", CheckState.FAILED
    RECEIPTS_SILENT = "receipts.silent", CheckState.UNKNOWN
    RECEIPTS_GARBLED = "receipts.garbled", CheckState.UNKNOWN
    RECEIPTS_IN_USE = "receipts.in_use", CheckState.UNKNOWN
    RECEIPTS_NOT_ALLOWED = "receipts.not_allowed", CheckState.UNKNOWN
    RECEIPTS_STUCK = "receipts.stuck", CheckState.FAILED

    SPEAKER_THERE = "speaker.there", CheckState.OK
    SPEAKER_ABSENT = "speaker.absent", CheckState.NOT_FITTED
    SPEAKER_SWITCHED_OFF = "speaker.switched_off", CheckState.NOT_FITTED
    SPEAKER_LOST = "speaker.lost", CheckState.WARNING

    GATEWAY_ANSWERS = "gateway.answers", CheckState.OK
    GATEWAY_ABSENT = "gateway.absent", CheckState.FAILED
    GATEWAY_SILENT = "gateway.silent", CheckState.FAILED
    GATEWAY_NONSENSE = "gateway.nonsense", CheckState.FAILED
    GATEWAY_NOT_ALLOWED = "gateway.not_allowed", CheckState.UNKNOWN

    CENTRAL_REACHED = "central.reached", CheckState.OK
    CENTRAL_DEGRADED = "central.degraded", CheckState.WARNING
    CENTRAL_AWAY = "central.away", CheckState.FAILED
    CENTRAL_NOT_ASKED_YET = "central.not_asked_yet", CheckState.UNKNOWN
    CENTRAL_BEHIND_CLOCK = "central.behind_clock", CheckState.UNKNOWN
    CENTRAL_UNSEEN = "central.unseen", CheckState.UNKNOWN

    CLOCK_AGREES = "clock.agrees", CheckState.OK
    CLOCK_KEPT = "clock.kept", CheckState.OK
    CLOCK_UNKEPT = "clock.unkept", CheckState.WARNING
    CLOCK_DIFFERS = "clock.differs", CheckState.FAILED
    CLOCK_BEFORE_SOFTWARE = "clock.before_software", CheckState.FAILED
    CLOCK_UNKNOWN = "clock.unknown", CheckState.UNKNOWN

    DISK_ROOMY = "disk.roomy", CheckState.OK
    DISK_LOW = "disk.low", CheckState.WARNING
    DISK_FULL = "disk.full", CheckState.FAILED
    DISK_READ_ONLY = "disk.read_only", CheckState.FAILED
    DISK_NOT_WRITABLE = "disk.not_writable", CheckState.FAILED
    DISK_UNSEEN = "disk.unseen", CheckState.UNKNOWN

    FONTS_LOADED = "fonts.loaded", CheckState.OK
    FONTS_MISSING = "fonts.missing", CheckState.FAILED
    FONTS_DAMAGED = "fonts.damaged", CheckState.FAILED

    SCREEN_RUNS = "screen.runs", CheckState.OK
    SCREEN_SILENT = "screen.silent", CheckState.FAILED

    QUEUE_EMPTY = "queue.empty", CheckState.OK
    QUEUE_WAITS = "queue.waits", CheckState.OK
    QUEUE_OLD = "queue.old", CheckState.WARNING
    QUEUE_FULL = "queue.full", CheckState.FAILED
    QUEUE_UNSEEN = "queue.unseen", CheckState.FAILED

    MEMORY_ROOMY = "memory.roomy", CheckState.OK
    MEMORY_LOW = "memory.low", CheckState.WARNING
    MEMORY_UNSEEN = "memory.unseen", CheckState.UNKNOWN

    TEMPERATURE_NORMAL = "temperature.normal", CheckState.OK
    TEMPERATURE_HIGH = "temperature.high", CheckState.WARNING
    TEMPERATURE_NOT_FITTED = "temperature.not_fitted", CheckState.NOT_FITTED

    UNITS_ENABLED = "units.enabled", CheckState.OK
    UNITS_DISABLED = "units.disabled", CheckState.FAILED
    UNITS_MISSING = "units.missing", CheckState.FAILED
    ACCOUNTS_THERE = "accounts.there", CheckState.OK
    ACCOUNTS_MISSING = "accounts.missing", CheckState.FAILED
    CARD_ACCESS_NARROW = "card_access.narrow", CheckState.OK
    CARD_ACCESS_WIDE = "card_access.wide", CheckState.FAILED
    CARD_ACCESS_VIRTUAL = "card_access.virtual", CheckState.FAILED
    CARD_ACCESS_UNSEEN = "card_access.unseen", CheckState.UNKNOWN
    PRINT_SETTINGS_IN_FORCE = "print_settings.in_force", CheckState.OK
    PRINT_SETTINGS_OTHERS = "print_settings.others", CheckState.FAILED
    PRINT_SETTINGS_UNSEEN = "print_settings.unseen", CheckState.UNKNOWN
    DISPLAY_THERE = "display.there", CheckState.OK
    DISPLAY_ABSENT = "display.absent", CheckState.FAILED
    STAFF_PEPPER_THERE = "staff_pepper.there", CheckState.OK
    STAFF_PEPPER_MISSING = "staff_pepper.missing", CheckState.WARNING
    STAFF_PEPPER_UNSEEN = "staff_pepper.unseen", CheckState.UNKNOWN
    SWAP_SAFE = "swap.safe", CheckState.OK
    SWAP_PLAIN = "swap.plain", CheckState.WARNING
    SWAP_UNSEEN = "swap.unseen", CheckState.UNKNOWN

    NOT_FITTED = "not_fitted", CheckState.NOT_FITTED
    AFTER_CONFIGURATION = "check.after_configuration", CheckState.UNKNOWN
    CHECK_LATE = "check.late", CheckState.UNKNOWN
    CHECK_BROKEN = "check.broken", CheckState.UNKNOWN


Reason = Annotated[str, Text(pattern="[a-z][a-z0-9_]{0,31}(?:[.][a-z][a-z0-9_]{0,31})?")]
"""A ``HealthCode``, or one of a later release."""
CheckArgument = Annotated[str, Text(most=120)]


@dataclass(frozen=True, slots=True, repr=False)
class HealthCheck(Answer):
    """One thing found about one part. ``name``: the part, or one of a later release; ``since``:
    when it was first found so, where somebody watches; ``args`` fill the sentence of the reason,
    and never hold a person; ``good_at``: when it was last found well, where somebody watches."""

    name: Slug
    state: CheckState
    reason: Reason
    args: Annotated[Mapping[Slug, CheckArgument | int], Items(most=8)] = field(default_factory=dict)
    since: Moment | None = None
    good_at: Moment | None = None


def check_of(
    part: Part, code: HealthCode, args: Mapping[str, str | int] | None = None
) -> HealthCheck:
    """That this was found about that part, now."""
    return HealthCheck(part.value, code.state, code.value, args or {})


_FROM_WORST = (CheckState.FAILED, CheckState.UNKNOWN, CheckState.WARNING, CheckState.OK)


def worst(checks: Iterable[HealthCheck]) -> CheckState:
    """The most serious state; a part that is not fitted is none."""
    found = {check.state for check in checks}
    return next((state for state in _FROM_WORST if state in found), CheckState.OK)


def continued(
    before: Iterable[HealthCheck], found: Iterable[HealthCheck], at: datetime
) -> tuple[HealthCheck, ...]:
    """What is found now, each since when it is so, and when it was last well: what was found before
    goes on where state and reason are the same."""
    former = {check.name: check for check in before}
    return tuple(_continued(former.get(check.name), check, at) for check in found)


def _continued(known: HealthCheck | None, check: HealthCheck, at: datetime) -> HealthCheck:
    since = known.since if known is not None and alike(known, check) else at
    if check.state is CheckState.OK:
        return replace(check, since=since, good_at=at)
    good_at = check.good_at if known is None else check.good_at or known.good_at
    return replace(check, since=since, good_at=good_at)


def alike(one: HealthCheck, other: HealthCheck) -> bool:
    """Whether they say the same, numbers in the sentence apart."""
    return (one.name, one.state, one.reason) == (other.name, other.state, other.reason)
