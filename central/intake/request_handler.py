"""The handler of all kinds where a caisse has none of its own: requests that agents deal with.

However often the same thing is asked for the same person, on whichever kiosks: it is one open
request. What is the same thing, and whom it is for, are facts of each kind.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from central.crypto.body_keys import BodyKey, BodyKeys
from central.crypto.digests import Digests
from central.crypto.keys import Keys
from central.fleet.kiosks import site_of
from central.intake.handlers import Received
from central.runtime.chance import Chance
from central.store.database import insert_all
from central.store.intake_models import IS_OPEN, RequestItemRow, RequestRow
from central.store.server_keys import may_be_made
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
    """For whom, and on what occasion: as digests under one server key."""

    applicant: str
    occasion: str


@dataclass(frozen=True, slots=True, repr=False)
class Matters(Private):
    """The same matter under each server key."""

    applicant: Digests
    occasion: Digests | None

    @property
    def current(self) -> Matter:
        return self.all[0]

    @property
    def all(self) -> tuple[Matter, ...]:
        if self.occasion is None:
            return tuple(Matter(name, "") for name in self.applicant.names)
        names = zip(self.applicant.names, self.occasion.names, strict=True)
        return tuple(Matter(*each) for each in names)


@dataclass(frozen=True, slots=True)
class _Open:
    """A request that nobody has dealt with, and how often it was asked for; ``matter``: as it is
    in the store."""

    matter: Matter
    id: UUID
    status: RequestStatus
    asked: int


@dataclass(frozen=True, slots=True, repr=False)
class _Asked(Private):
    """What was received, as far as it is for one person; ``body``: that part, to be sealed."""

    matters: Matters
    demande: Demande
    body: bytes
    received: Received


@dataclass(frozen=True, slots=True)
class RequestHandler:
    keys: Keys
    body_keys: BodyKeys
    chance: Chance

    def take(self, db: Session, requests: Sequence[Received]) -> None:
        """Raises IntegrityError where another transaction opened the same request meanwhile;
        ServerKeyUnknown and BodyKeysUnusable, where nothing may be taken in now."""
        # In one order everywhere: no two transactions wait for each other in a circle.
        asked = sorted((each for every in requests for each in self._asked(every)), key=_by_matter)
        kind, now = requests[0].demande.kind, requests[0].received_at
        matters = {each.matters.current: each.matters for each in asked}
        before = _open_requests(db, kind, matters)
        missing = [each.applicant for name, each in matters.items() if name not in before]
        if missing and not may_be_made(db, missing):
            before = _open_requests(db, kind, matters)
        after, body_key = dict(before), self.body_keys.of_month(now)
        items: list[dict[str, Any]] = []
        for each in asked:
            name = each.matters.current
            request = after[name] = self._with(after.get(name), each)
            items.append(self._item(request.id, each, body_key))
        # What one kiosk sent: where it stands now is where these were asked for, whatever moves.
        site = site_of(db, requests[0].kiosk)
        new = [
            _row(kind, request, now) | {"site": site}
            for name, request in after.items()
            if name not in before
        ]
        insert_all(db, RequestRow, new)
        for name in before:
            _update(db, after[name], matters[name])
        insert_all(db, RequestItemRow, items)

    def _asked(self, received: Received) -> Iterable[_Asked]:
        """Its parts, each person once."""
        demande = received.demande
        if demande.parts == (demande,):
            return (_Asked(self.matters(demande), demande, received.body, received),)
        parts = {self.matters(part): part for part in demande.parts}
        return (
            _Asked(matters, part, _DEMANDE.write(part), received) for matters, part in parts.items()
        )

    def matters(self, demande: Demande) -> Matters:
        applicant = self.keys.digests("applicant", *demande.whom)
        facts = demande.occasion
        # Under the person: two people with one loss on a day have nothing in common.
        occasion = self.keys.digests("occasion", applicant, *facts) if facts else None
        return Matters(applicant, occasion)

    def _with(self, former: _Open | None, asked: _Asked) -> _Open:
        demande, received = asked.demande, asked.received
        status = RequestStatus(demande.state_at(received.assurance), received.made_at)
        if former is None:
            new_id = UUID(bytes=self.chance.bytes(16), version=4)
            return _Open(asked.matters.current, new_id, status, 1)
        return _Open(
            former.matter,
            former.id,
            joined(former.status, status, newest_counts=demande.newest_counts),
            former.asked + 1,
        )

    def _item(self, request: UUID, asked: _Asked, body_key: BodyKey) -> dict[str, Any]:
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
            "sealed": body_key.seal(self.chance, body_context(kiosk, header.id), asked.body),
            "body_key": body_key.id,
        }


def _by_matter(asked: _Asked) -> Matter:
    return asked.matters.current


def body_context(kiosk: str, item: UUID) -> str:
    """What a body at rest is bound to: exchanged with another's, it cannot be opened."""
    return f"{kiosk} {item}"


def _open_requests(
    db: Session, kind: str, matters: Mapping[Matter, Matters]
) -> dict[Matter, _Open]:
    """Those of ``matters`` that are open, by their current names, locked in the order in which
    they are in the store."""
    current = {name: now for now, each in matters.items() for name in each.all}
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
            RequestRow.applicant.in_({name.applicant for name in current}),
            RequestRow.occasion.in_({name.occasion for name in current}),
            IS_OPEN,
        )
        .order_by(RequestRow.applicant, RequestRow.occasion)
        .with_for_update()
    )
    found = (
        _Open(
            Matter(row.applicant, row.occasion),
            row.id,
            RequestStatus(OpenState(row.state), row.newest_made_at),
            row.asked,
        )
        for row in rows
    )
    return {current[each.matter]: each for each in found if each.matter in current}


def _row(kind: str, request: _Open, now: datetime) -> dict[str, Any]:
    return {
        "id": request.id,
        "kind": kind,
        "applicant": request.matter.applicant,
        "occasion": request.matter.occasion,
        "state": request.status.state,
        "asked": request.asked,
        "newest_made_at": request.status.newest_made_at,
        "received_at": now,
    }


def _update(db: Session, request: _Open, matters: Matters) -> None:
    is_former = request.matter.applicant in matters.applicant.former
    matter = matters.current if is_former else request.matter
    db.execute(
        update(RequestRow)
        .where(RequestRow.id == request.id)
        .values(
            applicant=matter.applicant,
            occasion=matter.occasion,
            state=request.status.state,
            asked=request.asked,
            newest_made_at=request.status.newest_made_at,
        )
    )
