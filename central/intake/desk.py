"""The handler of all kinds where a caisse has none of its own: requests that agents deal with.

However often a person asks for the same thing, on whichever kiosks: it is one open request.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from central.chance import Chance
from central.intake.handlers import Received
from central.keys import Keys
from central.store.database import insert_all
from central.store.intake_models import IS_OPEN, RequestItemRow, RequestRow
from wire.actions import Assurance
from wire.demandes import Kind

OpenState = Literal["ready", "to_confirm"]
"""``ready``: can be done; ``to_confirm``: an agent first makes sure that the person wants it."""
State = Literal["ready", "to_confirm", "done"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How an open request stands, and when it was last asked for."""

    state: OpenState
    newest_made_at: datetime


def state_of(kind: Kind, assurance: Assurance) -> OpenState:
    """A card alone is good for what goes to the address on file; who only typed may be anybody.
    A card is never blocked before an agent has asked."""
    match kind:
        case "card_opposition":
            return "to_confirm"
        case "address_change":
            return "ready" if assurance == "code" else "to_confirm"
        case "attestation_by_post" | "card_damaged" | "ceam":
            return "to_confirm" if assurance == "declared" else "ready"


def joined(kind: Kind, former: Standing, new: Standing) -> Standing:
    """A request asked for once more. Of an address the newest counts, with how sure that one is;
    all else is the same thing again, as sure as the surest."""
    newest = max(former, new, key=lambda standing: standing.newest_made_at)
    if kind == "address_change":
        return newest
    is_ready = "ready" in (former.state, new.state)
    return Standing("ready" if is_ready else "to_confirm", newest.newest_made_at)


@dataclass(frozen=True, slots=True)
class _Open:
    """A request that nobody has dealt with, and how often it was asked for."""

    id: UUID
    standing: Standing
    asked: int


@dataclass(frozen=True, slots=True)
class Desk:
    keys: Keys
    chance: Chance

    def take(self, db: Session, requests: Sequence[Received]) -> None:
        """Raises IntegrityError where another transaction opened the same request meanwhile."""
        # In one order everywhere: no two transactions wait for each other in a circle.
        asked = sorted(((self._applicant(each), each) for each in requests), key=itemgetter(0))
        kind, now = requests[0].demande.kind, requests[0].received_at
        before = _open_requests(db, kind, {applicant for applicant, _ in asked})
        after = dict(before)
        items: list[dict[str, Any]] = []
        for applicant, each in asked:
            request = after[applicant] = self._with(after.get(applicant), each)
            items.append(self._item(request.id, each))
        new = [
            _row(kind, applicant, request, now)
            for applicant, request in after.items()
            if applicant not in before
        ]
        insert_all(db, RequestRow, new)
        for applicant in before:
            _update(db, after[applicant])
        insert_all(db, RequestItemRow, items)

    def _applicant(self, received: Received) -> str:
        who = received.demande.applicant
        return self.keys.digest("applicant", who.nir, who.birth_date)

    def _with(self, former: _Open | None, received: Received) -> _Open:
        kind = received.demande.kind
        standing = Standing(state_of(kind, received.assurance), received.made_at)
        if former is None:
            return _Open(UUID(bytes=self.chance.bytes(16), version=4), standing, 1)
        return _Open(former.id, joined(kind, former.standing, standing), former.asked + 1)

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


def _open_requests(db: Session, kind: Kind, applicants: Collection[str]) -> dict[str, _Open]:
    rows = db.execute(
        select(
            RequestRow.applicant,
            RequestRow.id,
            RequestRow.state,
            RequestRow.newest_made_at,
            RequestRow.asked,
        )
        .where(
            RequestRow.kind == kind,
            RequestRow.applicant.in_(applicants),
            IS_OPEN,
        )
        .order_by(RequestRow.applicant)
        .with_for_update()
    )
    return {
        row.applicant: _Open(
            row.id,
            Standing("ready" if row.state == "ready" else "to_confirm", row.newest_made_at),
            row.asked,
        )
        for row in rows
    }


def _row(kind: Kind, applicant: str, request: _Open, now: datetime) -> dict[str, Any]:
    return {
        "id": request.id,
        "kind": kind,
        "applicant": applicant,
        "state": request.standing.state,
        "asked": request.asked,
        "newest_made_at": request.standing.newest_made_at,
        "received_at": now,
    }


def _update(db: Session, request: _Open) -> None:
    db.execute(
        update(RequestRow)
        .where(RequestRow.id == request.id)
        .values(
            state=request.standing.state,
            asked=request.asked,
            newest_made_at=request.standing.newest_made_at,
        )
    )
