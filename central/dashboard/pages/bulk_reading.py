"""Reading in bulk: proposed by whoever has reached the limit, approved by somebody else."""

from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from central.admins.proposals import Proposal, ProposalRefused, SharedDeed
from central.admins.roles import Admin, Deed, Scope, ScopeKind
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import fresh, may_somewhere
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.intake.reading.bulk import MOST_READINGS, BulkReading
from central.store.database import transaction

router = APIRouter(include_in_schema=False)
_MAY = may_somewhere(Deed.READ_REQUESTS)
_TOLD = frozenset({"proposed", "approved", "withdrawn", "changed", "wrong"})


@router.get("/bulk-reading", dependencies=[_MAY])
async def show(request: Request, access: AccessOf, admin: SignedIn) -> HTMLResponse:
    told = request.query_params.get("told", "")
    waiting = await access.in_thread(partial(_waiting, access, admin))
    scopes = admin.scopes_of(Deed.READ_REQUESTS)
    return page(
        request,
        "bulk_reading.html",
        waiting=waiting,
        scopes=sorted(each for each in map(str, scopes) if not each.startswith("tag:")),
        most=MOST_READINGS,
        told=told if told in _TOLD else None,
    )


@router.post("/bulk-reading", dependencies=[_MAY])
async def propose(request: Request, access: AccessOf, admin: SignedIn) -> Response:
    fields = sent_fields(request)
    bulk = _asked(admin, field(fields, "scope"), field(fields, "readings", 3))
    if bulk is None:
        return _told("wrong")

    def write(db: Session) -> str:
        proposals = access.proposals
        proposals.propose(db, SharedDeed.READ_BODIES, bulk.target, admin.id, bulk.content)
        return "proposed"

    return await _written(access, write)


@router.post("/bulk-reading/{proposal}/approve", dependencies=[_MAY, fresh()])
async def approve(access: AccessOf, admin: SignedIn, proposal: UUID) -> Response:
    def write(db: Session) -> str:
        if _theirs(db, access, admin, proposal) is None:
            return "changed"
        done = access.proposals.approve(db, proposal, admin.id)
        return "changed" if isinstance(done, ProposalRefused) else "approved"

    return await _written(access, write)


@router.post("/bulk-reading/{proposal}/withdraw", dependencies=[_MAY])
async def withdraw(access: AccessOf, admin: SignedIn, proposal: UUID) -> Response:
    def write(db: Session) -> str:
        if _theirs(db, access, admin, proposal) is None:
            return "changed"
        done = access.proposals.withdraw(db, proposal, admin.id)
        return "withdrawn" if done else "changed"

    return await _written(access, write)


async def _written(access: Access, write: Callable[[Session], str]) -> Response:
    def in_transaction() -> str:
        with transaction(access.engine) as db:
            return write(db)

    return _told(await access.in_thread(in_transaction))


def _told(told: str) -> Response:
    return RedirectResponse(f"/bulk-reading?told={told}", HTTPStatus.SEE_OTHER)


def _asked(admin: Admin, scope: str, readings: str) -> BulkReading | None:
    try:
        bulk = BulkReading(Scope.parse(scope), int(readings))
    except ValueError:
        return None
    if bulk.scope.kind is ScopeKind.TAG or not 0 < bulk.readings <= MOST_READINGS:
        return None
    return bulk if admin.may(Deed.READ_REQUESTS, bulk.place) else None


def _waiting(access: Access, admin: Admin) -> Sequence[tuple[Proposal, BulkReading, str]]:
    """With the names of those who proposed."""
    with transaction(access.engine) as db:
        open_ = _open(db, access, admin)
        proposers = [access.sessions.known_admin(db, each.proposer) for each, _ in open_]
    names = ["" if each is None else each.name for each in proposers]
    return [(proposal, bulk, name) for (proposal, bulk), name in zip(open_, names, strict=True)]


def _open(db: Session, access: Access, admin: Admin) -> Sequence[tuple[Proposal, BulkReading]]:
    """Those of places where this admin reads as well: nobody else is told of them."""
    found = [
        (each, BulkReading.of(each))
        for each in access.proposals.open(db)
        if each.deed is SharedDeed.READ_BODIES
    ]
    return [
        (each, bulk)
        for each, bulk in found
        if bulk is not None and admin.may(Deed.READ_REQUESTS, bulk.place)
    ]


def _theirs(db: Session, access: Access, admin: Admin, proposal: UUID) -> Proposal | None:
    found = (each for each, _ in _open(db, access, admin) if each.id == proposal)
    return next(found, None)
