"""A request: what is known of it, its content for who asks and says why, and closing it."""

from functools import partial
from http import HTTPStatus
from typing import get_args
from uuid import UUID

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from central.admins.roles import Deed
from central.dashboard.access.container import AccessOf
from central.dashboard.access.cookies import SESSION
from central.dashboard.access.deeds import NotGranted, may
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.container import DashboardContainer, DashboardContainerOf
from central.dashboard.pages.request_content import groups_of
from central.dashboard.pages.request_reading import AskedReading, NoContent, content_of
from central.dashboard.rendering import page, words_for
from central.dashboard.request_places import place_of_request
from central.dashboard.signed_in import SignedIn
from central.intake.closing import CloseOutcome, Closing, NotClosable
from central.intake.listing import Listed, ListedItem, with_items
from central.intake.notes import LONGEST_NOTE
from central.intake.reading.messages import OpenedBody
from central.store.intake_models import RequestRow

router = APIRouter(include_in_schema=False)
_MAY = may(Deed.READ_REQUESTS, place_of_request)
_OUTCOMES: tuple[CloseOutcome, ...] = get_args(CloseOutcome)


@router.get("/requests/{request_id:uuid}", dependencies=[_MAY])
async def show(request: Request, container: DashboardContainerOf, request_id: UUID) -> HTMLResponse:
    return _shown(request, container, await _found(container, request_id))


@router.post("/requests/{request_id:uuid}", dependencies=[_MAY])
async def read(request: Request, container: DashboardContainerOf, request_id: UUID) -> HTMLResponse:
    """Its content, in this one answer: each time that it is sent it is another reading."""
    found = await _found(container, request_id)
    fields = sent_fields(request)
    asked = AskedReading(
        request.cookies.get(SESSION, ""),
        request_id,
        field(fields, "reason"),
        _item(found, field(fields, "item")),
    )
    return _shown(
        request, container, found, await content_of(container.reader, asked), asked.reason
    )


@router.post("/requests/{request_id:uuid}/close", dependencies=[_MAY])
async def close(request: Request, access: AccessOf, admin: SignedIn, request_id: UUID) -> Response:
    said = field(sent_fields(request), "outcome")
    outcome = next((each for each in _OUTCOMES if each == said), None)
    if outcome is None:
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    closing = Closing(access.engine, access.audit)
    closed = await access.in_thread(partial(closing.close, request_id, admin, outcome))
    if isinstance(closed, NotClosable):
        raise NotGranted(known=False)
    told = "" if closed.is_ours else "?told=second"
    return RedirectResponse(f"/requests/{request_id}{told}", HTTPStatus.SEE_OTHER)


async def _found(container: DashboardContainer, request_id: UUID) -> Listed:
    def find(db: Session) -> Listed | None:
        row = db.get(RequestRow, request_id)
        return None if row is None else with_items(db, [row])[0]

    found = await container.find(find)
    if found is None:
        raise HTTPException(404)
    return found


def _item(found: Listed, said: str) -> ListedItem | None:
    """By its place among them: the page lists the one asked last first, which is meant by
    itself."""
    named = (each for each in found.items if said == item_name(each))
    return next(named, None)


def item_name(item: ListedItem) -> str:
    return f"{item.id} {item.kiosk}"


def _shown(
    request: Request,
    container: DashboardContainer,
    found: Listed,
    answer: OpenedBody | NoContent | None = None,
    reason: str = "",
) -> HTMLResponse:
    body = answer if isinstance(answer, OpenedBody) else None
    missing = answer if isinstance(answer, NoContent) else None
    words, late = words_for(request), container.late_now()
    shown = page(
        request,
        "request.html",
        status=HTTPStatus.OK if missing is None else missing.status,
        asked=found,
        last=found.items[0] if found.items else None,
        item_name=item_name,
        kept=[each for each in found.items if each.is_kept],
        due_at=container.delays.due_at(found.kind, found.received_at),
        is_late=late.is_late(found.kind, found.state, found.received_at),
        body=body,
        groups=() if body is None else groups_of(body.demande, words),
        missing=missing,
        reason=reason,
        longest=LONGEST_NOTE,
        can_read=container.reader is not None,
        outcomes=_OUTCOMES,
        second=found.state == "done" and request.query_params.get("told") == "second",
    )
    if missing is not None and missing.wait is not None:
        shown.headers["Retry-After"] = str(round(missing.wait.total_seconds()))
    shown.headers["Cache-Control"] = "no-store"
    return shown
