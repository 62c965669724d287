"""Which numbers of use may be told, and which would say something of somebody. Pure.

The smallest number that is told is of one group of kiosks (one agency, the same tags) on one day;
what is counted finer, hours and steps, of one group in one whole week. One under ``LEAST_TOLD`` is
not only not shown: it is *in no sum either*. So every number of a page is a sum of numbers that are
told already, and what is left out is in none of the two of which anybody takes a difference: a
total less its parts, thirty days less seven, an agency less those of its kiosks that bear a tag,
today's page less yesterday's. What is summed once more, since a kiosk tells of it late, changes by
nothing or by that much; and a day of which more is known than told is in no week.

What is counted finer are parts of a whole that is told: the visits of a week by hour. What is left
out of it would be the whole less its parts. So that is nothing, or not under ``LEAST_TOLD`` either:
where it would be less, the largest part is told smaller by what is missing. For the same reason
only days are counted whose whole is told. The price is that sums are a little too small; the page
says so.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from central.fleet.usage import LEAST_TOLD
from wire.report import UsageDetail

MOST_A_DAY = 10_000
"""Visits of a kiosk: one every nine seconds, day and night."""
K = TypeVar("K", bound=Hashable)
Counts = Counter[str]
"""By name: ``hour 9``, ``at ceam 9``, ``lasted 60``, ``left ceam ceam.confirm.question``, ``done
ceam``, ``begun ceam``, ``language fr``, ``aid large_text``, ``visits``, ``offline``, ``minutes``.
No part of a name has a space."""


@dataclass(frozen=True, slots=True)
class Use:
    visits: int = 0
    sheets: int = 0
    strips: int = 0

    def __add__(self, other: "Use") -> "Use":
        return Use(
            self.visits + other.visits, self.sheets + other.sheets, self.strips + other.strips
        )

    @property
    def told(self) -> "Use":
        return Use(told(self.visits), told(self.sheets), told(self.strips))


@dataclass(frozen=True, slots=True)
class ToldDay:
    """What may be told of a day in a group, or in many."""

    use: Use = Use()
    services: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "ToldDay") -> "ToldDay":
        services = Counter(self.services)
        services.update(other.services)
        return ToldDay(self.use + other.use, services)

    def same_as(self, other: "ToldDay | None") -> bool:
        """Of people: paper is in no week."""
        return (
            other is not None
            and self.use.visits == other.use.visits
            and dict(self.services) == dict(other.services)
        )


@dataclass
class DayThere:
    """Of one day in one group, as it is: what its kiosks told, added up."""

    use: Use = Use()
    services: Counter[str] = field(default_factory=Counter)
    counts: Counts = field(default_factory=Counter)

    def add(self, other: "DayThere") -> None:
        self.use += other.use
        self.services.update(other.services)
        self.counts.update(other.counts)

    @property
    def believed(self) -> "DayThere":
        """Of one kiosk. One that is broken, or is not ours any more, may tell of thousands of
        millions: their sum has no place in the store, and nobody's day would be summed."""
        use = self.use
        counted = (min(each, MOST_A_DAY) for each in (use.visits, use.sheets, use.strips))
        services = {each: min(number, MOST_A_DAY) for each, number in self.services.items()}
        return DayThere(Use(*counted), Counter(services), self.counts)

    @property
    def told(self) -> ToldDay:
        services = {each: number for each, number in self.services.items() if told(number)}
        return ToldDay(self.use.told, services)


def told(number: int) -> int:
    return number if number >= LEAST_TOLD else 0


def told_anew(day: ToldDay, former: ToldDay) -> ToldDay:
    """A day that was told before, and is summed once more: a number that differs by less than
    ``LEAST_TOLD`` stays as it was, or whoever looks twice has the difference."""
    names = sorted({*former.services, *day.services})
    services = {
        name: _anew(day.services.get(name, 0), former.services.get(name, 0)) for name in names
    }
    use, before = day.use, former.use
    return ToldDay(
        Use(
            _anew(use.visits, before.visits),
            _anew(use.sheets, before.sheets),
            _anew(use.strips, before.strips),
        ),
        {name: number for name, number in services.items() if number},
    )


def week_anew(week: Counts, former: Counts | None) -> Counts:
    """The same of a week, as a whole: its numbers are parts of each other. ``former``: None of one
    that was not told before."""
    if former is None:
        return week
    different = {name for name in {*week, *former} if week[name] != former[name]}
    is_told = all(abs(week[name] - former[name]) >= LEAST_TOLD for name in different - {"minutes"})
    return week if is_told else former


def _anew(number: int, former: int) -> int:
    return number if abs(number - former) >= LEAST_TOLD else former


def told_parts(parts: Mapping[K, int]) -> dict[K, int]:
    """Each part that may be told of a whole that is told itself: what is left of the whole is
    nothing, or so much that it may be told too."""
    shown = {part: number for part, number in parts.items() if told(number)}
    left = sum(parts.values()) - sum(shown.values())
    if shown and 0 < left < LEAST_TOLD:
        largest = max(shown, key=lambda part: shown[part])
        shown[largest] -= LEAST_TOLD - left
        if not told(shown[largest]):
            del shown[largest]
    return shown


def counts_of(detail: UsageDetail) -> Counts:
    counts = Counts()
    for hour, number in detail.hours.items():
        counts[f"hour {hour}"] += number
    for service, hours in detail.service_hours.items():
        for hour, number in hours.items():
            counts[f"at {service} {hour}"] += number
    for within_s, number in detail.lasted.items():
        counts[f"lasted {within_s}"] += number
    for service, steps in detail.left.items():
        for step, number in steps.items():
            counts[f"left {service} {step}"] += number
    for language, number in detail.languages.items():
        counts[f"language {language}"] += number
    for aid, number in detail.aids.items():
        counts[f"aid {aid}"] += number
    counts["offline"] += detail.offline_visits
    counts["minutes"] += detail.offline_minutes
    return counts


def told_week(days: Iterable[DayThere]) -> Counts:
    """Of one week in one group. Minutes without central are nobody's, and told as they are."""
    there = Counts()
    for day in days:
        if not day.counts:
            continue  # of kiosks of a release that did not count so finely
        services = day.told.services
        there["visits"] += told(day.use.visits)
        there["minutes"] += day.counts["minutes"]
        there.update({f"begun {each}": number for each, number in services.items()})
        for name, number in day.counts.items():
            kind, _, part = name.partition(" ")
            of_service = kind in _OF_SERVICES and part.partition(" ")[0] in services
            if of_service or (kind in _OF_VISITS and told(day.use.visits)):
                there[name] += number
    return Counts({name: number for name, number in _told(there).items() if number})


_OF_VISITS = ("hour", "lasted", "language", "aid", "offline")
_OF_SERVICES = ("at", "left")


def _told(there: Counts) -> Counts:
    visits = there["visits"]
    shown = Counts({"visits": visits, "minutes": there["minutes"]})
    for kind in ("hour", "lasted", "language"):
        shown.update(_parts_of(_named(there, kind), visits))
    for name in ("offline", *_named(there, "aid")):
        shown.update(_parts_of({name: there[name]}, visits))
    for begun, number in _named(there, "begun").items():
        service = begun.partition(" ")[2]
        hours, left = _named(there, f"at {service}"), _named(there, f"left {service}")
        done = max(0, sum(hours.values()) - sum(left.values()))
        shown[begun] = number
        shown.update(_parts_of(hours, number))
        shown.update(_parts_of(left | {f"done {service}": done}, number))
    return shown


def _named(counts: Counts, kind: str) -> dict[str, int]:
    return {name: number for name, number in counts.items() if name.startswith(f"{kind} ")}


def _parts_of(parts: Mapping[str, int], whole: int) -> dict[str, int]:
    """Beside what of the whole is in none of them."""
    shown = told_parts({**parts, "": max(0, whole - sum(parts.values()))})
    shown.pop("", None)
    return shown
