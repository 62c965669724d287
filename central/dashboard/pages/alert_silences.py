"""Silences of an alert or a rule, for a while and a reason; those in force, and lifting one."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.admins.roles import Admin, Deed, Scope, Whereabouts
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import may, may_somewhere
from central.dashboard.access.forms import Fields, field, sent_fields
from central.dashboard.alert_places import (
    AlertInPath,
    SilenceInPath,
    place_of_alert,
    place_of_silence,
    where_silenced,
)
from central.dashboard.container import DashboardContainer, DashboardContainerOf
from central.dashboard.query_texts import storable
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import page, words_for
from central.dashboard.signed_in import SignedIn
from central.dashboard.silence_form import (
    PARTS,
    SPANS,
    CheckedSilence,
    SilenceForm,
    checked,
    choices_at,
    scopes_ahead,
    silenced_at,
)
from central.fleet.alert_list import AlertList
from central.fleet.alerts.silencing import Silence, lift, silence, silences
from central.fleet.alerts.wording import AlertTexts
from central.fleet.reach import EVERYWHERE
from central.intake.notes import LONGEST_NOTE
from central.store.database import transaction
from central.store.fleet_models import AlertRow
from central.store.models import KioskRow

_SOMEWHERE = may_somewhere(Deed.SEE)
_MAY = may(Deed.OPERATE, place_of_alert)
_TOLD = frozenset({"silenced", "lifted"})
PlaceOfAlert = Annotated[Whereabouts, Depends(place_of_alert)]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ListedSilence:
    """What it is of, also where it is of one alert. ``operable``: whether who looks may lift it."""

    silence: Silence
    part: str
    site: str
    kiosk: str
    name: str
    operable: bool


@router.get("/alerts/silences", dependencies=[_SOMEWHERE])
async def show(request: Request, container: DashboardContainerOf, admin: SignedIn) -> HTMLResponse:
    return await _listed(request, container, admin, SilenceForm())


@router.post("/alerts/silences", dependencies=[may_somewhere(Deed.OPERATE)])
async def silence_ahead(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn
) -> Response:
    form = _form(sent_fields(request))
    choices = await container.choices.current(reach_of(admin, Deed.OPERATE))
    there = form.what in scopes_ahead(admin, choices) and form.part in ("", *PARTS)
    what = silenced_at(Scope.parse(form.what), form.part) if there else None
    found = checked(form, what)
    if isinstance(found, SilenceForm):
        return await _listed(request, container, admin, found)
    await access.in_thread(partial(_silence, access, admin, found))
    return RedirectResponse("/alerts/silences?told=silenced", HTTPStatus.SEE_OTHER)


@router.get("/alerts/{alert}/silence", dependencies=[_MAY])
async def ask(
    request: Request,
    container: DashboardContainerOf,
    admin: SignedIn,
    alert: AlertInPath,
    place: PlaceOfAlert,
) -> HTMLResponse:
    return await _asked(request, container, admin, alert, place, SilenceForm(what="alert"))


@router.post("/alerts/{alert}/silence", dependencies=[_MAY])
async def silence_from(
    request: Request,
    container: DashboardContainerOf,
    access: AccessOf,
    admin: SignedIn,
    alert: AlertInPath,
    place: PlaceOfAlert,
) -> Response:
    form = _form(sent_fields(request))
    listed = AlertList(EVERYWHERE, EVERYWHERE, container.clock.now())
    line = await container.read(lambda db: listed.one(db, alert))
    choices = {} if line is None else dict(choices_at(line.kept, place, admin))
    found = checked(form, choices.get(form.what))
    if isinstance(found, SilenceForm):
        return await _asked(request, container, admin, alert, place, found)
    await access.in_thread(partial(_silence, access, admin, found))
    return RedirectResponse("/alerts/silences?told=silenced", HTTPStatus.SEE_OTHER)


@router.post("/alerts/silences/{silence}/lift", dependencies=[may(Deed.OPERATE, place_of_silence)])
async def end(access: AccessOf, admin: SignedIn, silence: SilenceInPath) -> Response:
    def write() -> None:
        with transaction(access.engine) as db:
            if lift(db, silence, admin.name, access.clock.now()):
                access.audit.record_staff(db, audited(admin.id), "alert_unsilence", str(silence))

    await access.in_thread(write)
    return RedirectResponse("/alerts/silences?told=lifted", HTTPStatus.SEE_OTHER)


def _silence(access: Access, admin: Admin, wanted: CheckedSilence) -> None:
    now, what = access.clock.now(), wanted.what
    with transaction(access.engine) as db:
        number = silence(db, what, now + wanted.span, wanted.reason, admin.name, now)
        access.audit.record_staff(
            db,
            audited(admin.id),
            "alert_silence",
            f"{number} {what.part or '*'}"[:32],
            kiosk=what.kiosk or None,
        )


def _form(fields: Fields) -> SilenceForm:
    return SilenceForm(
        storable(field(fields, "what", 80)),
        storable(field(fields, "part", 64)),
        field(fields, "span", 4),
        storable(field(fields, "reason", 1_000)),
    )


async def _asked(
    request: Request,
    container: DashboardContainer,
    admin: Admin,
    alert: int,
    place: Whereabouts,
    form: SilenceForm,
) -> HTMLResponse:
    now = container.clock.now()
    listed = AlertList(EVERYWHERE, EVERYWHERE, now)
    line = await container.read(lambda db: listed.one(db, alert))
    assert line is not None  # the route has found its place
    texts = AlertTexts(words_for(request).translations)
    return page(
        request,
        "silence.html",
        status=HTTPStatus.BAD_REQUEST if form.wrong else HTTPStatus.OK,
        line=line,
        told=texts.said(line.kept.alert),
        part=texts.part(line.kept.alert),
        choices=choices_at(line.kept, place, admin),
        form=form,
        spans=SPANS,
        longest=LONGEST_NOTE,
        now=now,
    )


async def _listed(
    request: Request, container: DashboardContainer, admin: Admin, form: SilenceForm
) -> HTMLResponse:
    now = container.clock.now()
    found = await container.find(lambda db: _seen(db, admin, now))
    choices = await container.choices.current(reach_of(admin, Deed.OPERATE))
    told = request.query_params.get("told", "")
    texts = AlertTexts(words_for(request).translations)
    return page(
        request,
        "silences.html",
        status=HTTPStatus.BAD_REQUEST if form.wrong else HTTPStatus.OK,
        lines=found,
        scopes=scopes_ahead(admin, choices),
        parts=[(each, texts.part_named(each)) for each in PARTS],
        part_of=texts.part_named,
        form=form,
        spans=SPANS,
        longest=LONGEST_NOTE,
        now=now,
        told=told if told in _TOLD else None,
    )


def _seen(db: Session, admin: Admin, now: datetime) -> list[ListedSilence]:
    """Those of places that they see."""
    lines = []
    for each in silences(db, now):
        place = where_silenced(db, each.of)
        if not admin.may(Deed.SEE, place):
            continue
        kiosk, part, site = each.of.kiosk, each.of.part, each.of.site
        if each.of.alert is not None:
            row = db.get(AlertRow, each.of.alert)
            kiosk, part, site = ("", "", "") if row is None else (row.kiosk, row.part, row.site)
        name = db.scalar(select(KioskRow.name).where(KioskRow.id == kiosk)) if kiosk else None
        operable = admin.may(Deed.OPERATE, place)
        lines.append(ListedSilence(each, part, site, kiosk, name or kiosk, operable))
    return lines
