"""The handler of all kinds where a caisse has none of its own: requests that agents deal with.

However often the same thing is asked for the same person, on whichever kiosks: it is one open
request. What is the same thing, and whom it is for, are facts of each kind.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from central.crypto.keys import Keys
from central.fleet.kiosks import site_of
from central.intake.handlers import Received
from central.runtime.chance import Chance
from central.store.database import insert_all
from central.store.intake_models import IS_OPEN, RequestItemRow, RequestRow
from shared_runtime.private import Private
from wire.codec import Codec
from wire.demandes.demande import OpenState
from wire.demandes.kinds import Demande

RequestState = Literal["ready", "to_confirm", "done"]
_DEMANDE = Codec[Demande](Demande)


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
class Matter:
    """For whom, and on what occasion: as digests."""

    applicant: str
    occasion: str


@dataclass(frozen=True, slots=True)
class _Open:
    """A request that nobody has dealt with, and how often it was asked for."""

    id: UUID
    status: RequestStatus
    asked: int


@dataclass(frozen=True, slots=True, repr=False)
class _Asked(Private):
    """What was received, as far as it is for one person; ``body``: that part, to be sealed."""

    matter: Matter
    demande: Demande
    body: bytes
    received: Received


@dataclass(frozen=True, slots=True)
class RequestHandler:
    keys: Keys
    chance: Chance

    def take(self, db: Session, requests: Sequence[Received]) -> None:
        """Raises IntegrityError where another transaction opened the same request meanwhile."""
        # In one order everywhere: no two transactions wait for each other in a circle.
        asked = sorted((each for every in requests for each in self._asked(every)), key=_by_matter)
        kind, now = requests[0].demande.kind, requests[0].received_at
        before = _open_requests(db, kind, {each.matter for each in asked})
        after = dict(before)
        items: list[dict[str, Any]] = []
        for each in asked:
            request = after[each.matter] = self._with(after.get(each.matter), each)
            items.append(self._item(request.id, each))
        # What one kiosk sent: where it stands now is where these were asked for, whatever moves.
        site = site_of(db, requests[0].kiosk)
        new = [
            _row(kind, matter, request, now) | {"site": site}
            for matter, request in after.items()
            if matter not in before
        ]
        insert_all(db, RequestRow, new)
        for matter in before:
            _update(db, after[matter])
        insert_all(db, RequestItemRow, items)

    def _asked(self, received: Received) -> Iterable[_Asked]:
        """Its parts, each person once."""
        demande = received.demande
        if demande.parts == (demande,):
            return (_Asked(self.matter(demande), demande, received.body, received),)
        parts = {self.matter(part): part for part in demande.parts}
        return (
            _Asked(matter, part, _DEMANDE.write(part), received) for matter, part in parts.items()
        )

    def matter(self, demande: Demande) -> Matter:
        applicant = self.keys.digest("applicant", *demande.whom)
        facts = demande.occasion
        # Under the person: two people with one loss on a day have nothing in common.
        return Matter(applicant, self.keys.digest("occasion", applicant, *facts) if facts else "")

    def _with(self, former: _Open | None, asked: _Asked) -> _Open:
        demande, received = asked.demande, asked.received
        status = RequestStatus(demande.state_at(received.assurance), received.made_at)
        if former is None:
            return _Open(UUID(bytes=self.chance.bytes(16), version=4), status, 1)
        return _Open(
            former.id,
            joined(former.status, status, newest_counts=demande.newest_counts),
            former.asked + 1,
        )

    def _item(self, request: UUID, asked: _Asked) -> dict[str, Any]:
        received = asked.received
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
                self.chance, "body", body_context(kiosk, header.id), asked.body
            ),
        }


def _by_matter(asked: _Asked) -> Matter:
    return asked.matter


def body_context(kiosk: str, item: UUID) -> str:
    """What a body at rest is bound to: exchanged with another's, it cannot be opened."""
    return f"{kiosk} {item}"


def _open_requests(db: Session, kind: str, matters: Collection[Matter]) -> dict[Matter, _Open]:
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
        Matter(row.applicant, row.occasion): _Open(
            row.id,
            RequestStatus(OpenState(row.state), row.newest_made_at),
            row.asked,
        )
        for row in rows
    }
    return {matter: request for matter, request in found.items() if matter in matters}


def _row(kind: str, matter: Matter, request: _Open, now: datetime) -> dict[str, Any]:
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
