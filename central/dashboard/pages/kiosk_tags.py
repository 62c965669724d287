"""The tags of a kiosk: what putting one on or taking it off would change, and then doing it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.admins.roles import Admin, Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import may
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.container import DashboardContainerOf
from central.dashboard.query_texts import storable
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.dashboard.signing_now import try_sign_and_give
from central.fleet.configuration.groups import groups_of
from central.fleet.tags import (
    LONGEST_TAG,
    ChangedValue,
    TagMeaning,
    changed_values,
    meaning_of,
    put_tag,
    tag_of,
    take_tag,
)
from central.store.audit import StaffAct
from central.store.database import transaction
from central.store.models import KioskRow

router = APIRouter(include_in_schema=False)
_MAY = may(Deed.ADMINISTER)
"""Over the whole caisse: a tag is a scope of other people's grants (decision 33)."""
_TOLD = frozenset({"put", "taken", "same"})


@dataclass(frozen=True, slots=True)
class TagChange:
    """Of one kiosk. ``changed``: what it would be told otherwise."""

    puts: bool
    meaning: TagMeaning
    changed: Sequence[ChangedValue]

    @property
    def tag(self) -> str:
        return self.meaning.tag


@router.get("/kiosks/{kiosk}/tags", dependencies=[_MAY])
async def show(
    request: Request, container: DashboardContainerOf, admin: SignedIn, kiosk: str
) -> HTMLResponse:
    query = request.query_params
    puts = "put" in query
    return await _page(request, container, admin, kiosk, puts, query.get("put", query.get("take")))


@router.post("/kiosks/{kiosk}/tags", dependencies=[_MAY])
async def change(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn, kiosk: str
) -> Response:
    fields = sent_fields(request)
    puts, typed = field(fields, "do") == "put", field(fields, "tag")
    tag = tag_of(storable(typed)) if puts else storable(typed)
    if not tag:
        return await _page(request, container, admin, kiosk, puts, typed)
    told = await access.in_thread(partial(_change, access, admin, kiosk, tag, puts))
    if told != "same":
        await try_sign_and_give(container, access, (kiosk,))
    address = f"/kiosks/{quote(kiosk, safe='')}/tags?told={told}"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


def _change(access: Access, admin: Admin, kiosk: str, tag: str, puts: bool) -> str:
    """Raises HTTPException where there is no such kiosk."""
    with transaction(access.engine) as db:
        _name(db, kiosk)
        done = put_tag(db, (kiosk,), tag) if puts else take_tag(db, (kiosk,), tag)
        if not done:
            return "same"
        act: StaffAct = "tag_put" if puts else "tag_take"
        access.audit.record_staff(db, audited(admin.id), act, tag[:32], kiosk=kiosk)
    return "put" if puts else "taken"


async def _page(
    request: Request,
    container: DashboardContainerOf,
    admin: Admin,
    kiosk: str,
    puts: bool,
    typed: str | None,
) -> HTMLResponse:
    """``typed``: a tag to say the change of, or to say what is wrong with; None where there is
    none yet."""
    tag = None if typed is None else tag_of(storable(typed)) if puts else storable(typed)

    def find(db: Session) -> tuple[str, Sequence[str], TagChange | None]:
        name, groups = _name(db, kiosk), groups_of(db, kiosk)
        if not tag or (tag in groups.tags) is puts:
            return name, groups.tags, None
        others = tuple(each for each in groups.tags if each != tag)
        after = replace(groups, tags=(*others, tag) if puts else others)
        return (
            name,
            groups.tags,
            TagChange(puts, meaning_of(db, tag), changed_values(db, groups, after)),
        )

    name, tags, change = await container.find(find)
    is_wrong = puts and typed is not None and change is None
    told = request.query_params.get("told")
    return page(
        request,
        "kiosk_tags_change.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong and request.method == "POST" else 200,
        kiosk=kiosk,
        name=name,
        tags=tags,
        change=change,
        typed=typed if puts and typed else "",
        wrong=("has" if tag in tags else "none") if is_wrong else None,
        told=told if told in _TOLD else None,
        choices=await container.choices.current(reach_of(admin)),
        longest=LONGEST_TAG,
    )


def _name(db: Session, kiosk: str) -> str:
    """Raises HTTPException where there is no such kiosk, or it may call no more."""
    row = KioskRow
    found = (
        db.execute(select(row.name).where(row.id == kiosk, row.revoked_at.is_(None))).one_or_none()
        if storable(kiosk) == kiosk
        else None
    )
    if found is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return found.name or kiosk
