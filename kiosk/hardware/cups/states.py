"""What CUPS says of a job and of the printer, parsed into closed unions.

Sources: RFC 8011 (5.3.7 job-state, 5.3.8 job-state-reasons, 5.4.11 printer-state, 5.4.12
printer-state-reasons), the IANA registry of both kinds of reasons, PWG 5100.9, and the reasons that
CUPS's own ``ipp`` backend adds (``cups-…``). A queue that is idle repeats the reasons of its last
job, whatever has happened to the printer since.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum

from kiosk.domain.paper import PaperTrouble

JOB_ATTRIBUTES = ("job-state", "job-state-reasons", "time-at-processing")
PRINTER_ATTRIBUTES = (
    "printer-state",
    "printer-state-reasons",
    "printer-state-message",
    "printer-is-accepting-jobs",
    "printer-make-and-model",
    "device-uri",
)


class JobState(IntEnum):
    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELLED = 7
    ABORTED = 8
    COMPLETED = 9


class Flaw(Enum):
    """What the service adds about a job that ended."""

    NONE = "none"
    ERRORS = "errors"
    """Completed, but the printer met errors on the way."""
    UNPRINTABLE = "unprintable"
    """The document was refused before anything was printed."""


@dataclass(frozen=True, slots=True)
class JobSeen:
    """``trouble``: what stops it, by its own account. ``run``: which start of it this is, in the
    service's own time; None before the first. A service may start a job again from its first
    page."""

    state: JobState
    flaw: Flaw = Flaw.NONE
    trouble: PaperTrouble | None = None
    run: int | None = None


@dataclass(frozen=True, slots=True)
class JobGone:
    """The service knows no such job, or says of it what nobody understands."""


JobView = JobSeen | JobGone


class PrinterState(IntEnum):
    UNKNOWN = 0
    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


class Concern(StrEnum):
    """Degraded: printing goes on, the fleet is told."""

    PAPER_LOW = "paper_low"
    TONER_LOW = "toner_low"
    WASTE_NEARLY_FULL = "waste_nearly_full"
    OUTPUT_NEARLY_FULL = "output_nearly_full"
    OTHER = "other"


class Certificate(StrEnum):
    """Why the service does not trust a printer that it reaches by TLS: it sends it nothing."""

    EXPIRED = "certificate_expired"
    """Or not valid yet: a wrong clock looks the same."""
    CHANGED = "certificate_changed"
    """Not the one that was seen first, or made out to another name."""
    UNKNOWN = "certificate_unknown"
    """None was shown, or none that this service can use."""


@dataclass(frozen=True, slots=True)
class PrinterView:
    """``troubles``: what may stop paper, the most telling first; ``warnings`` and ``reports``:
    those of them that are called no worse than that. ``certificate``: why the service last refused
    to speak to the printer. ``resumable``: the service has stopped the queue for that, and nobody
    else has. ``connecting``: the backend has not reached the printer yet. ``sent``: it has the
    whole document; ``tells_sent``: this kind of queue would say so. ``stands``: it says that the
    job under way does not move. ``forgets``: a printer has forgotten a job before it told the job's
    end, as when it was switched off and on; CUPS calls such a job completed, and the mark stays.
    ``can_be_asked``: the service could ask it how it is. ``raw``: the queue has no
    description of its printer and sends on whatever comes; what the printer then refuses, CUPS
    calls completed."""

    state: PrinterState = PrinterState.IDLE
    accepting: bool = True
    troubles: tuple[PaperTrouble, ...] = ()
    warnings: frozenset[PaperTrouble] = frozenset()
    reports: frozenset[PaperTrouble] = frozenset()
    concerns: frozenset[Concern] = frozenset()
    certificate: Certificate | None = None
    resumable: bool = False
    connecting: bool = False
    stands: bool = False
    sent: bool = False
    tells_sent: bool = False
    forgets: bool = False
    can_be_asked: bool = False
    raw: bool = False

    @property
    def mild(self) -> frozenset[PaperTrouble]:
        """What stops no paper by the printer's own account. Some printers call the same thing a
        report while they are idle, a warning while they print, an error once they stand still."""
        return self.warnings | self.reports

    @property
    def errors(self) -> tuple[PaperTrouble, ...]:
        """What stops paper by the printer's own account."""
        return tuple(trouble for trouble in self.troubles if trouble not in self.mild)


_TROUBLES = {
    "media-jam": PaperTrouble.PAPER_JAM,
    "cover-open": PaperTrouble.COVER_OPEN,
    "door-open": PaperTrouble.COVER_OPEN,
    "interlock-open": PaperTrouble.COVER_OPEN,
    "input-tray-missing": PaperTrouble.TRAY_MISSING,
    "output-tray-missing": PaperTrouble.TRAY_MISSING,
    "media-empty": PaperTrouble.PAPER_OUT,
    "media-needed": PaperTrouble.PAPER_OUT,
    "output-area-full": PaperTrouble.OUTPUT_FULL,
    "toner-empty": PaperTrouble.TONER_EMPTY,
    "marker-supply-empty": PaperTrouble.TONER_EMPTY,
    "offline": PaperTrouble.OFFLINE,
    "shutdown": PaperTrouble.OFFLINE,
    "timed-out": PaperTrouble.OFFLINE,
    "marker-waste-full": PaperTrouble.OTHER,
    "fuser-over-temp": PaperTrouble.OTHER,
    "fuser-under-temp": PaperTrouble.OTHER,
    "spool-area-full": PaperTrouble.OTHER,
    "paused": PaperTrouble.OTHER,
    "stopped-partly": PaperTrouble.OTHER,
}
_ORDER = tuple(dict.fromkeys(_TROUBLES.values()))
_CONCERNS = {
    "media-low": Concern.PAPER_LOW,
    "toner-low": Concern.TONER_LOW,
    "marker-supply-low": Concern.TONER_LOW,
    "marker-waste-almost-full": Concern.WASTE_NEARLY_FULL,
    "output-area-almost-full": Concern.OUTPUT_NEARLY_FULL,
}
_CERTIFICATES = {
    "cups-pki-expired": Certificate.EXPIRED,
    "cups-pki-changed": Certificate.CHANGED,
    "cups-pki-invalid": Certificate.CHANGED,
    "cups-pki-unknown": Certificate.UNKNOWN,
    "cups-certificate-error": Certificate.UNKNOWN,
}
_SUFFIXES = ("-error", "-warning", "-report")
_QUIET = frozenset({"none", "cups-waiting-for-job-completed"})
_FORGOTTEN = "cups-ipp-missing-job-history"
_ERRORS = frozenset({"job-completed-with-errors"})
_UNPRINTABLE = frozenset(
    {"document-format-error", "document-unprintable-error", "unsupported-document-format"}
)
_JOB_TROUBLES = {
    "service-off-line": PaperTrouble.OFFLINE,
    "printer-stopped": PaperTrouble.OTHER,
    "resources-are-not-ready": PaperTrouble.OTHER,
    "waiting-for-user-action": PaperTrouble.OTHER,
    "job-held-for-button-press": PaperTrouble.OTHER,
    "job-password-wait": PaperTrouble.OTHER,
    "job-suspended": PaperTrouble.OTHER,
    "job-suspended-by-operator": PaperTrouble.OTHER,
    "job-suspended-by-system": PaperTrouble.OTHER,
}
_TELLING_SCHEMES = ("ipp:", "ipps:", "dnssd:")
_ASKABLE_SCHEMES = ("ipp:", "ipps:")
_RAW, _REMOTE = "Local Raw Printer", "Remote Printer"
"""What CUPS calls a queue that sends on whatever comes (``load_ppd`` in its scheduler/printers.c):
one without a description of its printer, and one that belongs to another CUPS."""


def parse_job(attributes: Mapping[str, object]) -> JobView:
    try:
        state = JobState(_number(attributes.get("job-state")))
    except ValueError:
        return JobGone()
    reasons = set(_words(attributes.get("job-state-reasons")))
    troubles = (trouble for reason, trouble in _JOB_TROUBLES.items() if reason in reasons)
    run = _number(attributes.get("time-at-processing"))
    return JobSeen(state, _flaw(reasons), next(troubles, None), run if run >= 0 else None)


def _flaw(reasons: set[str]) -> Flaw:
    if reasons & _UNPRINTABLE:
        return Flaw.UNPRINTABLE
    return Flaw.ERRORS if reasons & _ERRORS else Flaw.NONE


def parse_printer(attributes: Mapping[str, object]) -> PrinterView:
    """A reason without a suffix is an error (RFC 8011, 5.4.12). Whoever pauses a queue by a command
    leaves a message, which the service does not when it stops one for a certificate."""
    try:
        state = PrinterState(_number(attributes.get("printer-state")))
    except ValueError:
        state = PrinterState.UNKNOWN
    reasons = list(_words(attributes.get("printer-state-reasons")))
    warned = _troubles(reason for reason in reasons if reason.endswith("-warning"))
    reported = _troubles(reason for reason in reasons if reason.endswith("-report"))
    worst = _troubles(reason for reason in reasons if not reason.endswith(("-warning", "-report")))
    certificate = next(
        (found for reason, found in _CERTIFICATES.items() if reason in reasons), None
    )
    stopped = state is PrinterState.STOPPED and certificate is not None
    uri = str(attributes.get("device-uri", ""))
    model = attributes.get("printer-make-and-model")
    return PrinterView(
        state=state,
        accepting=attributes.get("printer-is-accepting-jobs") is not False,
        troubles=tuple(trouble for trouble in _ORDER if trouble in warned | reported | worst),
        warnings=warned - worst,
        reports=reported - warned - worst,
        concerns=frozenset(_concerns(reasons)),
        certificate=certificate,
        resumable=stopped and not attributes.get("printer-state-message"),
        connecting="connecting-to-device" in map(_keyword, reasons),
        stands="cups-remote-stopped" in reasons,
        sent=any(_says_sent(reason) for reason in reasons),
        tells_sent=uri.startswith(_TELLING_SCHEMES),
        forgets=_FORGOTTEN in reasons,
        can_be_asked=uri.startswith(_ASKABLE_SCHEMES) and model not in (_RAW, _REMOTE),
        raw=model == _RAW,
    )


def _troubles(reasons: Iterable[str]) -> frozenset[PaperTrouble]:
    keywords = map(_keyword, reasons)
    return frozenset(_TROUBLES[word] for word in keywords if word in _TROUBLES)


def _concerns(reasons: Iterable[str]) -> Iterable[Concern]:
    for reason in reasons:
        word = _keyword(reason)
        if word in _CONCERNS:
            yield _CONCERNS[word]
        elif (
            word not in _TROUBLES
            and reason not in _QUIET
            and not reason.startswith(("cups-", "connecting-to-device"))
        ):
            yield Concern.OTHER


def _says_sent(reason: str) -> bool:
    return reason == "cups-waiting-for-job-completed" or reason.startswith("cups-remote-")


def _keyword(reason: str) -> str:
    for suffix in _SUFFIXES:
        if reason.endswith(suffix):
            return reason.removesuffix(suffix)
    return reason


def _number(value: object) -> int:
    return value if isinstance(value, int) else -1


def _words(value: object) -> Iterable[str]:
    """pycups gives a lone value bare and several as a list."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, (list, tuple)):
        return tuple(word for word in value if isinstance(word, str))
    return ()
