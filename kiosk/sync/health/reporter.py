"""When central is told how the kiosk is, and how much of it: a slow line is told less over."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

import structlog

from kiosk.sync.health.board import HealthSnapshot
from shared_runtime.clock import Clock
from wire.codec import codec_of
from wire.health import HealthCheck, alike
from wire.report import MAX_USAGES, KioskReport, ReportOutcome, Usage

EVERY_S = 45.0
"""Central asks kiosks each minute, which drift apart by a fifth either way: one report a poll, and
none with each batch of a queue that drains."""

log = structlog.get_logger(__name__)


class Reporter:
    """Belongs to the event loop. ``report`` and ``answered`` go in turns."""

    def __init__(
        self,
        snapshot: Callable[[], Awaitable[HealthSnapshot]],
        versions: Mapping[str, str],
        clock: Clock,
    ) -> None:
        self._snapshot = snapshot
        self._versions = versions
        self._clock = clock
        self._number = 0
        self._due_at = clock.monotonic()
        self._sent: KioskReport | None = None
        self._sent_checks: tuple[HealthCheck, ...] = ()
        self._taken: tuple[int, tuple[HealthCheck, ...]] | None = None
        """Number and checks of the report that central took last, as a whole."""
        self._owed: dict[tuple[str, str], Usage] = {}
        """Counts that central has not taken, by run and day: also of a screen started anew."""
        self._told: dict[tuple[str, str], Usage] = {}

    async def report(self, *, slow: bool) -> KioskReport | None:
        """The report for an exchange that begins now, where one is due. ``slow``: the line is."""
        now = self._clock.monotonic()
        if now < self._due_at:
            return None
        self._due_at = now + EVERY_S
        try:
            return await self._next(slow=slow)
        except Exception as error:  # noqa: BLE001 - people's requests go with it: a bug holds none back
            log.error("health_report_failed", error=type(error).__name__)
            return None

    def answered(self, outcome: ReportOutcome | None) -> None:
        """What central says of the report that went with the exchange; None of a central that does
        not know of reports, or where there was no answer."""
        sent, self._sent = self._sent, None
        if sent is None:
            return
        self._taken = None
        match outcome:
            case "taken":
                self._taken = sent.number, self._sent_checks
                for usage in sent.usages:
                    self._told[_key(usage)] = usage
                    if self._owed.get(_key(usage)) == usage:
                        del self._owed[_key(usage)]
            case "send_whole":
                self._due_at = self._clock.monotonic()
            case "unreadable":
                log.warning("health_report_unread")
            case None:
                return

    async def _next(self, *, slow: bool) -> KioskReport:
        snapshot = await self._snapshot()
        self._number += 1
        self._owe(snapshot)
        report = self._made(snapshot, slow=slow)
        codec_of(KioskReport).of_plain(report)
        self._sent, self._sent_checks = report, snapshot.checks
        return report

    def _made(self, snapshot: HealthSnapshot, *, slow: bool) -> KioskReport:
        usages = self._usages(slow=slow)
        if slow and self._taken is not None:
            upon, former = self._taken
            known = {check.name: check for check in former}
            gone = known.keys() - {check.name for check in snapshot.checks}
            if not gone:
                changed = tuple(
                    check
                    for check in snapshot.checks
                    if check.name not in known or not alike(known[check.name], check)
                )
                return KioskReport(self._number, upon, changed, snapshot.measures, usages=usages)
        return KioskReport(
            self._number, None, snapshot.checks, snapshot.measures, self._versions, usages
        )

    def _usages(self, *, slow: bool) -> tuple[Usage, ...]:
        """A slow line carries no detail: that stays owed, and is told over a better one."""
        owed = tuple(self._owed.values())
        if slow:
            told = {key: _plain(usage) for key, usage in self._told.items()}
            owed = tuple(_plain(each) for each in owed if told.get(_key(each)) != _plain(each))
        return owed[-MAX_USAGES:]

    def _owe(self, snapshot: HealthSnapshot) -> None:
        for usage in snapshot.usages:
            if self._told.get(_key(usage)) != usage:
                self._owed.pop(_key(usage), None)
                self._owed[_key(usage)] = usage
        for key in list(self._owed)[:-MAX_USAGES]:
            del self._owed[key]
        for key in list(self._told)[:-MAX_USAGES]:
            del self._told[key]


def _plain(usage: Usage) -> Usage:
    return replace(usage, detail=None)


def _key(usage: Usage) -> tuple[str, str]:
    return str(usage.run), usage.day.isoformat()
