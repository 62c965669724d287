"""Which periods of rights a paper shows, and what must be said about each in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wire.rights import Periode

SOON = timedelta(days=31)
"""Rights that end within a month deserve a word: time to see the caisse."""


class PeriodState(StrEnum):
    OPEN = "open"
    ENDS_SOON = "ends_soon"
    ENDED = "ended"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class ShownPeriod:
    periode: Periode
    state: PeriodState


def shown(periods: Iterable[Periode], on: date) -> tuple[ShownPeriod, ...]:
    """Periods open or to come on that day, oldest first; failing these the last that ended.

    Periods that overlap or follow without a day between are joined: the person reads one
    stretch of rights, however many contracts it is made of. An end before its start is no period.
    """
    joined = _joined(periods)
    alive = [periode for periode in joined if periode.date_fin is None or periode.date_fin >= on]
    kept = alive or joined[-1:]
    last = len(kept) - 1
    return tuple(ShownPeriod(p, _state(p, on, last=i == last)) for i, p in enumerate(kept))


def _state(periode: Periode, on: date, *, last: bool) -> PeriodState:
    if periode.date_debut > on:
        return PeriodState.TO_COME
    if periode.date_fin is None:
        return PeriodState.OPEN
    if periode.date_fin < on:
        return PeriodState.ENDED
    return PeriodState.ENDS_SOON if last and periode.date_fin - on <= SOON else PeriodState.OPEN


def _joined(periods: Iterable[Periode]) -> list[Periode]:
    joined: list[Periode] = []
    for periode in sorted(periods, key=lambda p: p.date_debut):
        if periode.date_fin is not None and periode.date_fin < periode.date_debut:
            continue
        if joined and _touches(joined[-1].date_fin, periode.date_debut):
            before = joined.pop()
            periode = Periode(before.date_debut, _later(before.date_fin, periode.date_fin))
        joined.append(periode)
    return joined


def _touches(end: date | None, start: date) -> bool:
    return end is None or start.toordinal() <= end.toordinal() + 1


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)
