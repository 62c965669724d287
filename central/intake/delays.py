"""When an agent is late with a request: days by kind, from when it first came in."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_

from central.store.intake_models import IS_OPEN, RequestRow
from wire.demandes.demande import AnyDemande
from wire.demandes.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Delays:
    """``days`` that the caisse has set by kind. The others are a fact of each kind; one that this
    release does not know has the common one."""

    days: Mapping[str, int]

    def due_at(self, kind: str, received_at: datetime) -> datetime:
        return received_at + self.delay(kind)

    def delay(self, kind: str) -> timedelta:
        known = KINDS.get(kind, AnyDemande)
        return timedelta(days=self.days.get(kind, known.days_to_deal))


@dataclass(frozen=True, slots=True)
class LateAt:
    """What is late at a time: open, and due by then."""

    delays: Delays
    now: datetime

    def is_late(self, kind: str, state: str, received_at: datetime) -> bool:
        return state != "done" and self.delays.due_at(kind, received_at) <= self.now

    @property
    def clause(self) -> ColumnElement[bool]:
        by_delay: defaultdict[timedelta, list[str]] = defaultdict(list)
        for kind in KINDS:
            by_delay[self.delays.delay(kind)].append(kind)
        common = timedelta(days=AnyDemande.days_to_deal)
        among = (
            and_(RequestRow.kind.in_(kinds), RequestRow.received_at <= self.now - delay)
            for delay, kinds in by_delay.items()
        )
        unknown = and_(RequestRow.kind.not_in(KINDS), RequestRow.received_at <= self.now - common)
        # Said once more by itself, so that an index is read from there on.
        shortest = min((*by_delay, common))
        return and_(IS_OPEN, RequestRow.received_at <= self.now - shortest, or_(unknown, *among))
