"""What a route asks for, declared on the route itself so that no route is without.

``dependencies=[may(Deed.OPERATE, place_of_kiosk)]`` · ``[may_somewhere(Deed.SEE)]`` for a list that
is then cut down with ``Admin.scopes_of`` · ``[for_oneself()]`` · ``[for_everybody()]``; and beside
them ``[fresh()]`` before what cannot be undone.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount

from central.admins.roles import WHOLE_CAISSE, Deed, Whereabouts
from central.admins.sessions import LiveSession
from central.dashboard.signed_in import SignedIn

PlaceOf = Callable[..., Whereabouts | Awaitable[Whereabouts]]
"""A dependency that finds the place of what the route is about."""
_ASKS, _ASKS_FOR_PROOF = "asks_for", "asks_for_proof"


class AskedWhere(StrEnum):
    """Where a deed is asked for: over the whole caisse, at the place that the route is about, or at
    any; or that none is."""

    CAISSE = "caisse"
    PLACE = "place"
    SOMEWHERE = "somewhere"
    ONESELF = "oneself"
    EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class AskedFor:
    """``deed`` is None where nothing but a session, or not even that, is asked for."""

    where: AskedWhere
    deed: Deed | None = None


class NotGranted(Exception):
    """``known``: whether they may see what is there. If not, they are told that nothing is: else
    the answer would say what other agencies have."""

    def __init__(self, known: bool) -> None:
        super().__init__()
        self.known = known


class ProofTooOld(Exception):
    """Who they are is to be proved again first."""


def whole_caisse() -> Whereabouts:
    return WHOLE_CAISSE


def may(deed: Deed, where: PlaceOf = whole_caisse) -> Any:
    def granted_there(admin: SignedIn, place: Annotated[Whereabouts, Depends(where)]) -> None:
        if not admin.may(deed, place):
            raise NotGranted(known=admin.may(Deed.SEE, place))

    asked = AskedWhere.CAISSE if where is whole_caisse else AskedWhere.PLACE
    return _declared(granted_there, AskedFor(asked, deed))


def may_somewhere(deed: Deed) -> Any:
    def granted_somewhere(admin: SignedIn) -> None:
        if not admin.scopes_of(deed):
            raise NotGranted(known=True)

    return _declared(granted_somewhere, AskedFor(AskedWhere.SOMEWHERE, deed))


def for_oneself() -> Any:
    def has_a_session(_admin: SignedIn) -> None:
        """Whoever has signed in."""

    return _declared(has_a_session, AskedFor(AskedWhere.ONESELF))


def for_everybody() -> Any:
    def nothing_asked() -> None:
        """What those see who have not signed in."""

    return _declared(nothing_asked, AskedFor(AskedWhere.EVERYBODY))


def fresh() -> Any:
    """Proved within the last minutes (``proof_s``) who they are."""

    def proved_lately(request: Request, _admin: SignedIn) -> None:
        if not session_of(request).is_fresh:
            raise ProofTooOld

    setattr(proved_lately, _ASKS_FOR_PROOF, True)
    return Depends(proved_lately)


def session_of(request: Request) -> LiveSession:
    """The session behind a request of somebody who has signed in."""
    session = request.state.admin_session
    assert isinstance(session, LiveSession)
    return session


@dataclass(frozen=True, slots=True)
class DeclaredRoute:
    method: str
    path: str
    asks: tuple[AskedFor, ...]
    fresh: bool = False


def route_table(app: FastAPI) -> Iterator[DeclaredRoute]:
    """Every route with what it asks for: what the matrix of roles and scopes is made from. Files
    that are mounted ask for nothing; ``is_open`` of the gate says whether they may."""
    for route in iter_route_contexts(app.routes):
        path = route.path or ""
        if isinstance(route.original_route, Mount):
            yield DeclaredRoute("GET", f"{path}/", (AskedFor(AskedWhere.EVERYBODY),))
            continue
        dependant = getattr(route, "dependant", None)
        calls = list(_calls(dependant)) if isinstance(dependant, Dependant) else []
        found = (getattr(call, _ASKS, None) for call in calls)
        asks = tuple(each for each in found if isinstance(each, AskedFor))
        is_fresh = any(getattr(call, _ASKS_FOR_PROOF, False) for call in calls)
        for method in sorted(route.methods or {"GET"}):
            yield DeclaredRoute(method, path, asks, is_fresh)


def undeclared(app: FastAPI) -> tuple[str, ...]:
    """The routes that do not say what they ask for: there are to be none."""
    return tuple(
        f"{route.method} {route.path}" for route in route_table(app) if len(route.asks) != 1
    )


def _calls(dependant: Dependant) -> Iterator[object]:
    """The route itself and all that it depends on."""
    yield dependant.call
    for each in dependant.dependencies:
        yield from _calls(each)


def _declared(dependency: Callable[..., None], asks: AskedFor) -> Any:
    setattr(dependency, _ASKS, asks)
    return Depends(dependency)
