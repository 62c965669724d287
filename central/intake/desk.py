"""The handler of all kinds where a caisse has none of its own: requests that agents deal with.

However often a person asks for the same thing, on whichever kiosks: it is one open request.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from central.chance import Chance
from central.intake.handlers import Received
from central.keys import Keys
from central.store.intake_models import RequestItemRow, RequestRow
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
class Desk:
    keys: Keys
    chance: Chance

    def take(self, db: Session, requests: Sequence[Received]) -> None:
        """Raises IntegrityError where another transaction opened the same request meanwhile."""
        # Sorted: two transactions that lock the same rows never wait for each other.
        asked = sorted(((self._applicant(each), each) for each in requests), key=itemgetter(0))
        open_rows = _open_rows(db, requests[0].demande.kind, {applicant for applicant, _ in asked})
        items: list[dict[str, Any]] = []
        for applicant, each in asked:
            row = open_rows.get(applicant)
            if row is None:
                row = open_rows[applicant] = self._opened(applicant, each)
                db.add(row)
            else:
                _join(row, each)
            items.append(self._item(row.id, each))
        db.flush()
        db.execute(insert(RequestItemRow), items)

    def _applicant(self, received: Received) -> str:
        who = received.demande.applicant
        return self.keys.digest("applicant", who.nir, who.birth_date)

    def _opened(self, applicant: str, received: Received) -> RequestRow:
        kind = received.demande.kind
        return RequestRow(
            id=UUID(bytes=self.chance.bytes(16), version=4),
            kind=kind,
            applicant=applicant,
            state=state_of(kind, received.header.assurance),
            asked=1,
            newest_made_at=received.made_at,
            received_at=received.received_at,
        )

    def _item(self, request: UUID, received: Received) -> dict[str, Any]:
        kiosk, header = received.kiosk, received.header
        return {
            "kiosk": kiosk,
            "id": header.id,
            "request": request,
            "reference": header.reference,
            "assurance": header.assurance,
            "made_at": received.made_at,
            "received_at": received.received_at,
            "sealed": self.keys.seal_alone(
                self.chance, "body", body_context(kiosk, header.id), received.body
            ),
        }


def body_context(kiosk: str, item: UUID) -> str:
    """What a body at rest is bound to: exchanged with another's, it cannot be opened."""
    return f"{kiosk} {item}"


def _open_rows(db: Session, kind: Kind, applicants: Collection[str]) -> dict[str, RequestRow]:
    rows = db.scalars(
        select(RequestRow)
        .where(
            RequestRow.kind == kind,
            RequestRow.applicant.in_(applicants),
            RequestRow.state != "done",
        )
        .order_by(RequestRow.applicant)
        .with_for_update()
    )
    return {row.applicant: row for row in rows}


def _join(row: RequestRow, received: Received) -> None:
    kind = received.demande.kind
    former: OpenState = "ready" if row.state == "ready" else "to_confirm"
    now = joined(
        kind,
        Standing(former, row.newest_made_at),
        Standing(state_of(kind, received.header.assurance), received.made_at),
    )
    row.state, row.newest_made_at = now.state, now.newest_made_at
    row.asked += 1
