"""A kiosk's page: how it is and was, what it is told, what was done with it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from sqlalchemy import Connection

from central.admins.roles import Deed, Whereabouts
from central.admins.shown_names import shown_names
from central.dashboard.access.deeds import may
from central.dashboard.container import DashboardContainerOf
from central.dashboard.editor.wording import label, summary
from central.dashboard.kiosk_places import place_of_kiosk
from central.dashboard.layer_words import layer_path
from central.dashboard.live import stream
from central.dashboard.pages.kiosk_now import measures, read_checks, started_at, versions
from central.dashboard.pages.kiosk_past import history_data, past_days
from central.dashboard.rendering import page, words_for
from central.dashboard.signed_in import SignedIn
from central.fleet.alerts.wording import AlertTexts
from central.fleet.kiosk_past import SHOWN_STATES
from central.fleet.kiosk_sheet import KioskSheet, audited, kiosk_line, kiosk_sheet

CERTIFICATE_ENDS_SOON = timedelta(days=10)

router = APIRouter(include_in_schema=False)


@router.get("/kiosks/{kiosk}", dependencies=[may(Deed.SEE, place_of_kiosk)])
async def show(
    request: Request, container: DashboardContainerOf, admin: SignedIn, kiosk: str
) -> HTMLResponse:
    now = container.clock.now()

    def find(db: Connection) -> tuple[KioskSheet, Sequence[Any] | None, Mapping[str, str]]:
        line = kiosk_line(db, kiosk, now)
        if line is None:
            raise HTTPException(404)
        place = Whereabouts(line.site, frozenset(line.tags))
        seen = audited(db, kiosk) if admin.may(Deed.ADMINISTER, place) else None
        sheet = kiosk_sheet(db, line, now)
        people = [name for each in sheet.commands for name in (each.issuer, each.approver)]
        return sheet, seen, shown_names(db, people)

    # Before what it is of: what comes meanwhile is told once more.
    revision = await container.kiosk_revisions.current(kiosk)
    sheet, deeds, names = await container.read(find)
    words = words_for(request)
    texts = AlertTexts(words.translations)
    return page(
        request,
        "kiosk.html",
        sheet=sheet,
        kiosk=sheet.line,
        checks=read_checks(sheet.status, words),
        measures=measures(sheet.status, words),
        versions=versions(sheet.status),
        started_at=started_at(sheet.status),
        shown_states=SHOWN_STATES,
        history=history_data(sheet.past, words),
        days=past_days(sheet.past, words),
        alerts=[(each, texts.said(each.alert), texts.part(each.alert)) for each in sheet.alerts],
        values=[
            (
                label(each.name, words),
                summary(each.name, each.value, words),
                layer_path(each.layer),
                words.say(f"layer.{each.layer.kind}", name=each.layer.name),
            )
            for each in sheet.values
        ],
        certificate_ends_soon=sheet.certified_until is not None
        and sheet.certified_until - now < CERTIFICATE_ENDS_SOON,
        deeds=deeds,
        names=names,
        operates=admin.may(Deed.OPERATE, Whereabouts(sheet.line.site, frozenset(sheet.line.tags))),
        revision=revision,
        now=now,
    )


@router.get("/kiosks/{kiosk}/live", dependencies=[may(Deed.SEE, place_of_kiosk)])
async def live(container: DashboardContainerOf, admin: SignedIn, kiosk: str) -> StreamingResponse:
    current = partial(container.kiosk_revisions.current, kiosk)
    return stream(container.clock, container.streams, admin.id, current)
