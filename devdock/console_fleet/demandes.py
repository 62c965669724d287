"""What insured persons asked for at the fictitious kiosks: what waits, is late, is done, and what
did not come as it should."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from central.store.database import insert_all
from central.store.intake_models import ConflictRow, RequestItemRow, RequestRow, TombstoneRow
from wire.demandes.demande import AnyDemande, kind_of
from wire.demandes.kinds import KINDS

_DONE_AS = ("done", "done", "done", "done", "done", "declined", "withdrawn", "unreached")
_GIVEN_UP = (("expired", "expired"), ("quarantined", "refused"))
_TROUBLES = 7


@dataclass
class DemandeRows:
    """Asked for at ``kiosks``, by id with their sites, until ``now``."""

    chance: Random
    now: datetime
    kiosks: Sequence[tuple[str, str]]
    requests: list[dict[str, Any]] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    conflicts: list[dict[str, Any]] = field(default_factory=list)
    tombstones: list[dict[str, Any]] = field(default_factory=list)

    def make(self, number: int) -> None:
        for _ in range(number):
            self._ask(self.chance.choice(tuple(KINDS.values())))
        for place in range(min(number, _TROUBLES)):
            (self._lose if place % 3 else self._contradict)(place)

    def write(self, db: Session) -> None:
        insert_all(db, RequestRow, self.requests)
        insert_all(db, RequestItemRow, self.items)
        insert_all(db, ConflictRow, self.conflicts)
        insert_all(db, TombstoneRow, self.tombstones)

    def _ask(self, kind: type[AnyDemande]) -> None:
        """Most are dealt with in time, some are late, and a third needs the person's word first."""
        kiosk, site = self.chance.choice(self.kiosks)
        hours = self.chance.uniform(0.1, 24 * (kind.days_to_deal + 2))
        at = self.now - timedelta(hours=hours)
        is_done = self.chance.random() < min(0.85, hours / (24 * kind.days_to_deal))
        waits = "to_confirm" if self.chance.random() < 0.3 else "ready"
        request, times = self._id(), self.chance.choice((1, 1, 1, 1, 2, 3))
        self.requests.append(
            {
                "id": request,
                "kind": kind_of(kind),
                "applicant": self._digest(),
                "occasion": "",
                "state": "done" if is_done else waits,
                "asked": times,
                "newest_made_at": at,
                "received_at": at,
                "site": site,
                **(self._closed(at) if is_done else _OPEN),
            }
        )
        for again in range(times):
            self.items.append(self._item(kiosk, request, at - timedelta(minutes=9 * again)))

    def _closed(self, asked_at: datetime) -> Mapping[str, Any]:
        return {
            "closed_at": asked_at + (self.now - asked_at) * self.chance.uniform(0.2, 0.95),
            "closed_by": self.chance.choice(("Claire Morel", "Yann Le Goff", "Inès Haddad")),
            "closed_account": "admin:demo",
            "closed_as": self.chance.choice(_DONE_AS),
        }

    def _item(self, kiosk: str, request: UUID, at: datetime) -> dict[str, Any]:
        return {
            "kiosk": kiosk,
            "id": self._id(),
            "request": request,
            "reference": self._reference(kiosk, at),
            "assurance": self.chance.choice(("card", "card", "code", "declared")),
            "made_at": at,
            "received_at": at,
            "sealed": None,
        }

    def _contradict(self, place: int) -> None:
        known = self.items[place]
        request = next(each for each in self.requests if each["id"] == known["request"])
        self.conflicts.append(
            {
                "kiosk": known["kiosk"],
                "id": known["id"],
                "digest": self._digest(),
                "known_digest": self._digest(),
                "reference": known["reference"],
                "kind": request["kind"],
                "received_at": known["received_at"] + timedelta(minutes=2),
            }
        )

    def _lose(self, place: int) -> None:
        kiosk, _ = self.chance.choice(self.kiosks)
        state, reason = _GIVEN_UP[place % 2]
        at = self.now - timedelta(hours=self.chance.uniform(2, 60))
        made_at = at - timedelta(days=30 if state == "expired" else 1)
        self.tombstones.append(
            {
                "kiosk": kiosk,
                "id": self._id(),
                "digest": self._digest(),
                "state": state,
                "reason": reason,
                "reference": self._reference(kiosk, made_at),
                "kind": self.chance.choice(tuple(KINDS)),
                "visit": self._id(),
                "sequence": place,
                "created_at": made_at,
                "at": at,
                "received_at": at,
            }
        )

    def _reference(self, kiosk: str, at: datetime) -> str:
        return f"{at:%Y%m%d}-0131-{kiosk[-2:]}-{self.chance.getrandbits(48):012X}"

    def _id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def _digest(self) -> str:
        return f"{self.chance.getrandbits(256):064x}"


_OPEN: Mapping[str, Any] = dict.fromkeys(("closed_at", "closed_by", "closed_account", "closed_as"))
