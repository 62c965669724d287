"""All that waits for a second person: what, why, until when; and the second person's word."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from central.admins.roles import Deed
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import fresh, may_somewhere
from central.dashboard.proposals_shown import (
    ShownProposal,
    WaitingCommand,
    approve,
    theirs,
    waiting,
    waiting_commands,
)
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.store.database import transaction

router = APIRouter(include_in_schema=False)
_MAY = may_somewhere(Deed.READ_REQUESTS)
"""Whoever administers may that too; what of it is shown is asked of each."""
_WELL = frozenset({"proposed", "revoked", "readings", "withdrawn", "refused"})
_TOLD = _WELL | {"changed", "withheld", "own"}


@router.get("/proposals", dependencies=[_MAY])
async def show(request: Request, access: AccessOf, admin: SignedIn) -> HTMLResponse:
    now = access.clock.now()

    def find() -> tuple[Sequence[ShownProposal], Sequence[WaitingCommand]]:
        with transaction(access.engine) as db:
            return waiting(db, access, admin), waiting_commands(db, admin, now)

    proposals, commands = await access.in_thread(find)
    told = request.query_params.get("told", "")
    return page(
        request,
        "proposals.html",
        waiting=proposals,
        commands=commands,
        told=told if told in _TOLD else None,
        well=told in _WELL,
    )


@router.post("/proposals/{proposal}/approve", dependencies=[_MAY, fresh()])
async def agree(access: AccessOf, admin: SignedIn, proposal: UUID) -> Response:
    return await _written(access, lambda db: approve(db, access, admin, proposal))


@router.post("/proposals/{proposal}/withdraw", dependencies=[_MAY])
async def withdraw(access: AccessOf, admin: SignedIn, proposal: UUID) -> Response:
    """Taken back by whoever proposed it, or refused by whoever may approve it."""

    def write(db: Session) -> str:
        found = theirs(db, access, admin, proposal)
        if found is None or not access.proposals.withdraw(db, proposal, admin.id):
            return "changed"
        return "withdrawn" if found.own else "refused"

    return await _written(access, write)


async def _written(access: Access, write: Callable[[Session], str]) -> Response:
    def in_transaction() -> str:
        with transaction(access.engine) as db:
            return write(db)

    return told_there(await access.in_thread(in_transaction))


def told_there(told: str) -> Response:
    return RedirectResponse(f"/proposals?told={told}", HTTPStatus.SEE_OTHER)
