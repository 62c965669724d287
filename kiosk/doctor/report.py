"""The report: every part looked at side by side and judged, within a few seconds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from kiosk.config.settings import KioskSettings
from kiosk.doctor import devices, machine, network
from kiosk.doctor.bounded import BoundedProbe
from kiosk.doctor.instruments import LIVE_WITHIN_S, REAL, Instruments
from kiosk.doctor.receipts import receipts
from kiosk.doctor.seen import ClockSeen, GatewaySeen, Late, Lost, ProbeCrashed
from shared_runtime.clock import Clock
from wire.health import CheckState, HealthCheck, HealthCode, Part, check_of, worst

T = TypeVar("T")

WITHIN_S = 6.0
"""All of it: staff wait at the kiosk. Longer than any of the probes takes by itself."""
_CONFIGURATION = 0.4
"""The share of it after which the others begin without the configuration."""
SPOOLS = (Path("/run/cups/borne-spool"), Path("/var/spool/cups"))
"""Where CUPS keeps documents: on the appliance in memory, elsewhere as Debian has it."""
LOGS = Path("/var/log/journal")
RUNTIME = Path("/run")
_CONFIGURED = (
    Part.READER,
    Part.PRINTER,
    Part.RECEIPTS,
    Part.SPEAKER,
    Part.GATEWAY,
    Part.CENTRAL,
)
"""What can be looked at once the configuration is known."""
_DEVICES = frozenset({Part.PRINTER, Part.RECEIPTS, Part.SPEAKER})
_WATCHED = frozenset({Part.SCREEN, Part.QUEUE, Part.STATE, Part.MEMORY, Part.TEMPERATURE})
"""What the running processes alone know."""
_ORDER = {part: place for place, part in enumerate(Part)}


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """``findings`` in the order in which they are told; ``mistakes`` of the configuration."""

    at: datetime
    findings: tuple[HealthCheck, ...]
    mistakes: tuple[str, ...] = ()

    @property
    def state(self) -> CheckState:
        return worst(self.findings)

    def details_of(self, finding: HealthCheck) -> tuple[str, ...]:
        """What stands below a finding, line by line."""
        return self.mistakes if finding.name == Part.CONFIGURATION else ()


def report(
    config: Path | None,
    environment: Mapping[str, str],
    clock: Clock,
    instruments: Instruments = REAL,
    within_s: float = WITHIN_S,
) -> DoctorReport:
    """Looks at everything, and returns within ``within_s`` seconds. Raises nothing, changes
    nothing, reads no card, prints nothing, and asks nobody over the network."""
    now = clock.now()
    return _Tour(instruments, clock, within_s).make(config, environment, now)


CollectChecks = Callable[[], tuple[HealthCheck, ...]]
"""Gives the findings of a look that has begun."""
Begin = Callable[[], CollectChecks]


class _Tour:
    """Begins all looks at once; then waits for each, no longer than the deadline."""

    def __init__(self, instruments: Instruments, clock: Clock, within_s: float) -> None:
        self._with, self._time = instruments, clock
        self._deadline = clock.monotonic() + within_s
        self._configured_by = clock.monotonic() + within_s * _CONFIGURATION

    def make(
        self, config: Path | None, environment: Mapping[str, str], now: datetime
    ) -> DoctorReport:
        look = BoundedProbe("configuration", lambda: self._with.configuration(config, environment))
        seen = look.until(self._configured_by, self._time)
        if isinstance(seen, Lost):
            told, settings, mistakes = _lost(Part.CONFIGURATION, seen), None, tuple[str, ...]()
        else:
            told, settings = machine.configuration(seen), seen.settings
            mistakes = seen.mistakes
        waits = (*self._of_settings(settings, now), *self._of_machine())
        found = (told, *(finding for wait in waits for finding in wait()))
        in_order = tuple(sorted(found, key=lambda finding: _ORDER[Part(finding.name)]))
        return DoctorReport(now, in_order, mistakes)

    def _of_settings(
        self, settings: KioskSettings | None, now: datetime
    ) -> tuple[CollectChecks, ...]:
        """What the configuration says where to look for. kiosk-ui does not start with a mistaken
        one, so that nothing more can be said of these before it is mended."""
        if settings is None:
            return (
                *(_known(check_of(part, HealthCode.AFTER_CONFIGURATION)) for part in _CONFIGURED),
                self._clock(now),
                self._spool(),
                self._disk(Part.RUNTIME, RUNTIME),
            )
        sync = BoundedProbe("gateway", lambda: self._with.gateway(settings.gateway_socket))
        live = self._live(settings)
        looks = self._devices(settings) if settings.devices == "real" else self._simulated()
        known = {check.name for check in live}
        begun = tuple(begin() for part, begin in looks.items() if part not in known)
        return (
            *map(_known, live),
            *begun,
            *(() if Part.RECEIPTS in known else (self._receipts(settings),)),
            *self._spools(settings),
            lambda: (self._gateway(sync, settings),),
            lambda: (self._central(sync),),
            self._clock(now, sync, ZoneInfo(settings.place().timezone)),
            self._disk(Part.RUNTIME, settings.gateway_socket.parent),
        )

    def _live(self, settings: KioskSettings) -> tuple[HealthCheck, ...]:
        """What the running processes watch: so nobody opens a device twice. A virtual reader, which
        no kiosk of production may have, is seen by looking alone."""
        look = BoundedProbe("live", lambda: self._with.live(settings.gateway_socket))
        seen = look.until(self._time.monotonic() + LIVE_WITHIN_S, self._time)
        watched = set(_WATCHED)
        if settings.devices == "real":
            watched |= _DEVICES if settings.production else {*_DEVICES, Part.READER}
        return () if isinstance(seen, Lost) else tuple(c for c in seen if c.name in watched)

    def _devices(self, settings: KioskSettings) -> Mapping[Part, Begin]:
        queue = settings.printer
        return {
            Part.READER: lambda: self._begin(
                lambda: self._with.reader(settings.reader),
                lambda seen: (
                    devices.reader(seen, settings.reader, production=settings.production),
                ),
                check_of(Part.READER, HealthCode.READER_SERVICE_HUNG),
            ),
            Part.PRINTER: lambda: self._begin(
                lambda: self._with.printer(queue, settings.cups_server),
                lambda seen: devices.printer(seen, queue),
                check_of(Part.PRINTER, HealthCode.PRINTER_SERVICE_HUNG, {"queue": queue}),
            ),
            Part.SPEAKER: lambda: self._speaker(settings),
        }

    def _spools(self, settings: KioskSettings) -> tuple[CollectChecks, ...]:
        if settings.devices == "real":
            return (self._spool(),)
        none = _known(check_of(Part.SPOOL, HealthCode.NOT_FITTED))
        if settings.paper_folder is None:
            return (none,)
        return none, self._disk(Part.PAPER, settings.paper_folder)

    def _receipts(self, settings: KioskSettings) -> CollectChecks:
        device = settings.receipt_device
        if device is None:
            return _known(check_of(Part.RECEIPTS, HealthCode.NOT_FITTED))
        return self._begin(
            lambda: self._with.receipts(device),
            lambda seen: (receipts(seen, str(device)),),
            check_of(Part.RECEIPTS, HealthCode.CHECK_LATE),
        )

    def _speaker(self, settings: KioskSettings) -> CollectChecks:
        if not settings.sounds:
            return _known(check_of(Part.SPEAKER, HealthCode.SPEAKER_SWITCHED_OFF))
        name = settings.speaker
        return self._begin(
            lambda: self._with.speaker(name),
            lambda there: (devices.speaker(there, name),),
            check_of(Part.SPEAKER, HealthCode.CHECK_LATE),
        )

    def _simulated(self) -> Mapping[Part, Begin]:
        return {
            part: partial(_known, check_of(part, HealthCode.NOT_FITTED))
            for part in (Part.READER, Part.PRINTER, Part.SPEAKER)
        }

    def _spool(self) -> CollectChecks:
        return self._disk(Part.SPOOL, next((each for each in SPOOLS if each.exists()), SPOOLS[-1]))

    def _of_machine(self) -> tuple[CollectChecks, ...]:
        late = check_of(Part.FONTS, HealthCode.CHECK_LATE)
        return (
            self._disk(Part.LOGS, LOGS),
            self._begin(self._with.fonts, lambda seen: (machine.fonts(seen),), late),
        )

    def _gateway(self, sync: BoundedProbe[GatewaySeen], settings: KioskSettings) -> HealthCheck:
        seen = self._until(sync)
        if isinstance(seen, Lost):
            return _lost(Part.GATEWAY, seen)
        return network.gateway(seen, str(settings.gateway_socket))

    def _central(self, sync: BoundedProbe[GatewaySeen]) -> HealthCheck:
        seen = self._until(sync)
        if isinstance(seen, Lost):
            return check_of(Part.CENTRAL, HealthCode.CENTRAL_UNSEEN)
        return network.central(seen)

    def _clock(
        self, now: datetime, sync: BoundedProbe[GatewaySeen] | None = None, zone: tzinfo = UTC
    ) -> CollectChecks:
        def judge(seen: ClockSeen) -> tuple[HealthCheck, ...]:
            if sync is None:
                return (network.clock(seen, None, zone),)
            link = self._until(sync)
            return (network.clock(seen, link, zone),)

        return self._begin(
            lambda: self._with.clock(now), judge, check_of(Part.CLOCK, HealthCode.CHECK_LATE)
        )

    def _disk(self, part: Part, path: Path) -> CollectChecks:
        late = check_of(part, HealthCode.CHECK_LATE)
        return self._begin(
            lambda: self._with.disk(path), lambda seen: (machine.disk(part, path, seen),), late
        )

    def _begin(
        self, probe: Callable[[], T], judge: Callable[[T], Iterable[HealthCheck]], late: HealthCheck
    ) -> CollectChecks:
        look = BoundedProbe(late.name, probe)

        def wait() -> tuple[HealthCheck, ...]:
            seen = self._until(look)
            match seen:
                case Late():
                    return (late,)
                case ProbeCrashed():
                    return (_lost(Part(late.name), seen),)
                case _:
                    return tuple(judge(seen))

        return wait

    def _until(self, look: BoundedProbe[T]) -> T | Late | ProbeCrashed:
        return look.until(self._deadline, self._time)


def _known(finding: HealthCheck) -> CollectChecks:
    return lambda: (finding,)


def _lost(part: Part, lost: Lost) -> HealthCheck:
    match lost:
        case Late():
            return check_of(part, HealthCode.CHECK_LATE)
        case ProbeCrashed(kind):
            return check_of(part, HealthCode.CHECK_BROKEN, {"kind": kind})
