"""What a layer said over time, and the way back: a draft of what it said before."""

from functools import partial
from http import HTTPStatus

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from central.admins.roles import Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import may
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.container import DashboardContainerOf
from central.dashboard.editor.wording import changes
from central.dashboard.layer_places import layer_named, place_of_layer
from central.dashboard.layer_words import authors, layer_path, layer_title, name_of
from central.dashboard.query_texts import row_number
from central.dashboard.rendering import page, words_for
from central.dashboard.signed_in import SignedIn
from central.fleet.configuration.content import kept
from central.fleet.configuration.drafts import said_now, write_draft
from central.fleet.configuration.layer_list import LayerWord, word_of, words_of
from central.fleet.configuration.layers import ConfigurationLayer
from central.store.database import transaction

router = APIRouter(include_in_schema=False)
_MOST = 50
_FIRST = 0
"""The number of what a layer said before its first version: nothing."""


@router.get("/configuration/history/{layer:path}", dependencies=[may(Deed.SEE, place_of_layer)])
async def show(
    request: Request, container: DashboardContainerOf, admin: SignedIn, layer: str
) -> HTMLResponse:
    found, words = layer_named(layer), words_for(request)

    def find(db: Session) -> tuple[list[LayerWord], dict[str, str], str]:
        versions = list(words_of(db, found))
        people = [who for each in versions for who in (each.author, each.approver)]
        return versions, authors(db, people), name_of(db, found)

    versions, names, name = await container.find(find)
    before = [*(each.content for each in versions), {}][1:]
    told = list(zip(versions, before, strict=True))[:_MOST]
    return page(
        request,
        "configuration_history.html",
        layer=found,
        title=layer_title(found, name, words),
        versions=[(each, changes(former, each.content, words)) for each, former in told],
        names=names,
        path=layer_path,
        publishes=admin.may(Deed.PUBLISH, await place_of_layer(container, layer)),
        told=request.query_params.get("told") == "same",
    )


@router.post(
    "/configuration/rollback/{layer:path}", dependencies=[may(Deed.PUBLISH, place_of_layer)]
)
async def roll_back(request: Request, access: AccessOf, admin: SignedIn, layer: str) -> Response:
    """``number``: of the version that is to count again. It changes nothing until a second person
    approves it."""
    found = layer_named(layer)
    text = field(sent_fields(request), "number", 12)
    number = _FIRST if text == "0" else row_number(text)
    if number is None:
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    draft = await access.in_thread(partial(_drafted, access, audited(admin.id), found, number))
    if draft is None:
        return RedirectResponse(f"{layer_path(found, 'history')}?told=same", HTTPStatus.SEE_OTHER)
    return RedirectResponse(f"/configuration/drafts/{draft}?told=saved", HTTPStatus.SEE_OTHER)


def _drafted(access: Access, author: str, layer: ConfigurationLayer, number: int) -> int | None:
    """None where it says that now, or there never was such a version."""
    with transaction(access.engine) as db:
        word = word_of(db, layer, number)
        content = {} if word is None else word.content
        known = word is not None or number == _FIRST
        if not known or kept(content) == kept(said_now(db, layer)):
            return None
        draft = write_draft(db, access.clock.now(), author, layer, content)
        access.audit.record_staff(db, author, "config_draft", f"draft {draft}")
        return draft
