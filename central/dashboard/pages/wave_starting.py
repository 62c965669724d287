"""Beginning a wave: for which layer, by which plan, what that comes to, and doing it."""

from collections.abc import Mapping, Sequence
from functools import partial
from http import HTTPStatus
from itertools import islice
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from central.admins.roles import Admin, Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import NotGranted, may_somewhere
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.container import DashboardContainer, DashboardContainerOf
from central.dashboard.layer_places import where_it_holds
from central.dashboard.pages.wave_form import PlannedWave, WaveForm
from central.dashboard.query_texts import plain_text, storable
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.configuration.waiting import (
    layers_in_open_waves,
    some_waiting,
    waiting_layers,
)
from central.fleet.configuration.wave_start import (
    WaveNotBegun,
    WaveRefusal,
    begin_wave,
    may_begin,
)
from central.store.database import transaction

router = APIRouter(include_in_schema=False)
_MAY = may_somewhere(Deed.PUBLISH)
_SHOWN_KIOSKS, _SHOWN_LAYERS = 200, 50


@router.get("/waves/new", dependencies=[_MAY])
async def choose(
    request: Request, container: DashboardContainerOf, admin: SignedIn
) -> HTMLResponse:
    layer = _layer(request.query_params.get("layer", ""))
    if layer is not None:
        return await _form(request, container, admin, layer, WaveForm.empty())

    named = plain_text(request.query_params.get("q", ""))

    def find(db: Session) -> Sequence[tuple[ConfigurationLayer, int, bool]]:
        theirs = (
            (each, kiosks)
            for each, kiosks in waiting_layers(db)
            if named in str(each) and admin.may(Deed.PUBLISH, where_it_holds(db, each))
        )
        shown = list(islice(theirs, _SHOWN_LAYERS + 1))
        busy = layers_in_open_waves(db, [each for each, _ in shown])
        return [(each, kiosks, each in busy) for each, kiosks in shown]

    layers = await container.find(find)
    return page(
        request,
        "wave/choose.html",
        layers=layers[:_SHOWN_LAYERS],
        more=len(layers) > _SHOWN_LAYERS,
        named=named,
    )


@router.post("/waves/new", dependencies=[_MAY])
async def preview(
    request: Request, container: DashboardContainerOf, admin: SignedIn
) -> HTMLResponse:
    fields = sent_fields(request)
    layer, form = _layer(field(fields, "layer")), WaveForm.sent(fields)
    if layer is None:
        return await choose(request, container, admin)
    planned = form.checked()
    if not isinstance(planned, PlannedWave):
        return await _form(request, container, admin, layer, form, planned)
    refused, kiosks = await container.find(partial(_looked_at, admin, layer, planned.first))
    if refused is not None or field(fields, "change"):
        return await _form(request, container, admin, layer, form, _mistakes(refused), refused)
    plan = planned.plan
    stages = range(plan.last_stage + 1)
    return page(
        request,
        "wave/preview.html",
        layer=layer,
        form=form,
        plan=plan,
        first=planned.first,
        kiosks=kiosks,
        told=[plan.told_by(each, kiosks) for each in stages],
    )


@router.post("/waves", dependencies=[_MAY])
async def start(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn
) -> Response:
    fields = sent_fields(request)
    layer, form = _layer(field(fields, "layer")), WaveForm.sent(fields)
    if layer is None:
        return await choose(request, container, admin)
    planned = form.checked()
    if not isinstance(planned, PlannedWave):
        return await _form(request, container, admin, layer, form, planned)
    begun = await access.in_thread(partial(_begin, access, admin, layer, planned))
    if isinstance(begun, WaveNotBegun):
        return await _form(request, container, admin, layer, form, _mistakes(begun), begun)
    return RedirectResponse(f"/waves/{begun}?told=started", HTTPStatus.SEE_OTHER)


def _begin(
    access: Access, admin: Admin, layer: ConfigurationLayer, planned: PlannedWave
) -> int | WaveNotBegun:
    """The number of the new wave."""
    by = audited(admin.id)
    with transaction(access.engine) as db:
        _require(db, admin, layer)
        begun = begin_wave(db, access.clock.now(), by, layer, planned.plan, planned.first)
        if isinstance(begun, WaveNotBegun):
            return begun
        access.audit.record_staff(db, by, "wave_start", f"wave {begun.id}")
        return begun.id


async def _form(
    request: Request,
    container: DashboardContainer,
    admin: Admin,
    layer: ConfigurationLayer,
    form: WaveForm,
    mistakes: Mapping[str, str] | None = None,
    refused: WaveNotBegun | None = None,
) -> HTMLResponse:
    unusable, kiosks = await container.find(partial(_looked_at, admin, layer, ()))
    waiting = await container.find(lambda db: some_waiting(db, layer, _SHOWN_KIOSKS))
    return page(
        request,
        "wave/form.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if mistakes or refused else HTTPStatus.OK,
        layer=layer,
        form=form,
        mistakes=mistakes or {},
        refused=refused or unusable,
        waiting=waiting,
        kiosks=kiosks,
    )


def _looked_at(
    admin: Admin, layer: ConfigurationLayer, first: Sequence[str], db: Session
) -> tuple[WaveNotBegun | None, int]:
    _require(db, admin, layer)
    return may_begin(db, layer, first)


def _require(db: Session, admin: Admin, layer: ConfigurationLayer) -> None:
    """Raises NotGranted."""
    place = where_it_holds(db, layer)
    if not admin.may(Deed.PUBLISH, place):
        raise NotGranted(known=admin.may(Deed.SEE, place))


def _mistakes(refused: WaveNotBegun | None) -> dict[str, Any]:
    is_stranger = refused is not None and refused.why is WaveRefusal.STRANGER
    return {"canary": "canary"} if is_stranger else {}


def _layer(text: str) -> ConfigurationLayer | None:
    try:
        return ConfigurationLayer.parse(storable(text))
    except ValueError:
        return None
