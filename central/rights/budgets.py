"""What one kiosk may do in a day: beyond it, the kiosk is paused and somebody is told.

A minute's limit stops a flood; whoever hunts with a stolen token goes slowly. No kiosk has more
visitors in a day, more wrong codes or more cards of nobody, than people cause who stand before it.
Counted in the store: the same over all workers and restarts.
"""

from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from central.config.setting_budgets import BudgetSettings
from central.rights.people import CardIdentity
from central.store.alarms import AlarmKind, raise_alarm
from central.store.counters import Counters, Window, WindowCount
from central.store.database import transaction
from shared_runtime.clock import Clock

_DAY_S = 86_400
_PERSONS = Window("kiosk persons", _DAY_S)
_ONE_PERSON = Window("kiosk person", _DAY_S)
_UNKNOWN = Window("kiosk unknown", _DAY_S)
_ONE_UNKNOWN = Window("kiosk unknown person", _DAY_S)
_FAILURES = Window("kiosk failures", _DAY_S)
_MESSAGES = Window("kiosk messages", _DAY_S)
_ITEMS = Window("kiosk items", _DAY_S)
_BUNDLES = Window("kiosk bundles", _DAY_S)


@dataclass(frozen=True, slots=True)
class Budgets:
    """Each day begins with the first event of its kind. ``…_s``: whole seconds until the pause is
    over, ``None`` where there is none."""

    engine: Engine
    clock: Clock
    counters: Counters
    settings: BudgetSettings

    def pause_s(self, kiosk: str) -> int | None:
        """Whether the kiosk is paused for people."""
        with transaction(self.engine) as db:
            counts = [
                (self.counters.read(db, window, kiosk), limit) for window, limit in self._limits()
            ]
        waits = [count.ends_in_s for count, limit in counts if count.number > limit]
        return max(waits, default=None)

    def note_person(self, kiosk: str, card: CardIdentity) -> int | None:
        """A card of somebody: counted once, however often it comes. The one that is too many is
        not served any more."""
        once = self.counters.key(_ONE_PERSON, card.nir, card.birth_date)
        with transaction(self.engine) as db:
            if self.counters.add(db, _ONE_PERSON, kiosk, once).number > 1:
                return None
            return self._spend(db, _PERSONS, kiosk, self.settings.persons_per_kiosk, "many-persons")

    def note_unknown(self, kiosk: str, card: CardIdentity) -> None:
        """A card of nobody, or with names that are not the person's: each way of it counts once."""
        names = (card.nir, card.birth_date, card.family_name, card.given_name)
        once = self.counters.key(_ONE_UNKNOWN, *names)
        with transaction(self.engine) as db:
            if self.counters.add(db, _ONE_UNKNOWN, kiosk, once).number == 1:
                limit = self.settings.unknown_per_kiosk
                self._spend(db, _UNKNOWN, kiosk, limit, "many-unknown-persons")

    def note_failure(self, kiosk: str) -> None:
        """A wrong code."""
        with transaction(self.engine) as db:
            limit = self.settings.failures_per_kiosk
            self._spend(db, _FAILURES, kiosk, limit, "many-wrong-codes")

    def note_message(self, kiosk: str) -> int | None:
        """Before a message is sent: each costs, and disturbs whoever did not ask for it."""
        with transaction(self.engine) as db:
            limit = self.settings.messages_per_kiosk
            return self._spend(db, _MESSAGES, kiosk, limit, "many-messages")

    def note_bundle(self, kiosk: str) -> int | None:
        """Before the body of a support bundle is taken."""
        with transaction(self.engine) as db:
            limit = self.settings.bundles_per_kiosk
            return self._spend(db, _BUNDLES, kiosk, limit, "many-bundles")

    def reserve_items(self, kiosk: str, number: int) -> int | None:
        """Before so many items of a queue are looked at; refused, they are to come again."""
        limit = self.settings.items_per_kiosk
        with transaction(self.engine) as db:
            wait_s = self._spend(db, _ITEMS, kiosk, limit, "many-requests", number)
            if wait_s is not None:
                self.counters.add(db, _ITEMS, kiosk, amount=-number)
        return wait_s

    def give_back_items(self, kiosk: str, number: int) -> None:
        """So many of them are no new ones: a queue that must send again is no flood."""
        with transaction(self.engine) as db:
            self.counters.add(db, _ITEMS, kiosk, amount=-number)

    def resume(self, db: Session, kiosk: str) -> None:
        """Ends a pause: staff know why it came to that."""
        for window in (*(each for each, _ in self._limits()), _MESSAGES, _ITEMS, _BUNDLES):
            self.counters.forget(db, window, kiosk)

    def _limits(self) -> tuple[tuple[Window, int], ...]:
        return (
            (_PERSONS, self.settings.persons_per_kiosk),
            (_UNKNOWN, self.settings.unknown_per_kiosk),
            (_FAILURES, self.settings.failures_per_kiosk),
        )

    def _spend(
        self,
        db: Session,
        window: Window,
        kiosk: str,
        limit: int,
        alarm: AlarmKind,
        number: int = 1,
    ) -> int | None:
        count: WindowCount = self.counters.add(db, window, kiosk, amount=number)
        if count.number <= limit:
            return None
        raise_alarm(db, self.clock, alarm, kiosk)
        return count.ends_in_s
