"""Numbers of use as tables, and as the charts before them."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from central.dashboard.words import Words
from central.fleet.use.reading import ToldUse
from central.fleet.use.spans import within
from central.fleet.use.telling import Use

_SHOWN_SERVICES = 5
_SHOWN_STEPS = 20
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
_LONGEST_S = 3_600
"""The last span holds what took longer too."""


@dataclass(frozen=True, slots=True)
class CountedSeries:
    """One number for each row of a table."""

    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class ChartedTable:
    """``chart``: the same numbers for the script that draws them; ``newest_first``: the rows of the
    table, as against the chart's."""

    key: str
    rows: tuple[str, ...]
    columns: tuple[CountedSeries, ...]
    chart: str
    newest_first: bool = False


@dataclass(frozen=True, slots=True)
class LeftStep:
    """``share``: of all who began the service, in hundredths."""

    service: str
    step: str
    number: int
    share: int


@dataclass(frozen=True, slots=True)
class NamedShare:
    """``share`` in hundredths of all."""

    label: str
    number: int
    share: int


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """Of whole weeks; None for what is not told. Seconds, and hundredths of the visits."""

    median_s: int | None
    most_s: int | None
    offline: int
    offline_share: int
    offline_minutes: int
    left: tuple[LeftStep, ...]
    languages: tuple[NamedShare, ...]
    aids: tuple[NamedShare, ...]


def tables_by_day(told: ToldUse, days: Sequence[date], words: Words) -> list[ChartedTable]:
    use = [told.days.get(day, Use()) for day in days]
    rows = tuple(map(words.date, days))
    at = [int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) for day in days]

    def series(name: str, counts: Iterable[int]) -> CountedSeries:
        return CountedSeries(words.say(f"statistics.{name}"), tuple(counts))

    services = {
        (service, place): number
        for place, day in enumerate(days)
        for service, number in told.services.get(day, {}).items()
    }
    tables = {
        "visits": (series("visits", (each.visits for each in use)),),
        "services": _by_service(services, len(days), words),
        "paper": (
            series("sheets", (each.sheets for each in use)),
            series("strips", (each.strips for each in use)),
        ),
    }
    return [
        ChartedTable(key, rows, columns, _drawn({"at": at}, columns, words), newest_first=True)
        for key, columns in tables.items()
        if columns
    ]


def tables_by_week(told: ToldUse, words: Words) -> list[ChartedTable]:
    hours = {int(hour): number for (hour,), number in _named(told.counts, "hour")}
    begun = {
        (service, int(hour)): number
        for (service, hour), number in _named(told.counts, "at")
        if hour.isdecimal()
    }
    lasted = {int(end): number for (end,), number in _named(told.counts, "lasted")}
    used = {*hours, *(hour for _, hour in begun)}
    tables = []
    if used:
        span = range(min(used), max(used) + 1)
        rows = tuple(words.say("statistics.hour", hour=hour) for hour in span)
        visits = tuple(hours.get(hour, 0) for hour in span)
        moved = {(service, hour - span[0]): number for (service, hour), number in begun.items()}
        tables += [
            ("hours", rows, (CountedSeries(words.say("statistics.visits"), visits),)),
            ("service_hours", rows, _by_service(moved, len(span), words)),
        ]
    if lasted:
        ends = [end for end in sorted(lasted) if lasted[end]]
        rows = tuple(_up_to(end, words) for end in ends)
        counts = tuple(lasted[end] for end in ends)
        tables.append(("lasted", rows, (CountedSeries(words.say("statistics.visits"), counts),)))
    return [
        ChartedTable(key, rows, columns, _drawn({"labels": rows}, columns, words))
        for key, rows, columns in tables
        if columns
    ]


def week_facts(told: ToldUse, words: Words) -> WeekFacts:
    counts = told.counts
    lasted = {int(end): number for (end,), number in _named(counts, "lasted")}
    visits = counts.get("visits", 0)
    ended = sum(number for _, number in _named(counts, "language"))
    left = [
        LeftStep(
            words.find(f"service.{service}", service),
            _asked(step, words),
            number,
            _share(number, counts.get(f"begun {service}", 0)),
        )
        for (service, step), number in _named(counts, "left")
    ]
    languages = [
        (words.language_name(name), number) for (name,), number in _named(counts, "language")
    ]
    aids = [
        (words.find(f"statistics.aid.{name}", name), number)
        for (name,), number in _named(counts, "aid")
    ]
    offline = counts.get("offline", 0)
    return WeekFacts(
        within(lasted, 0.5),
        within(lasted, 0.9),
        offline,
        _share(offline, visits),
        counts.get("minutes", 0),
        tuple(sorted(left, key=lambda each: (-each.number, each.service, each.step)))[
            :_SHOWN_STEPS
        ],
        _shares(languages, ended),
        _shares(aids, ended),
    )


def span_text(seconds: int, words: Words) -> str:
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return words.say("time.seconds", count=rest)
    if not rest:
        return words.say("time.minutes", count=minutes)
    return words.say("statistics.minutes_and_seconds", minutes=minutes, seconds=f"{rest:02}")


def _by_service(
    counts: Mapping[tuple[str, int], int], places: int, words: Words
) -> tuple[CountedSeries, ...]:
    """The most used ones, and all others together."""
    totals = Counter[str]()
    for (service, _), number in counts.items():
        totals[service] += number
    by_use = sorted(totals, key=lambda each: (-totals[each], each))
    # One alone is not put away behind a word that is longer than its name.
    shown = by_use if len(by_use) == _SHOWN_SERVICES + 1 else by_use[:_SHOWN_SERVICES]

    def column(label: str, of: Sequence[str]) -> CountedSeries:
        sums = (sum(counts.get((each, place), 0) for each in of) for place in range(places))
        return CountedSeries(label, tuple(sums))

    columns = [column(words.find(f"service.{each}", each), [each]) for each in shown]
    others = by_use[len(shown) :]
    if others:
        columns.append(column(words.counted("statistics.services.others", len(others)), others))
    return tuple(columns)


def _named(counts: Mapping[str, int], kind: str) -> list[tuple[list[str], int]]:
    """The numbers of that kind, each with the rest of its name."""
    split = ((name.split(" "), number) for name, number in counts.items())
    return [(name[1:], number) for name, number in split if name[0] == kind]


def _asked(step: str, words: Words) -> str:
    """What the kiosk asks or says there, without what it filled in."""
    return _PLACEHOLDER.sub("…", words.find(step, step))


def _up_to(end: int, words: Words) -> str:
    if end >= _LONGEST_S:
        return words.say("statistics.longer")
    return words.say("statistics.up_to", span=span_text(end, words))


def _shares(named: Sequence[tuple[str, int]], whole: int) -> tuple[NamedShare, ...]:
    by_use = sorted(named, key=lambda each: (-each[1], each[0]))
    return tuple(NamedShare(label, number, _share(number, whole)) for label, number in by_use)


def _share(number: int, whole: int) -> int:
    return min(100, round(100 * number / whole)) if whole else 0


def _drawn(over: Mapping[str, object], columns: Sequence[CountedSeries], words: Words) -> str:
    return json.dumps(
        {
            **over,
            "series": [{"label": each.label, "counts": each.counts} for each in columns],
            "language": words.language,
        },
        separators=(",", ":"),
        ensure_ascii=False,
    )
