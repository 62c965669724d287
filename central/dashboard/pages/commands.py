"""The commands of all kiosks that somebody sees: what is under way, what waits for whom."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from central.admins.roles import Deed
from central.admins.shown_names import shown_names
from central.dashboard.access.deeds import may_somewhere
from central.dashboard.container import DashboardContainerOf
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.fleet.commands.sheet import ListedCommand, commands_within

_SHOWN = 100

router = APIRouter(include_in_schema=False)


@router.get("/commands", dependencies=[may_somewhere(Deed.SEE)])
async def show(request: Request, container: DashboardContainerOf, admin: SignedIn) -> HTMLResponse:
    every = request.query_params.get("state") == "every"
    reach, now = reach_of(admin), container.clock.now()

    def find(db: Session) -> tuple[Sequence[ListedCommand], Mapping[str, str]]:
        found = commands_within(db, reach, not every, _SHOWN)
        people = [name for each in found for name in (each.command.issuer, each.command.approver)]
        return found, shown_names(db, people)

    found, names = await container.find(find)
    if not every:
        found = [each for each in found if each.command.state_at(now) != "expired"]
    waiting = [
        each
        for each in found
        if each.command.needs == "approval" and each.command.state_at(now) == "pending"
    ]
    return page(
        request,
        "commands.html",
        lines=found,
        waiting=[] if every else waiting,
        names=names,
        every=every,
        shown=_SHOWN,
        now=now,
    )
