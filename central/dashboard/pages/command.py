"""One command: how it stands, who gave and approved it, what it brought; approving, taking back."""

from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from central.admins.roles import Admin, Deed, Whereabouts
from central.admins.shown_names import shown_names
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import fresh, may
from central.dashboard.command_places import CommandInPath
from central.dashboard.container import DashboardContainerOf
from central.dashboard.kiosk_places import place_of_kiosk
from central.dashboard.pages.command_form import AT_ONCE
from central.dashboard.pages.command_giving import command_address
from central.dashboard.pages.command_signing import signing_told
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.fleet.commands.issuing import CommandRefusal, IssuedCommand, approve_command, cancel
from central.fleet.commands.results import result_of
from central.fleet.commands.sheet import CommandSheet, command_sheet
from central.fleet.kiosk_list import KioskSummary
from central.fleet.kiosk_sheet import kiosk_line
from central.store.database import transaction
from wire.commands import PRIVILEGED

router = APIRouter(include_in_schema=False)
_MAY = may(Deed.OPERATE, place_of_kiosk)
_PNG = b"\x89PNG\r\n\x1a\n"
_TOLD = frozenset(
    {"given", "asked", "again", "approved", "cancelled", "signed", "no-signer", "not-signed"}
    | {"own", "late", "gone", "nothing"}
)
PlaceOfKiosk = Annotated[Whereabouts, Depends(place_of_kiosk)]
_WELL = frozenset({"given", "asked", "approved", "cancelled", "signed"})


@router.get("/kiosks/{kiosk}/commands/{command:uuid}", dependencies=[may(Deed.SEE, place_of_kiosk)])
async def show(
    request: Request, container: DashboardContainerOf, admin: SignedIn, command: CommandInPath
) -> HTMLResponse:
    now, told = container.clock.now(), request.query_params.get("told", "")
    revision = await container.kiosk_revisions.current(command.kiosk)

    def find(db: Session) -> tuple[CommandSheet | None, KioskSummary | None, Mapping[str, str]]:
        names = shown_names(db, (command.issuer, command.approver))
        line = kiosk_line(db.connection(), command.kiosk, now)
        return command_sheet(db, now, command.id), line, names

    sheet, line, names = await container.find(find)
    if sheet is None or line is None:
        raise HTTPException(404)
    place = Whereabouts(line.site, frozenset(line.tags))
    return page(
        request,
        "command/command.html",
        sheet=sheet,
        command=sheet.command,
        state=sheet.command.state_at(now),
        kiosk=line,
        names=names,
        asked=sheet.asked,
        privileged=command.verb in PRIVILEGED,
        at_once=command.verb in AT_ONCE,
        operates=admin.may(Deed.OPERATE, place),
        is_own=command.issuer == audited(admin.id),
        has_signer=container.signer is not None,
        revision=revision,
        told=told if told in _TOLD else None,
        told_well=told in _WELL,
        now=now,
    )


@router.post("/kiosks/{kiosk}/commands/{command:uuid}/approve", dependencies=[_MAY, fresh()])
async def approve(
    container: DashboardContainerOf,
    access: AccessOf,
    admin: SignedIn,
    command: CommandInPath,
    place: PlaceOfKiosk,
) -> Response:
    told = await access.in_thread(partial(_approve, access, admin, command, place))
    if told == "approved":
        told = await signing_told(container, access, command.id, told)
    return _back(command, told)


@router.post("/kiosks/{kiosk}/commands/{command:uuid}/cancel", dependencies=[_MAY])
async def take_back(access: AccessOf, admin: SignedIn, command: CommandInPath) -> Response:
    return _back(command, await access.in_thread(partial(_cancel, access, admin, command)))


@router.post("/kiosks/{kiosk}/commands/{command:uuid}/sign", dependencies=[_MAY])
async def have_signed(
    container: DashboardContainerOf, access: AccessOf, command: CommandInPath
) -> Response:
    """Once more, where the signer was away."""
    return _back(command, await signing_told(container, access, command.id, "signed"))


@router.get("/kiosks/{kiosk}/commands/{command:uuid}/result", dependencies=[_MAY])
async def result(access: AccessOf, admin: SignedIn, command: CommandInPath) -> Response:
    found = await access.in_thread(partial(_result, access, admin, command))
    if found is None:
        raise HTTPException(404)
    form, content = found
    # What a kiosk sent: it is taken for a picture where it is one, and else for a file of text.
    if form == "screenshot" and content.startswith(_PNG):
        return Response(content, media_type="image/png")
    headers = {"Content-Disposition": f'attachment; filename="{command.verb}-{command.id}.jsonl"'}
    return Response(content, media_type="text/plain; charset=utf-8", headers=headers)


def _still_may(db: Session, access: Access, command: IssuedCommand, place: Whereabouts) -> bool:
    """Whether who gave it could still give it; of an account of the system, the system says."""
    if not command.issuer.startswith(audited("")):
        return True
    issuer = access.sessions.known_admin(db, command.issuer.removeprefix(audited("")))
    return issuer is not None and issuer.may(Deed.OPERATE, place)


def _approve(access: Access, admin: Admin, command: IssuedCommand, place: Whereabouts) -> str:
    by = audited(admin.id)
    with transaction(access.engine) as db:
        if not _still_may(db, access, command, place):
            return "gone"
        outcome = approve_command(db, access.clock.now(), by, command.id)
        match outcome:
            case IssuedCommand():
                access.audit.record_staff(
                    db,
                    by,
                    "command_approve",
                    outcome.verb,
                    kiosk=outcome.kiosk,
                    request=outcome.id,
                )
                return "approved"
            case CommandRefusal.SAME_PERSON:
                return "own"
            case CommandRefusal.NOT_PENDING:
                return "late"
            case _:
                return "nothing"


def _cancel(access: Access, admin: Admin, command: IssuedCommand) -> str:
    with transaction(access.engine) as db:
        if cancel(db, access.clock.now(), command.id) is not None:
            return "late"
        access.audit.record_staff(
            db,
            audited(admin.id),
            "command_cancel",
            "done",
            kiosk=command.kiosk,
            request=command.id,
        )
    return "cancelled"


def _result(access: Access, admin: Admin, command: IssuedCommand) -> tuple[str, bytes] | None:
    """Written down each time, before it is seen."""
    with transaction(access.engine) as db:
        found = result_of(db, access.clock.now(), command.id)
        if found is None:
            return None
        access.audit.record_staff(
            db,
            audited(admin.id),
            "command_result",
            found.form,
            kiosk=command.kiosk,
            request=command.id,
        )
        return found.form, found.content


def _back(command: IssuedCommand, told: str) -> Response:
    return RedirectResponse(command_address(command.kiosk, command.id, told), HTTPStatus.SEE_OTHER)
