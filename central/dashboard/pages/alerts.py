"""The alerts: what is wrong, who sees to it, and what is over."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection
from starlette.datastructures import QueryParams

from central.admins.roles import Admin, Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import may, may_somewhere
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.alert_places import AlertInPath, place_of_alert
from central.dashboard.container import DashboardContainerOf
from central.dashboard.query_texts import chosen, plain_text, row_number
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import page, words_for
from central.dashboard.signed_in import SignedIn
from central.fleet.alert_list import (
    AlertFilter,
    AlertList,
    AlertPage,
    AlertPlace,
    AlertState,
    ListedAlert,
)
from central.fleet.alerts.keeping import acknowledge
from central.fleet.alerts.wording import AlertTexts
from central.store.database import transaction

LINES = 50

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class AlertQuery:
    """``said``: what of the filter an address says; ``told``: an alert to say a word about."""

    wanted: AlertFilter
    before: AlertPlace | None
    told: int | None
    said: dict[str, str]


@router.get("/alerts", dependencies=[may_somewhere(Deed.SEE)])
async def show(request: Request, container: DashboardContainerOf, admin: SignedIn) -> HTMLResponse:
    query = read_query(request.query_params)
    reach = reach_of(admin)
    now = container.clock.now()
    listed = AlertList(reach, reach_of(admin, Deed.OPERATE), now, query.wanted)

    def find(
        db: Connection,
    ) -> tuple[AlertPage, Mapping[AlertState, int], ListedAlert | None]:
        told = None if query.told is None else listed.one(db, query.told)
        return listed.page(db, query.before, LINES), listed.counts(db), told

    found, counts, told = await container.read(find)
    words = words_for(request)
    texts = AlertTexts(words.translations)
    return page(
        request,
        "alerts.html",
        query=query,
        said=query.said,
        lines=[
            (each, texts.said(each.kept.alert), texts.part(each.kept.alert)) for each in found.lines
        ],
        after=found.after,
        counts=counts,
        going_on=counts[AlertState.OPEN] + counts[AlertState.ACKNOWLEDGED],
        states=list(AlertState),
        told=told,
        choices=await container.choices.current(reach),
        now=now,
    )


@router.post("/alerts/{alert}/acknowledge", dependencies=[may(Deed.OPERATE, place_of_alert)])
async def take_up(
    request: Request, access: AccessOf, admin: SignedIn, alert: AlertInPath
) -> RedirectResponse:
    """Whoever was first is named on the page that follows, to the second one too."""
    await access.in_thread(partial(_take_up, access, admin, alert))
    fields = sent_fields(request)
    said = read_query(QueryParams([(each, field(fields, each)) for each in ("state", "site")])).said
    address = f"/alerts?{urlencode(said | {'told': alert})}"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


def _take_up(access: Access, admin: Admin, number: int) -> None:
    with transaction(access.engine) as db:
        found = acknowledge(db, number, admin.name, access.clock.now())
        if found is not None and found.is_new:
            access.audit.record_staff(
                db, audited(admin.id), "alert_acknowledge", str(number), kiosk=found.kiosk or None
            )


def read_query(query: QueryParams) -> AlertQuery:
    state = chosen(AlertState, query.get("state", ""))
    site = plain_text(query.get("site", ""))
    said = {"state": state or "", "site": site}
    return AlertQuery(
        AlertFilter(state, site),
        _place(query.get("before", "")),
        row_number(query.get("told")),
        {name: str(value) for name, value in said.items() if value},
    )


def _place(text: str) -> AlertPlace | None:
    urgency, _, number = text.partition(".")
    found = row_number(number)
    if found is None or len(urgency) != 1 or not urgency.isascii() or not urgency.isdecimal():
        return None
    return AlertPlace(int(urgency), found)
