"""The audit for who administers the caisse: what was done, and up to where somebody has verified
that it stands as it was written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from sqlalchemy import Connection, select
from starlette.datastructures import QueryParams

from central.admins.roles import Deed
from central.admins.sign_in import audited
from central.dashboard.access.deeds import may
from central.dashboard.container import DashboardContainerOf
from central.dashboard.csv_rows import csv_file, csv_head, csv_row
from central.dashboard.query_texts import plain_text, row_number
from central.dashboard.rendering import page, words_for
from central.dashboard.words import Words
from central.store.admin_models import AdminRow
from central.store.audit_list import (
    ACTS,
    BY_KIOSKS,
    LOOKED_THROUGH,
    ON_THE_COMMAND_LINE,
    AuditChoice,
    AuditList,
    AuditPage,
    ListedAct,
)
from central.store.audit_verified import ChainReading, last_verification
from central.store.models import KioskRow

LINES = 50
_COLUMNS = ("at", "act", "outcome", "about", "by", "number")

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """``said``: what of the filter an address says. People stand in it by their ids."""

    wanted: AuditChoice
    before: int | None
    said: dict[str, str]


@dataclass(frozen=True, slots=True)
class FoundAudit:
    """``admins``: the names of all, by how the audit names them; ``kiosks``: of those shown."""

    page: AuditPage
    verified: ChainReading | None
    admins: Mapping[str, str]
    kiosks: Mapping[str, str]


@router.get("/audit", dependencies=[may(Deed.ADMINISTER)])
async def show(request: Request, container: DashboardContainerOf) -> HTMLResponse:
    query = read_query(request.query_params)

    def find(db: Connection) -> FoundAudit:
        found = AuditList(query.wanted).page(db, query.before, LINES)
        return FoundAudit(found, last_verification(db), _admins(db), _kiosks(db, found.lines))

    found = await container.read(find)
    words = words_for(request)
    acts = {each: _act(each, words) for each in ACTS}
    return page(
        request,
        "audit.html",
        query=query,
        said=query.said,
        found=found,
        lines=[(each, _act(each.act, words)) for each in found.page.lines],
        after=found.page.after,
        acts=sorted(acts.items(), key=lambda item: item[1].casefold()),
        sorts=(ON_THE_COMMAND_LINE, BY_KIOSKS),
        looked_through=LOOKED_THROUGH,
    )


@router.get("/audit.csv", dependencies=[may(Deed.ADMINISTER)])
async def export(request: Request, container: DashboardContainerOf) -> StreamingResponse:
    listed = AuditList(read_query(request.query_params).wanted)
    words = words_for(request)

    def written() -> Iterator[str]:
        yield csv_head([words.say(f"audit.csv.{each}") for each in _COLUMNS])
        with container.engine.connect() as db:
            yield from (csv_row(_cells(each)) for each in listed.every(db))

    return csv_file(written(), f"journal-{container.today():%Y-%m-%d}")


def read_query(query: QueryParams) -> AuditQuery:
    said = {name: plain_text(query.get(name, "")) for name in ("act", "kiosk", "who")}
    return AuditQuery(
        AuditChoice(**said),
        row_number(query.get("before")),
        {name: value for name, value in said.items() if value},
    )


def _cells(each: ListedAct) -> list[str]:
    return [
        each.at.isoformat(timespec="seconds"),
        each.act,
        each.outcome,
        each.kiosk or "",
        each.account or "",
        "" if each.about is None else str(each.about),
    ]


def _act(act: str, words: Words) -> str:
    return words.find(f"audit.act.{act}", act)


def _admins(db: Connection) -> Mapping[str, str]:
    found = db.execute(select(AdminRow.id, AdminRow.name).order_by(AdminRow.name))
    return {audited(id_): name for id_, name in found}


def _kiosks(db: Connection, lines: Iterable[ListedAct]) -> Mapping[str, str]:
    ids = {each.kiosk for each in lines if each.kiosk is not None}
    named = select(KioskRow.id, KioskRow.name).where(KioskRow.id.in_(ids))
    return {kiosk: name or kiosk for kiosk, name in db.execute(named)}
