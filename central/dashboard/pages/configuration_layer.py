"""A layer: what it says, and the form in which somebody proposes what it is to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any, assert_never

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from central.admins.roles import Deed, Whereabouts
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import may
from central.dashboard.access.forms import Fields, field, sent_fields
from central.dashboard.container import DashboardContainer, DashboardContainerOf
from central.dashboard.editor.fields import edited_fields
from central.dashboard.editor.reading import FormMistakes, read_form
from central.dashboard.editor.shown import ShownForm
from central.dashboard.editor.values import compacted, filled_in
from central.dashboard.editor.wording import label, summary
from central.dashboard.layer_places import layer_named, place_of_layer
from central.dashboard.layer_words import authors, layer_path, layer_title, name_of
from central.dashboard.query_texts import row_number, storable
from central.dashboard.rendering import page, words_for
from central.dashboard.signed_in import SignedIn
from central.fleet.configuration.drafts import ConfigurationDraft, open_drafts, said_now
from central.fleet.configuration.editing import (
    Content,
    OpenedOn,
    OtherWasFaster,
    SavedDraft,
    Saving,
    UnchangedContent,
    beginning,
    opened_now,
    save,
)
from central.fleet.configuration.groups import count_under, wider_than
from central.fleet.configuration.layer_list import LayerWord, word_of
from central.fleet.configuration.layers import ConfigurationLayer, ToldValue, merged
from central.store.database import transaction

router = APIRouter(include_in_schema=False)
_ROUTE = "/configuration/layers/{layer:path}"


@dataclass(frozen=True, slots=True)
class LayerSheet:
    """``names``: what people call the kiosks and admins that are spoken of."""

    layer: ConfigurationLayer
    name: str
    kiosks: int
    word: LayerWord | None
    drafts: tuple[ConfigurationDraft, ...]
    inherited: tuple[ToldValue, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Editing:
    """The form as it stands: on what it was opened, and what came of sending it."""

    opened: OpenedOn
    values: Mapping[str, str]
    mistakes: FormMistakes
    more: str = ""
    faster: OtherWasFaster | None = None
    unchanged: bool = False


@router.get(_ROUTE, dependencies=[may(Deed.SEE, place_of_layer)])
async def show(
    request: Request, container: DashboardContainerOf, admin: SignedIn, layer: str
) -> HTMLResponse:
    found = layer_named(layer)
    draft = row_number(request.query_params.get("draft"))

    def begin(db: Session) -> tuple[OpenedOn, Content]:
        waiting = {each.id for each in open_drafts(db, found)}
        opened = opened_now(db, found, draft if draft in waiting and draft else 0)
        return opened, beginning(db, found, opened)

    opened, content = await container.find(begin)
    editing = Editing(opened, filled_in(content, container.zone), {})
    return await _shown(request, container, admin, found, editing)


@router.post(_ROUTE, dependencies=[may(Deed.PUBLISH, place_of_layer)])
async def propose(
    request: Request,
    container: DashboardContainerOf,
    access: AccessOf,
    admin: SignedIn,
    layer: str,
) -> Response:
    found, fields = layer_named(layer), sent_fields(request)
    opened = OpenedOn(*(_number(fields, each) for each in ("number", "newest", "draft")))
    values, more = compacted(_values(fields)), _rows(field(fields, "more", 80))
    former = await container.find(lambda db: beginning(db, found, opened))
    filled = read_form(values, former, container.zone)
    if more:
        editing = Editing(opened, values, {}, more)
        return await _shown(request, container, admin, found, editing)
    if filled.mistakes:
        editing = Editing(opened, values, filled.mistakes)
        return await _shown(request, container, admin, found, editing, HTTPStatus.BAD_REQUEST)
    saved = await access.in_thread(
        partial(_saved, access, audited(admin.id), found, opened, filled.content)
    )
    match saved:
        case SavedDraft(number):
            return RedirectResponse(
                f"/configuration/drafts/{number}?told=saved", HTTPStatus.SEE_OTHER
            )
        case UnchangedContent():
            editing = Editing(opened, values, {}, unchanged=True)
        case OtherWasFaster():
            together = filled_in(saved.content, container.zone)
            editing = Editing(saved.opened, together, {}, faster=saved)
        case _:
            assert_never(saved)
    return await _shown(request, container, admin, found, editing, HTTPStatus.CONFLICT)


def _saved(
    access: Access, author: str, layer: ConfigurationLayer, opened: OpenedOn, content: Content
) -> Saving:
    with transaction(access.engine) as db:
        saved = save(db, access.clock.now(), author, layer, opened, content)
        if isinstance(saved, SavedDraft):
            if saved.replaced is not None:
                outcome = f"draft {saved.replaced}"
                access.audit.record_staff(db, author, "config_discard", outcome)
            access.audit.record_staff(db, author, "config_draft", f"draft {saved.draft}")
        return saved


async def _shown(
    request: Request,
    container: DashboardContainer,
    admin: SignedIn,
    layer: ConfigurationLayer,
    editing: Editing,
    status: HTTPStatus = HTTPStatus.OK,
) -> HTMLResponse:
    words = words_for(request)
    place = await _place(container, layer)
    others = [] if editing.faster is None else [editing.faster.who]
    sheet = await container.find(lambda db: _sheet(db, layer, others))
    form = ShownForm(
        words,
        editing.values,
        editing.mistakes,
        sheet.inherited,
        sheet.names,
        editing.more,
        _theirs(editing.faster, words),
    )
    content: Mapping[str, Any] = {} if sheet.word is None else sheet.word.content
    return page(
        request,
        "configuration_layer.html",
        status=int(status),
        sheet=sheet,
        title=layer_title(layer, sheet.name, words),
        form=form,
        editing=editing,
        taken=[label(each, words) for each in _of(editing.faster, "taken")],
        both=[label(each, words) for each in _of(editing.faster, "both")],
        says=[
            (label(name, words), summary(name, content[name], words))
            for name in edited_fields()
            if name in content
        ],
        path=layer_path,
        me=audited(admin.id),
        publishes=admin.may(Deed.PUBLISH, place),
        discarded=request.query_params.get("told") == "discarded",
    )


async def _place(container: DashboardContainer, layer: ConfigurationLayer) -> Whereabouts:
    return await place_of_layer(container, str(layer))


def _sheet(db: Session, layer: ConfigurationLayer, others: list[str]) -> LayerSheet:
    opened = opened_now(db, layer)
    word = word_of(db, layer, opened.number)
    drafts = tuple(open_drafts(db, layer))
    wider = wider_than(db, layer)
    people = [each.author for each in drafts] + others
    people += [] if word is None else [word.author, word.approver]
    return LayerSheet(
        layer,
        name_of(db, layer),
        count_under(db, layer),
        word,
        drafts,
        tuple(merged((each, said_now(db, each)) for each in wider)),
        authors(db, people),
    )


def _theirs(faster: OtherWasFaster | None, words: Any) -> Mapping[str, str]:
    """What the other has written in the fields that both have changed."""
    return {
        name: summary(name, faster.theirs[name], words)
        if name in faster.theirs
        else words.say("config.faster.nothing")
        for name in _of(faster, "both")
        if faster is not None
    }


def _of(faster: OtherWasFaster | None, which: str) -> tuple[str, ...]:
    found: tuple[str, ...] = () if faster is None else getattr(faster, which)
    return found


def _values(fields: Fields) -> dict[str, str]:
    """Of the form's own controls, as they can be stored; the first of each name."""
    found: dict[str, str] = {}
    for name, text in fields:
        if name.partition(".")[0] in edited_fields():
            found.setdefault(name, storable(text))
    return found


def _rows(name: str) -> str:
    """The field of which somebody wants more rows; empty for none that there is."""
    return name if name.partition(".")[0] in edited_fields() else ""


def _number(fields: Fields, name: str) -> int:
    return row_number(field(fields, name, 12)) or 0
