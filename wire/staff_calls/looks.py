"""What staff look at: metadata of the machine and its queue, never anything of a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from wire.actions import QueuePage, QueueSummary
from wire.base import Answer, Line, Slug
from wire.constraints import Items, Number, Text
from wire.health import CheckArgument, CheckState
from wire.moments import Moment, Time
from wire.prints import PrintState
from wire.report import KioskHealth, SoftwareVersion, Tally
from wire.staff_calls.staff_call import StaffCall

MOST_PRINTS, MOST_LINES, MOST_TYPED = 50, 200, 40


@dataclass(frozen=True, slots=True, repr=False)
class QueueLook(Answer):
    """``page``: the newest first; quarantined ones with their reasons stand before all others."""

    summary: QueueSummary
    page: QueuePage


@dataclass(frozen=True, slots=True, repr=False)
class JournaledPrint(Answer):
    """``at``: when it was last written about, by the clock of that moment; None of one that a
    former release wrote down."""

    job: UUID
    state: PrintState
    at: Time | None = None


@dataclass(frozen=True, slots=True, repr=False)
class PrintsLook(Answer):
    """The newest first, those of which nobody knows whether they came out before all others.
    ``sheets``, ``strips``: taken by the printers since paper was last reloaded; None: never
    told."""

    prints: Annotated[tuple[JournaledPrint, ...], Items(most=MOST_PRINTS)]
    sheets: Tally | None = None
    strips: Tally | None = None


NetworkStage = Literal["cable", "address", "dns", "proxy", "tls", "clock", "server"]
"""In the order in which they are looked at: each needs the one before."""


@dataclass(frozen=True, slots=True, repr=False)
class StageFound(Answer):
    """``reason``: a stable word of the catalogue (``network.<stage>.<reason>``); ``args`` fill its
    sentence. ``unknown``: not looked at, since a stage before it is broken."""

    stage: Slug
    state: CheckState
    reason: Slug
    args: Annotated[Mapping[Slug, CheckArgument | int], Items(most=8)] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class NetworkLook(Answer):
    stages: Annotated[tuple[StageFound, ...], Items(most=12)]


@dataclass(frozen=True, slots=True, repr=False)
class DayLook(Answer):
    """Plain counts of the day at the kiosk, as the fleet has them too: nobody's visit."""

    day: date
    visits: Tally = 0
    sheets: Tally = 0
    strips: Tally = 0
    offline_minutes: Tally = 0
    services: Annotated[Mapping[Slug, Tally], Items(most=100)] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class AboutLook(Answer):
    """``kiosk``, ``name``: how central knows it for good, and how it calls it, None before it is
    enrolled; ``certified_until``: until when its certificate is good. ``pending``:
    the word that somebody at central is to compare first. ``can_bundle``: the fleet has said for
    which key; ``stick``: there is one to save it to; ``to_central``: central takes one."""

    versions: Annotated[Mapping[Slug, SoftwareVersion], Items(most=16)] = field(
        default_factory=dict
    )
    kiosk: Annotated[str, Text(1, 64)] | None = None
    name: Line | None = None
    certified_until: Moment | None = None
    configuration: Annotated[int, Number(0)] | None = None
    pending: Annotated[str, Text(1, 40)] | None = None
    started_at: Time | None = None
    can_bundle: bool = False
    stick: bool = False
    to_central: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class ReadLogs(Answer):
    """``level``: this one and graver."""

    level: Literal["info", "warning", "error"] = "warning"


@dataclass(frozen=True, slots=True, repr=False)
class LoggedEvent(Answer):
    """One of our own events, scrubbed: its name and those fields that the catalogue of events
    names."""

    at: Time
    level: Slug
    process: Slug
    event: Slug
    fields: Annotated[Mapping[Slug, str], Items(most=16)] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class LogsLook(Answer):
    """The newest first. ``readable``: whether the journal could be read at all."""

    lines: Annotated[tuple[LoggedEvent, ...], Items(most=MOST_LINES)]
    readable: bool = True


HEALTH: StaffCall[None, KioskHealth] = StaffCall("health", None, KioskHealth)
QUEUE: StaffCall[None, QueueLook] = StaffCall("queue", None, QueueLook)
PRINTS: StaffCall[None, PrintsLook] = StaffCall("prints", None, PrintsLook)
NETWORK: StaffCall[None, NetworkLook] = StaffCall("network", None, NetworkLook)
DAY: StaffCall[None, DayLook] = StaffCall("day", None, DayLook)
ABOUT: StaffCall[None, AboutLook] = StaffCall("about", None, AboutLook)
LOGS: StaffCall[ReadLogs, LogsLook] = StaffCall("logs", ReadLogs, LogsLook)
