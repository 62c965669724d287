"""From where a kiosk's key or token is used: one place at a time, unless another has it too.

A place that changes is nothing: a router is exchanged, a lease ends, a kiosk is started anew. A
place that comes back is: a boot's id never does, and an address that comes back again and again
within the hour belongs to a second machine that speaks in turn with the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, delete, select, update
from sqlalchemy.orm import Session

from central.crypto.digests import Digests
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

    def is_last_boot(self, kiosk: str, boot: UUID, last: str | None) -> bool:
        """Whether the kiosk runs in the boot that was heard last, so that ``booted`` has nothing to
        write."""
        return is_there(self.place(kiosk, "boot", str(boot)), last)

    def place(self, kiosk: str, kind: PlaceKind, where: str) -> Digests:
        return self.keys.digests("place", kiosk, kind, where)

    def _seen(self, db: Session, kiosk: str, kind: PlaceKind, where: str) -> bool:
        place = self.place(kiosk, kind, where)
        # Two workers may see the two places at once: one after the other, or a return is missed.
        db.execute(select(KioskRow.id).where(KioskRow.id == kiosk).with_for_update())
        current = self._current(db, kiosk, kind)
        if current is not None and current.place in place.names:
            self._renamed(db, current, place)
            return True
        if current is not None and current.arrived_at > self.clock.now() - REMEMBERED:
            # Of a key that is not known here it may be this very place: it is no return then.
            self.keys.key_of("place", current.place)
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

    def _arrived(self, db: Session, kiosk: str, kind: PlaceKind, place: Digests) -> None:
        now = self.clock.now()
        self._forget(db, kiosk, kind, place.names[1:])
        row = {"kiosk": kiosk, "kind": kind, "place": place.current, "arrived_at": now}
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
        self._forget(db, kiosk, kind, [each.place for each in beyond])

    def _forget(self, db: Session, kiosk: str, kind: PlaceKind, places: Sequence[str]) -> None:
        row = KioskPlaceRow
        if places:
            gone = row.place.in_(places)
            db.execute(delete(row).where(row.kiosk == kiosk, row.kind == kind, gone))

    def _renamed(self, db: Session, current: KioskPlaceRow, place: Digests) -> None:
        """A place that is known by a former name gets its name of today."""
        row = KioskPlaceRow
        if current.place in place.former:
            db.execute(
                update(row)
                .where(
                    row.kiosk == current.kiosk,
                    row.kind == current.kind,
                    row.place == current.place,
                )
                .values(place=place.current),
                execution_options={"synchronize_session": False},
            )

    def _current(self, db: Session, kiosk: str, kind: PlaceKind) -> KioskPlaceRow | None:
        return db.scalar(
            select(KioskPlaceRow)
            .where(KioskPlaceRow.kiosk == kiosk, KioskPlaceRow.kind == kind)
            .order_by(KioskPlaceRow.arrived_at.desc())
            .limit(1)
            .execution_options(populate_existing=True)
        )

    def _was_here(self, db: Session, kiosk: str, kind: PlaceKind, place: Digests) -> bool:
        row = KioskPlaceRow
        here = (row.kiosk == kiosk, row.kind == kind, row.place.in_(place.names))
        return db.scalar(select(row.place).where(*here).limit(1)) is not None

    def is_last(self, kiosk: str, household: str, last: str | None) -> bool:
        """Whether the kiosk calls from where it called last."""
        return is_there(self.place(kiosk, kind_of(household), household), last)


def is_there(place: Digests, last: str | None) -> bool:
    """Whether that is where it was last, and nothing is to be written of it."""
    return last is not None and last in place.names and last not in place.former


def kind_of(household: str) -> PlaceKind:
    return "ipv6" if ":" in household else "ipv4"
