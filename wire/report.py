"""What a kiosk tells central of itself beside the requests: health, versions, numbers of use.

Never anything of a person: checks hold slugs and facts of the machine, use is plain counts. These
messages ignore what they do not know, so that the reports of newer kiosks are understood.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from wire.base import Answer, LanguageTag, Request, Slug
from wire.constraints import Items, Number, Text
from wire.health import HealthCheck

MAX_CHECKS = 40
MAX_USAGES = 8
_INT32 = 2**31 - 1
Tally = Annotated[int, Number(0, _INT32)]
ReportNumber = Annotated[int, Number(1, _INT32)]
SoftwareVersion = Annotated[str, Text(1, 40, pattern="[0-9A-Za-z.+~:_-]+")]
Checks = Annotated[tuple[HealthCheck, ...], Items(most=MAX_CHECKS)]

LASTED_WITHIN_S = (30, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1_200, 3_600)
"""Upper ends of the spans in which the time of visits is counted: never a visit's own."""
MAX_STEPS = 40
_KINDS = Items(most=100)
HourOfDay = Annotated[int, Number(0, 23)]
LastedWithin = Annotated[int, Number(1, 86_400)]
StepName = Annotated[str, Text(1, 64, pattern="[a-z][a-z0-9_.-]*")]
"""How the catalogue knows what a step asks or says."""
ByHour = Annotated[Mapping[HourOfDay, Tally], Items(most=24)]
ByStep = Annotated[Mapping[StepName, Tally], Items(most=MAX_STEPS)]


@dataclass(frozen=True, slots=True, repr=False)
class UsageDetail(Answer):
    """``hours``: at which visits began; ``service_hours``: at which each service was begun.
    ``lasted``: visits that are over, by the end of the span that their time lies in. ``left``: by
    service, at which step those ended of which nothing came. ``languages``, ``aids``: on the screen
    at the end of a visit. ``offline_visits`` began without central; ``offline_minutes``: it was
    away."""

    hours: ByHour = field(default_factory=dict)
    service_hours: Annotated[Mapping[Slug, ByHour], _KINDS] = field(default_factory=dict)
    lasted: Annotated[Mapping[LastedWithin, Tally], Items(most=24)] = field(default_factory=dict)
    left: Annotated[Mapping[Slug, ByStep], _KINDS] = field(default_factory=dict)
    languages: Annotated[Mapping[LanguageTag, Tally], _KINDS] = field(default_factory=dict)
    aids: Annotated[Mapping[Slug, Tally], Items(most=16)] = field(default_factory=dict)
    offline_visits: Tally = 0
    offline_minutes: Tally = 0


@dataclass(frozen=True, slots=True, repr=False)
class Usage(Answer):
    """Plain counts since the screen was started (``run``) of one ``day`` at the kiosk. They only
    grow: told twice, they add nothing twice. ``sheets``, ``strips``: what printers took.
    ``detail``: None where the line is slow, or of an older kiosk."""

    run: UUID
    day: date
    visits: Tally = 0
    services: Annotated[Mapping[Slug, Tally], Items(most=100)] = field(default_factory=dict)
    sheets: Tally = 0
    strips: Tally = 0
    detail: UsageDetail | None = None


Usages = Annotated[tuple[Usage, ...], Items(most=MAX_USAGES)]


@dataclass(frozen=True, slots=True, repr=False)
class Measures(Answer):
    """Numbers as they are now; None where the machine does not tell. ``queue_oldest_s``: how long
    the oldest request has waited."""

    queue_waiting: Tally | None = None
    queue_oldest_s: Annotated[float, Number(0, 1e9)] | None = None
    disk_free_mb: Annotated[int, Number(0, 1e9)] | None = None
    memory_free_mb: Annotated[int, Number(0, 1e9)] | None = None
    temperature_c: Annotated[int, Number(-100, 200)] | None = None


@dataclass(frozen=True, slots=True, repr=False)
class KioskReport(Answer):
    """``number``: from 1 in the boot that the exchange names. ``upon``: the number of the report
    that central took last, where this one holds only the checks that have changed since and
    ``versions`` are as they were; None for a whole report."""

    number: ReportNumber
    upon: ReportNumber | None = None
    checks: Checks = ()
    measures: Measures = field(default_factory=Measures)
    versions: Annotated[Mapping[Slug, SoftwareVersion], Items(most=16)] = field(
        default_factory=dict
    )
    usages: Usages = ()


@dataclass(frozen=True, slots=True)
class UnreadableReport:
    """A report came that does not fit its type; what came beside it is taken all the same."""


ReportOutcome = Literal["taken", "send_whole", "unreadable"]
"""``send_whole``: central does not have the report that a short one is upon."""


@dataclass(frozen=True, slots=True, repr=False)
class DevicesReport(Request):
    """``PUT /v1/health/devices`` at kiosk-sync: how kiosk-ui's devices are, and how much it was
    used. Told at each change, and now and then: who falls silent is not well. ``today``: the date
    where the kiosk stands, which kiosk-ui alone is told."""

    checks: Checks
    usages: Usages = ()
    today: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class KioskHealth(Answer):
    """``GET /v1/health`` at kiosk-sync: all that is watched while the processes run."""

    checks: Checks
