"""The handler of all kinds where a caisse has none of its own: requests that agents deal with.

However often a person asks for the same thing, on whichever kiosks: it is one open request. What is
the same thing is a fact of each kind.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from central.crypto.keys import Keys
from central.intake.handlers import Received
from central.runtime.chance import Chance
from central.store.database import insert_all
from central.store.intake_models import IS_OPEN, RequestItemRow, RequestRow
from wire.demandes.demande import OpenState

State = Literal["ready", "to_confirm", "done"]


@dataclass(frozen=True, slots=True)
class RequestStatus:
    """How an open request stands, and when it was last asked for."""

    state: OpenState
    newest_made_at: datetime


def joined(former: RequestStatus, new: RequestStatus, *, newest_counts: bool) -> RequestStatus:
    """A request asked for once more: the newest in place of the former, or the same thing again, as
    sure as the surest."""
    newest = max(former, new, key=lambda status: status.newest_made_at)
    if newest_counts:
        return newest
    is_ready = OpenState.READY in (former.state, new.state)
    state = OpenState.READY if is_ready else OpenState.TO_CONFIRM
    return RequestStatus(state, newest.newest_made_at)


@dataclass(frozen=True, slots=True, order=True)
class _Matter:
    """Who asks, and on what occasion: as digests."""

    applicant: str
    occasion: str


@dataclass(frozen=True, slots=True)
class _Open:
    """A request that nobody has dealt with, and how often it was asked for."""

    id: UUID
    status: RequestStatus
    asked: int


@dataclass(frozen=True, slots=True)
class RequestHandler:
    keys: Keys
    chance: Chance

    def take(self, db: Session, requests: Sequence[Received]) -> None:
        """Raises IntegrityError where another transaction opened the same request meanwhile."""
        # In one order everywhere: no two transactions wait for each other in a circle.
        asked = sorted(((self._matter(each), each) for each in requests), key=itemgetter(0))
        kind, now = requests[0].demande.kind, requests[0].received_at
        before = _open_requests(db, kind, {matter for matter, _ in asked})
        after = dict(before)
        items: list[dict[str, Any]] = []
        for matter, each in asked:
            request = after[matter] = self._with(after.get(matter), each)
            items.append(self._item(request.id, each))
        new = [
            _row(kind, matter, request, now)
            for matter, request in after.items()
            if matter not in before
        ]
        insert_all(db, RequestRow, new)
        for matter in before:
            _update(db, after[matter])
        insert_all(db, RequestItemRow, items)

    def _matter(self, received: Received) -> _Matter:
        who = received.demande.applicant
        facts = received.demande.occasion
        applicant = self.keys.digest("applicant", who.nir.value, who.birth_date)
        # Under the applicant: two people with one loss on a day have nothing in common.
        return _Matter(applicant, self.keys.digest("occasion", applicant, *facts) if facts else "")

    def _with(self, former: _Open | None, received: Received) -> _Open:
        demande = received.demande
        status = RequestStatus(demande.state_at(received.assurance), received.made_at)
        if former is None:
            return _Open(UUID(bytes=self.chance.bytes(16), version=4), status, 1)
        return _Open(
            former.id,
            joined(former.status, status, newest_counts=demande.newest_counts),
            former.asked + 1,
        )

    def _item(self, request: UUID, received: Received) -> dict[str, Any]:
        kiosk, header = received.kiosk, received.header
        return {
            "kiosk": kiosk,
            "id": header.id,
            "request": request,
            "reference": header.reference,
            "assurance": received.assurance,
            "made_at": received.made_at,
            "received_at": received.received_at,
            "sealed": self.keys.seal_alone(
                self.chance, "body", body_context(kiosk, header.id), received.body
            ),
        }


def body_context(kiosk: str, item: UUID) -> str:
    """What a body at rest is bound to: exchanged with another's, it cannot be opened."""
    return f"{kiosk} {item}"


def _open_requests(db: Session, kind: str, matters: Collection[_Matter]) -> dict[_Matter, _Open]:
    """Those of ``matters`` that are open, locked in their order."""
    rows = db.execute(
        select(
            RequestRow.applicant,
            RequestRow.occasion,
            RequestRow.id,
            RequestRow.state,
            RequestRow.newest_made_at,
            RequestRow.asked,
        )
        .where(
            RequestRow.kind == kind,
            RequestRow.applicant.in_({matter.applicant for matter in matters}),
            RequestRow.occasion.in_({matter.occasion for matter in matters}),
            IS_OPEN,
        )
        .order_by(RequestRow.applicant, RequestRow.occasion)
        .with_for_update()
    )
    found = {
        _Matter(row.applicant, row.occasion): _Open(
            row.id,
            RequestStatus(OpenState(row.state), row.newest_made_at),
            row.asked,
        )
        for row in rows
    }
    return {matter: request for matter, request in found.items() if matter in matters}


def _row(kind: str, matter: _Matter, request: _Open, now: datetime) -> dict[str, Any]:
    return {
        "id": request.id,
        "kind": kind,
        "applicant": matter.applicant,
        "occasion": matter.occasion,
        "state": request.status.state,
        "asked": request.asked,
        "newest_made_at": request.status.newest_made_at,
        "received_at": now,
    }


def _update(db: Session, request: _Open) -> None:
    db.execute(
        update(RequestRow)
        .where(RequestRow.id == request.id)
        .values(
            state=request.status.state,
            asked=request.asked,
            newest_made_at=request.status.newest_made_at,
        )
    )
