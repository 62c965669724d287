"""A draft: what it changes, and for whom; withdrawn by its author, approved by somebody else."""

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

import structlog
from fastapi import APIRouter, BackgroundTasks, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from central.admins.roles import Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import fresh, may
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.container import DashboardContainer, DashboardContainerOf
from central.dashboard.editor.wording import changes
from central.dashboard.layer_places import found_draft, place_of_draft, where_it_holds
from central.dashboard.layer_words import authors, layer_path, layer_title, name_of
from central.dashboard.rendering import page, words_for
from central.dashboard.signed_in import SignedIn
from central.dashboard.signing_now import sign_and_give, try_sign_and_give
from central.fleet.configuration.drafts import (
    ConfigurationDraft,
    NotApproved,
    approve,
    are_two,
    discard,
    draft_of,
)
from central.fleet.configuration.giving import (
    GivingState,
    give_waiting,
    giving_state,
)
from central.fleet.configuration.groups import count_under, kiosks_under
from central.fleet.configuration.layer_list import LayerWord, word_of, words_of
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.configuration.signer import AT_ONCE
from central.fleet.configuration.signer_socket import SignerUnavailable
from central.store.admin_models import AdminRow
from central.store.database import transaction

router = APIRouter(include_in_schema=False)
_TOLD = frozenset(
    {"saved", "approved", "given", "silent", "no_signer"}
    | {"not_yours", "changed", "same_person", "gone"}
)
_WELL = frozenset({"saved", "approved", "given"})
_ROUTE = "/configuration/drafts/{draft}"
_SEE, _PUBLISH = may(Deed.SEE, place_of_draft), may(Deed.PUBLISH, place_of_draft)

_log = structlog.get_logger("central")


@dataclass(frozen=True, slots=True)
class DraftSheet:
    """``before``: what it is compared with. ``giving``: None where it was not approved, or
    something newer was. ``mine``: whether whoever looks wrote it."""

    draft: ConfigurationDraft
    name: str
    kiosks: int
    before: LayerWord | None
    word: LayerWord | None
    giving: GivingState | None
    names: dict[str, str]
    mine: bool


@router.get(_ROUTE, dependencies=[_SEE])
async def show(
    request: Request, container: DashboardContainerOf, admin: SignedIn, draft: int
) -> HTMLResponse:
    found = await found_draft(container, draft)
    place = await place_of_draft(container, draft)
    sheet = await container.find(lambda db: _sheet(db, found, audited(admin.id)))
    words, told = words_for(request), request.query_params.get("told", "")
    before = {} if sheet.before is None else sheet.before.content
    return page(
        request,
        "configuration_draft.html",
        sheet=sheet,
        draft=found,
        title=layer_title(found.layer, sheet.name, words),
        changes=changes(before, found.content, words),
        path=layer_path,
        mine=sheet.mine,
        publishes=admin.may(Deed.PUBLISH, place),
        has_signer=container.signer is not None,
        told=told if told in _TOLD else None,
        well=told in _WELL,
    )


@router.post(f"{_ROUTE}/discard", dependencies=[_PUBLISH])
async def take_back(
    container: DashboardContainerOf, access: AccessOf, admin: SignedIn, draft: int
) -> Response:
    found = await found_draft(container, draft)
    done = await access.in_thread(partial(_discarded, access, audited(admin.id), draft))
    if not done:
        return _told(draft, "not_yours")
    return RedirectResponse(f"{layer_path(found.layer)}?told=discarded", HTTPStatus.SEE_OTHER)


@router.post(f"{_ROUTE}/approve", dependencies=[_PUBLISH, fresh()])
async def agree(
    request: Request,
    container: DashboardContainerOf,
    access: AccessOf,
    admin: SignedIn,
    background: BackgroundTasks,
    draft: int,
) -> Response:
    fields = sent_fields(request)
    digest, in_wave = field(fields, "digest", 64), field(fields, "how", 8) == "wave"
    outcome = await access.in_thread(partial(_approved, access, audited(admin.id), draft, digest))
    if outcome is None:
        return _told(draft, "gone")
    if outcome is NotApproved.SAME_PERSON:
        return _told(draft, "same_person")
    if isinstance(outcome, NotApproved):
        return _told(draft, "changed")
    return _told(draft, await _sign(container, access, background, outcome.layer, in_wave))


@router.post(f"{_ROUTE}/sign", dependencies=[_PUBLISH, fresh()])
async def sign_again(
    request: Request,
    container: DashboardContainerOf,
    access: AccessOf,
    background: BackgroundTasks,
    admin: SignedIn,
    draft: int,
) -> Response:
    """For an approved draft whose signer did not answer, or that waits for its wave."""
    found = await found_draft(container, draft)
    if found.approver is None:
        return _told(draft, "changed")
    in_wave = field(sent_fields(request), "how", 8) == "wave"
    if not in_wave:
        await access.in_thread(partial(_record_giving, access, audited(admin.id), found))
    told = await _sign(container, access, background, found.layer, in_wave)
    if not in_wave and told == "approved":
        await access.in_thread(partial(give_waiting, access.engine, access.clock, found.layer))
        told = "given"
    return _told(draft, told)


async def _sign(
    container: DashboardContainer,
    access: Access,
    background: BackgroundTasks,
    layer: ConfigurationLayer,
    in_wave: bool,
) -> str:
    """The first kiosks at once, so that the next page says whether the signer answers; the others
    behind it. What is left undone is done by asking again."""
    kiosks = await container.find(lambda db: kiosks_under(db, layer))
    if container.signer is None:
        return "no_signer"
    first, rest = kiosks[:AT_ONCE], kiosks[AT_ONCE:]
    try:
        await sign_and_give(container, access, first, give=not in_wave)
    except SignerUnavailable:
        _log.error("signer_unavailable")
        return "silent"
    if rest:
        background.add_task(try_sign_and_give, container, access, rest, give=not in_wave)
    return "approved"


def _approved(
    access: Access, approver: str, draft: int, digest: str
) -> ConfigurationDraft | NotApproved | None:
    """None where whoever wrote it could not write it any more."""
    with transaction(access.engine) as db:
        found = draft_of(db, draft)
        if found is not None and not _author_still_may(db, access, found):
            return None
        outcome = approve(db, access.clock.now(), approver, draft, digest)
        if isinstance(outcome, ConfigurationDraft):
            access.audit.record_staff(db, approver, "config_approve", f"draft {draft}")
        return outcome


def _author_still_may(db: Session, access: Access, draft: ConfigurationDraft) -> bool:
    """Of an account of the system, the system says; of one of a provider who is not signed in,
    central knows whether it is suspended, and not what its groups give."""
    if not draft.author.startswith(audited("")):
        return True
    id_ = draft.author.removeprefix(audited(""))
    row, author = db.get(AdminRow, id_), access.sessions.known_admin(db, id_)
    if row is None or author is None:
        return False
    return row.login is None or author.may(Deed.PUBLISH, where_it_holds(db, draft.layer))


def _discarded(access: Access, author: str, draft: int) -> bool:
    with transaction(access.engine) as db:
        done = discard(db, access.clock.now(), author, draft)
        if done is not None:
            access.audit.record_staff(db, author, "config_discard", f"draft {draft}")
        return done is not None


def _record_giving(access: Access, who: str, draft: ConfigurationDraft) -> None:
    with transaction(access.engine) as db:
        access.audit.record_staff(db, who, "config_give", f"draft {draft.id}")


def _sheet(db: Session, draft: ConfigurationDraft, who: str) -> DraftSheet:
    words = words_of(db, draft.layer)
    word = next((each for each in words if each.draft == draft.id), None)
    newest = bool(words) and words[0].draft == draft.id
    people = [draft.author, *([] if draft.approver is None else [draft.approver])]
    return DraftSheet(
        draft,
        name_of(db, draft.layer),
        count_under(db, draft.layer),
        word_of(db, draft.layer, draft.base),
        word,
        giving_state(db, draft.layer, word.approved_at) if word is not None and newest else None,
        authors(db, people),
        not are_two(db, draft.author, who),
    )


def _told(draft: int, told: str) -> Response:
    return RedirectResponse(f"/configuration/drafts/{draft}?told={told}", HTTPStatus.SEE_OTHER)
