"""All layers of what kiosks are told, and the way to those that say nothing yet."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from central.admins.roles import Deed
from central.dashboard.access.deeds import may_somewhere
from central.dashboard.container import DashboardContainerOf
from central.dashboard.layer_words import authors, layer_path
from central.dashboard.query_texts import plain_text
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.fleet.configuration.layer_list import ListedLayer, layers_within
from central.fleet.configuration.layers import ConfigurationLayer, LayerKind

router = APIRouter(include_in_schema=False)
_MOST = 100
_NAMED = (LayerKind.AGENCY, LayerKind.TAG, LayerKind.KIOSK)


@router.get("/configuration", dependencies=[may_somewhere(Deed.SEE)])
async def show(request: Request, container: DashboardContainerOf, admin: SignedIn) -> HTMLResponse:
    reach, named = reach_of(admin), plain_text(request.query_params.get("q", ""))

    def find(db: Session) -> tuple[list[ListedLayer], bool, dict[str, str]]:
        found, more = layers_within(db, reach, named, _MOST)
        people = [word for each in found for word in _people(each)]
        return list(found), more, authors(db, people)

    layers, more, names = await container.find(find)
    waiting = [(each, draft) for each in layers for draft in each.drafts]
    return page(
        request,
        "configuration.html",
        layers=layers,
        waiting=waiting,
        names=names,
        more=more,
        named=named,
        choices=await container.choices.current(reach),
        kinds=[str(each) for each in _NAMED],
        path=layer_path,
        me=f"admin:{admin.id}",
        publishes=bool(admin.scopes_of(Deed.PUBLISH)),
        missing=request.query_params.get("told") == "missing",
    )


@router.get("/configuration/open", dependencies=[may_somewhere(Deed.SEE)])
async def open_layer(request: Request) -> Response:
    """From a name to its layer; whether one may see it is asked there."""
    kind, name = (plain_text(request.query_params.get(each, "")) for each in ("kind", "name"))
    try:
        layer = ConfigurationLayer.parse(f"{kind}:{name}")
    except ValueError:
        return RedirectResponse("/configuration?told=missing", HTTPStatus.SEE_OTHER)
    return RedirectResponse(layer_path(layer), HTTPStatus.SEE_OTHER)


def _people(layer: ListedLayer) -> list[str]:
    of_word = [] if layer.word is None else [layer.word.author, layer.word.approver]
    return of_word + [each.author for each in layer.drafts]
