"""Giving a kiosk a command: which one, what it asks for, what will happen then, and doing it."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central.admins.roles import Admin, Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import may
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.container import DashboardContainer, DashboardContainerOf
from central.dashboard.kiosk_places import place_of_kiosk
from central.dashboard.pages.command_form import (
    AT_ONCE,
    REASONS,
    WITHIN_MINUTES,
    CheckedCommand,
    CommandForm,
    is_verb,
)
from central.dashboard.pages.command_signing import signing_told
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.fleet.commands.issuing import IssuedCommand, issue
from central.fleet.commands.sheet import open_commands
from central.fleet.kiosk_list import KioskSummary
from central.fleet.kiosk_sheet import kiosk_line
from central.store.database import transaction
from wire.commands import PRIVILEGED, VERBS, KioskCommand

router = APIRouter(include_in_schema=False)
_MAY = may(Deed.OPERATE, place_of_kiosk)


@router.get("/kiosks/{kiosk}/commands/new", dependencies=[_MAY])
async def choose(request: Request, container: DashboardContainerOf, kiosk: str) -> HTMLResponse:
    return page(
        request,
        "command/choose.html",
        verbs=list(VERBS),
        privileged=PRIVILEGED,
        at_once=AT_ONCE,
        **await _about(container, kiosk),
    )


@router.get("/kiosks/{kiosk}/commands/new/{verb}", dependencies=[_MAY])
async def fill_in(
    request: Request, container: DashboardContainerOf, kiosk: str, verb: str
) -> HTMLResponse:
    _require_verb(verb)
    return await _form(request, container, kiosk, CommandForm.empty(verb))


@router.post("/kiosks/{kiosk}/commands/new/{verb}", dependencies=[_MAY])
async def preview(
    request: Request, container: DashboardContainerOf, access: AccessOf, kiosk: str, verb: str
) -> HTMLResponse:
    """What will happen and when; or the form again, with what is wrong or to be changed."""
    _require_verb(verb)
    fields = sent_fields(request)
    form = CommandForm.sent(verb, fields)
    checked = form.checked()
    if not isinstance(checked, CheckedCommand):
        return await _form(request, container, kiosk, form, checked)
    if field(fields, "change"):
        return await _form(request, container, kiosk, form)
    # Made here and not when it is given: sent twice, it is given once.
    made = UUID(bytes=access.chance.bytes(16), version=4)
    return page(
        request,
        "command/preview.html",
        form=form,
        id=made,
        until=container.clock.now() + checked.within,
        privileged=verb in PRIVILEGED,
        at_once=verb in AT_ONCE,
        asked=checked.asked,
        **await _about(container, kiosk),
    )


@router.post("/kiosks/{kiosk}/commands", dependencies=[_MAY])
async def give(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn, kiosk: str
) -> Response:
    fields = sent_fields(request)
    verb = field(fields, "verb")
    id_ = _random_id(field(fields, "id"))
    if not is_verb(verb) or id_ is None:
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    form = CommandForm.sent(verb, fields)
    checked = form.checked()
    if not isinstance(checked, CheckedCommand):
        return await _form(request, container, kiosk, form, checked)
    about = await _about(container, kiosk)
    if not about["can_give"]:
        return await _form(request, container, kiosk, form)
    command = KioskCommand(id_, checked.order)
    given = partial(_issue, access, admin, kiosk, command, checked.within)
    is_new = await access.in_thread(given)
    if is_new and verb not in PRIVILEGED:
        told = await signing_told(container, access, id_, "given")
    else:
        told = "asked" if is_new else "again"
    return RedirectResponse(command_address(kiosk, id_, told), HTTPStatus.SEE_OTHER)


def command_address(kiosk: str, command: UUID, told: str) -> str:
    return f"/kiosks/{quote(kiosk, safe='')}/commands/{command}?told={told}"


def _issue(
    access: Access, admin: Admin, kiosk: str, command: KioskCommand, within: timedelta
) -> bool:
    """False where it was given already."""
    by, verb = audited(admin.id), command.order.verb
    try:
        with transaction(access.engine) as db:
            issue(db, access.clock.now(), by, kiosk, command, within)
            access.audit.record_staff(
                db, by, "command_issue", verb, kiosk=kiosk, request=command.id
            )
    except IntegrityError:
        return False
    return True


async def _form(
    request: Request,
    container: DashboardContainer,
    kiosk: str,
    form: CommandForm,
    mistakes: Mapping[str, str] | None = None,
) -> HTMLResponse:
    return page(
        request,
        "command/form.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if mistakes else HTTPStatus.OK,
        form=form,
        mistakes=mistakes or {},
        reasons=REASONS,
        within_minutes=WITHIN_MINUTES,
        privileged=form.verb in PRIVILEGED,
        at_once=form.verb in AT_ONCE,
        **await _about(container, kiosk),
    )


async def _about(container: DashboardContainer, kiosk: str) -> dict[str, Any]:
    """What each of these pages says of the kiosk, and whether it can be told anything."""
    now = container.clock.now()

    def find(db: Connection) -> tuple[KioskSummary | None, list[IssuedCommand]]:
        with Session(db) as session:
            open_ = [
                each for each in open_commands(session, kiosk) if each.state_at(now) != "expired"
            ]
        return kiosk_line(db, kiosk, now), open_

    line, under_way = await container.read(find)
    if line is None:
        raise HTTPException(404)
    return {
        "kiosk": line,
        "under_way": under_way,
        "has_signer": container.signer is not None,
        "can_give": container.signer is not None and line.revoked_at is None,
        "now": now,
    }


def _random_id(text: str) -> UUID | None:
    try:
        found = UUID(text)
    except ValueError:
        return None
    return found if found.version == 4 else None


def _require_verb(verb: str) -> None:
    if not is_verb(verb):
        raise HTTPException(404)
