"""Counts how much the kiosk is used: by day, and never anything of a person."""

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from kiosk.domain.paper import HandedOver, Medium
from kiosk.domain.services import Registry
from kiosk.domain.states import KioskState
from kiosk.domain.usage import Used, used, without_central
from shared_runtime.clock import Clock
from wire.report import LASTED_WITHIN_S, MAX_STEPS, Usage, UsageDetail

K = TypeVar("K")
_DAYS = 3
"""Of which counts are kept, for a kiosk-sync that was away over midnight."""


@dataclass(frozen=True, slots=True)
class ScreenChoices:
    """How somebody has the screen; ``aids`` by name."""

    language: str
    aids: frozenset[str] = frozenset()


@dataclass
class _Day:
    visits: int = 0
    services: Counter[str] = field(default_factory=Counter)
    sheets: int = 0
    strips: int = 0
    hours: Counter[int] = field(default_factory=Counter)
    service_hours: dict[str, Counter[int]] = field(default_factory=dict)
    lasted: Counter[int] = field(default_factory=Counter)
    left: dict[str, Counter[str]] = field(default_factory=dict)
    languages: Counter[str] = field(default_factory=Counter)
    aids: Counter[str] = field(default_factory=Counter)
    offline_visits: int = 0
    offline_s: float = 0.0


class UseCounter:
    """``moved`` is for the main thread, the others for any. ``here``: the time where the kiosk
    stands; ``run``: random id of this run of the screen."""

    def __init__(
        self,
        registry: Registry,
        run: UUID,
        here: Callable[[], datetime],
        choices: Callable[[], ScreenChoices],
        clock: Clock,
    ) -> None:
        self._registry = registry
        self._run = run
        self._here = here
        self._choices = choices
        self._clock = clock
        self._lock = threading.Lock()
        self._days: dict[date, _Day] = {}
        self._began_at = 0.0
        self._offline_since: float | None = None

    def moved(self, before: KioskState, after: KioskState) -> None:
        """Counts what the session's transition is worth counting for."""
        self._away(away=without_central(after))
        use = used(self._registry, before, after)
        if use is not None:
            with self._lock:
                self._count(use, offline=without_central(after))

    def printed(self, paper: HandedOver) -> None:
        with self._lock:
            day = self._day()
            if paper.medium is Medium.STRIP:
                day.strips += paper.pages
            else:
                day.sheets += paper.pages

    @property
    def today(self) -> date:
        """The day that counts now, where the kiosk stands."""
        return self._here().date()

    def usages(self) -> tuple[Usage, ...]:
        with self._lock:
            if self._offline_since is not None:
                self._add_away()
            return tuple(self._told(day, counted) for day, counted in self._days.items())

    def _count(self, use: Used, *, offline: bool) -> None:
        day, hour = self._day(), self._here().hour
        if use.left is not None:
            steps = day.left.setdefault(use.left.service, Counter())
            if use.left.step in steps or len(steps) < MAX_STEPS:
                steps[use.left.step] += 1
        if use.over:
            choices = self._choices()
            day.lasted[_within(self._clock.monotonic() - self._began_at)] += 1
            day.languages[choices.language] += 1
            day.aids.update(choices.aids)
        if use.visit:
            self._began_at = self._clock.monotonic()
            day.visits += 1
            day.hours[hour] += 1
            day.offline_visits += offline
        if use.service is not None:
            day.services[use.service] += 1
            day.service_hours.setdefault(use.service, Counter())[hour] += 1

    def _away(self, *, away: bool) -> None:
        with self._lock:
            if self._offline_since is not None:
                self._add_away()
            self._offline_since = self._clock.monotonic() if away else None

    def _add_away(self) -> None:
        assert self._offline_since is not None
        now = self._clock.monotonic()
        self._day().offline_s += now - self._offline_since
        self._offline_since = now

    def _day(self) -> _Day:
        today = self._here().date()
        day = self._days.pop(today, None) or _Day()
        self._days[today] = day
        for former in list(self._days)[:-_DAYS]:
            del self._days[former]
        return day

    def _told(self, day: date, counted: _Day) -> Usage:
        detail = UsageDetail(
            hours=dict(counted.hours),
            service_hours=_plain(counted.service_hours),
            lasted=dict(counted.lasted),
            left=_plain(counted.left),
            languages=dict(counted.languages),
            aids=dict(counted.aids),
            offline_visits=counted.offline_visits,
            offline_minutes=int(counted.offline_s // 60),
        )
        return Usage(
            self._run,
            day,
            counted.visits,
            dict(counted.services),
            counted.sheets,
            counted.strips,
            detail if detail != UsageDetail() else None,
        )


def _plain(counted: Mapping[str, Counter[K]]) -> dict[str, dict[K, int]]:
    return {name: dict(numbers) for name, numbers in counted.items()}


def _within(span_s: float) -> int:
    """The end of the span of which so long a time is."""
    return next((end for end in LASTED_WITHIN_S if span_s < end), LASTED_WITHIN_S[-1])
