"""Judges kiosk-sync, central and the clock, which are seen through one another.

kiosk-ui's account has no network: of central is known what kiosk-sync says, and nothing else.
"""

from datetime import UTC, datetime, tzinfo
from typing import assert_never

from kiosk.doctor.seen import ClockSeen, GatewaySeen, Late, ProbeCrashed
from kiosk.domain.faults import Link
from kiosk.gateway.query import Absent, Forbidden, Nonsense, Silent
from kiosk.gateway.status import Answers
from wire.health import HealthCheck, HealthCode, Part, check_of

NOT_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
"""The software is younger than this: an earlier clock has lost its time, battery and all."""


def gateway(seen: GatewaySeen, socket: str) -> HealthCheck:
    def found(code: HealthCode) -> HealthCheck:
        return check_of(Part.GATEWAY, code, {"socket": socket})

    match seen:
        case Answers():
            return found(HealthCode.GATEWAY_ANSWERS)
        case Absent():
            return found(HealthCode.GATEWAY_ABSENT)
        case Forbidden():
            return found(HealthCode.GATEWAY_NOT_ALLOWED)
        case Silent():
            return found(HealthCode.GATEWAY_SILENT)
        case Nonsense():
            return found(HealthCode.GATEWAY_NONSENSE)
        case _:
            assert_never(seen)


def central(seen: GatewaySeen) -> HealthCheck:
    return check_of(Part.CENTRAL, _central(seen))


def _central(seen: GatewaySeen) -> HealthCode:
    match seen:
        case Answers(link):
            return _link(link)
        case Absent() | Forbidden() | Silent() | Nonsense():
            return HealthCode.CENTRAL_UNSEEN
        case _:
            assert_never(seen)


def _link(link: Link) -> HealthCode:
    match link:
        case Link.ONLINE:
            return HealthCode.CENTRAL_REACHED
        case Link.DEGRADED:
            return HealthCode.CENTRAL_DEGRADED
        case Link.OFFLINE:
            return HealthCode.CENTRAL_AWAY
        case Link.CLOCK_WRONG:
            return HealthCode.CENTRAL_BEHIND_CLOCK
        case Link.UNKNOWN:
            return HealthCode.CENTRAL_NOT_ASKED_YET
        case _:
            assert_never(link)


def clock(
    seen: ClockSeen, sync: GatewaySeen | Late | ProbeCrashed | None, zone: tzinfo = UTC
) -> HealthCheck:
    """``sync`` is None where kiosk-sync could not be asked. It has compared the clock with
    central's when it is online, and only then. The time is told as the kiosk shows it, in
    ``zone``: staff compare it with a watch."""

    def found(code: HealthCode) -> HealthCheck:
        now = seen.now.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S %Z")
        return check_of(Part.CLOCK, code, {"now": now})

    compared = sync == Answers(Link.ONLINE)
    if seen.now < NOT_BEFORE:
        return found(HealthCode.CLOCK_BEFORE_SOFTWARE)
    if sync == Answers(Link.CLOCK_WRONG):
        return found(HealthCode.CLOCK_DIFFERS)
    if seen.kept is False:
        return found(HealthCode.CLOCK_UNKEPT)
    if compared:
        return found(HealthCode.CLOCK_AGREES)
    return found(HealthCode.CLOCK_UNKNOWN if seen.kept is None else HealthCode.CLOCK_KEPT)
