"""From where a kiosk's key or token is used: one place at a time, unless another has it too.

A place that changes is nothing: a router is exchanged, a lease ends, a kiosk is started anew. A
place that comes back is: a boot's id never does, and an address that comes back again and again
within the hour belongs to a second machine that speaks in turn with the first.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, delete, select
from sqlalchemy.orm import Session

from central.crypto.keys import Keys
from central.fleet.kiosks import quarantine
from central.store.alarms import raise_alarm
from central.store.counters import Counters, Window
from central.store.database import insert_or_update
from central.store.models import KioskPlaceRow, KioskRow
from shared_runtime.clock import Clock

PlaceKind = Literal["ipv4", "ipv6", "boot"]
"""A kiosk may speak IPv4 and IPv6 in turn: each is compared with its like."""
AWAY = timedelta(hours=1)
RETURNS = Window("kiosk-returns", 3_600)
RETURNS_THAT_ALARM = 3
"""A line that fails goes over to another and back: once, perhaps twice within the hour."""
REMEMBERED = timedelta(days=30)
MOST_PLACES = 50
"""Of a kind that are remembered of a kiosk: whoever makes up a boot's id for each call neither
fills the store nor makes each call of the kiosk read all that was kept."""
MANY_WITHIN = timedelta(days=1)
"""No kiosk has so many places within a day, and what is forgotten would be missed as a return."""


def current_place(
    kiosk: ColumnElement[str], kind: PlaceKind | BindParameter[str]
) -> ScalarSelect[str]:
    """The digest of the place of that kind to which a kiosk came last."""
    return (
        select(KioskPlaceRow.place)
        .where(KioskPlaceRow.kiosk == kiosk, KioskPlaceRow.kind == kind)
        .order_by(KioskPlaceRow.arrived_at.desc())
        .limit(1)
        .scalar_subquery()
    )


@dataclass(frozen=True, slots=True)
class Places:
    """Keeps digests of places, not places. Called within the transaction in which the token was
    found, and writes only where the place is another than before."""

    keys: Keys
    clock: Clock
    counters: Counters

    def called_from(self, db: Session, kiosk: str, household: str) -> None:
        self._seen(db, kiosk, kind_of(household), household)

    def booted(self, db: Session, kiosk: str, boot: UUID) -> bool:
        """Whether the kiosk may go on: of two that say to be it, neither may."""
        return self._seen(db, kiosk, "boot", str(boot))

    def digest_of_boot(self, kiosk: str, boot: UUID) -> str:
        """What is kept of a boot: where it is the one that came last, ``booted`` writes nothing."""
        return self._place(kiosk, "boot", str(boot))

    def _place(self, kiosk: str, kind: PlaceKind, where: str) -> str:
        return self.keys.digest("place", kiosk, kind, where)

    def _seen(self, db: Session, kiosk: str, kind: PlaceKind, where: str) -> bool:
        place = self._place(kiosk, kind, where)
        # Two workers may see the two places at once: one after the other, or a return is missed.
        db.execute(select(KioskRow.id).where(KioskRow.id == kiosk).with_for_update())
        current = self._current(db, kiosk, kind)
        if current is not None and current.place == place:
            return True
        if (
            current is not None
            and self._was_here(db, kiosk, kind, place)
            and not self._may_return(db, kiosk, kind, current)
        ):
            return False
        self._arrived(db, kiosk, kind, place)
        self._forget_oldest(db, kiosk, kind)
        return True

    def _may_return(self, db: Session, kiosk: str, kind: PlaceKind, current: KioskPlaceRow) -> bool:
        if kind == "boot":
            # No machine boots into a boot of before: there are two, and nobody knows which is ours.
            raise_alarm(db, self.clock, "cloned", kiosk)
            quarantine(db, self.clock, kiosk)
            return False
        if current.arrived_at <= self.clock.now() - AWAY:
            return True
        if self.counters.add(db, RETURNS, kiosk, kind).number >= RETURNS_THAT_ALARM:
            raise_alarm(db, self.clock, "token-in-two-places", kiosk)
        return True

    def _arrived(self, db: Session, kiosk: str, kind: PlaceKind, place: str) -> None:
        now = self.clock.now()
        row = {"kiosk": kiosk, "kind": kind, "place": place, "arrived_at": now}
        db.execute(
            insert_or_update(db, KioskPlaceRow)
            .values(row)
            .on_conflict_do_update(
                index_elements=[KioskPlaceRow.kiosk, KioskPlaceRow.kind, KioskPlaceRow.place],
                set_={"arrived_at": now},
            )
        )
        db.execute(
            delete(KioskPlaceRow).where(
                KioskPlaceRow.kiosk == kiosk, KioskPlaceRow.arrived_at <= now - REMEMBERED
            )
        )

    def _forget_oldest(self, db: Session, kiosk: str, kind: PlaceKind) -> None:
        row = KioskPlaceRow
        beyond = db.execute(
            select(row.place, row.arrived_at)
            .where(row.kiosk == kiosk, row.kind == kind)
            .order_by(row.arrived_at.desc())
            .offset(MOST_PLACES)
        ).all()
        if not beyond:
            return
        if beyond[0].arrived_at > self.clock.now() - MANY_WITHIN:
            raise_alarm(db, self.clock, "token-in-two-places", kiosk)
        gone = [each.place for each in beyond]
        db.execute(delete(row).where(row.kiosk == kiosk, row.kind == kind, row.place.in_(gone)))

    def _current(self, db: Session, kiosk: str, kind: PlaceKind) -> KioskPlaceRow | None:
        return db.scalar(
            select(KioskPlaceRow)
            .where(KioskPlaceRow.kiosk == kiosk, KioskPlaceRow.kind == kind)
            .order_by(KioskPlaceRow.arrived_at.desc())
            .limit(1)
            .execution_options(populate_existing=True)
        )

    def _was_here(self, db: Session, kiosk: str, kind: PlaceKind, place: str) -> bool:
        return db.get(KioskPlaceRow, (kiosk, kind, place)) is not None

    def digest_of(self, kiosk: str, household: str) -> str:
        """What is kept of a place from where the kiosk calls."""
        return self._place(kiosk, kind_of(household), household)


def kind_of(household: str) -> PlaceKind:
    return "ipv6" if ":" in household else "ipv4"
