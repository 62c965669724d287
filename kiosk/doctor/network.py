"""Judges kiosk-sync, central and the clock, which are seen through one another.

kiosk-ui's account has no network: of central is known what kiosk-sync says, and nothing else.
"""

from datetime import UTC, datetime, tzinfo
from typing import assert_never

from kiosk.doctor.finding import Code, Finding, Part
from kiosk.doctor.seen import Broken, ClockSeen, GatewaySeen, Late
from kiosk.domain.faults import Link
from kiosk.gateway.asking import Absent, Forbidden, Nonsense, Silent
from kiosk.gateway.status import Answers

NOT_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
"""The software is younger than this: an earlier clock has lost its time, battery and all."""


def gateway(seen: GatewaySeen, socket: str) -> Finding:
    def found(code: Code) -> Finding:
        return Finding(Part.GATEWAY, code, {"socket": socket})

    match seen:
        case Answers():
            return found(Code.GATEWAY_ANSWERS)
        case Absent():
            return found(Code.GATEWAY_ABSENT)
        case Forbidden():
            return found(Code.GATEWAY_NOT_ALLOWED)
        case Silent():
            return found(Code.GATEWAY_SILENT)
        case Nonsense():
            return found(Code.GATEWAY_NONSENSE)
        case _:
            assert_never(seen)


def central(seen: GatewaySeen) -> Finding:
    return Finding(Part.CENTRAL, _central(seen))


def _central(seen: GatewaySeen) -> Code:
    match seen:
        case Answers(link):
            return _link(link)
        case Absent() | Forbidden() | Silent() | Nonsense():
            return Code.CENTRAL_UNSEEN
        case _:
            assert_never(seen)


def _link(link: Link) -> Code:
    match link:
        case Link.ONLINE:
            return Code.CENTRAL_REACHED
        case Link.DEGRADED:
            return Code.CENTRAL_DEGRADED
        case Link.OFFLINE:
            return Code.CENTRAL_AWAY
        case Link.CLOCK_WRONG:
            return Code.CENTRAL_BEHIND_CLOCK
        case Link.UNKNOWN:
            return Code.CENTRAL_NOT_ASKED_YET
        case _:
            assert_never(link)


def clock(seen: ClockSeen, sync: GatewaySeen | Late | Broken | None, zone: tzinfo = UTC) -> Finding:
    """``sync`` is None where kiosk-sync could not be asked. It has compared the clock with
    central's when it is online, and only then. The time is told as the kiosk shows it, in
    ``zone``: staff compare it with a watch."""

    def found(code: Code) -> Finding:
        now = seen.now.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S %Z")
        return Finding(Part.CLOCK, code, {"now": now})

    compared = sync == Answers(Link.ONLINE)
    if seen.now < NOT_BEFORE:
        return found(Code.CLOCK_BEFORE_SOFTWARE)
    if sync == Answers(Link.CLOCK_WRONG):
        return found(Code.CLOCK_DIFFERS)
    if seen.kept is False:
        return found(Code.CLOCK_UNKEPT)
    if compared:
        return found(Code.CLOCK_AGREES)
    return found(Code.CLOCK_UNKNOWN if seen.kept is None else Code.CLOCK_KEPT)
