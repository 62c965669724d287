"""``GET /metrics`` for the caisse's monitoring: for whoever has its token, and not there for
anybody else."""

from typing import Annotated

from fastapi import APIRouter, Header, Response
from fastapi.security.utils import get_authorization_scheme_param

from central.crypto.digests import same
from central.fleet.metrics import CONTENT_TYPE, metrics
from central.runtime.problem_error import ProblemError
from central.store.database import transaction
from central.web.dependencies import ContainerOf
from wire.problem import ProblemType


def metrics_router(token: str) -> APIRouter:
    router = APIRouter()

    @router.get("/metrics", include_in_schema=False)
    def fleet_metrics(
        container: ContainerOf, authorization: Annotated[str | None, Header()] = None
    ) -> Response:
        scheme, given = get_authorization_scheme_param(authorization)
        if scheme.lower() != "bearer" or not same(given, token):
            raise ProblemError(ProblemType.NOT_FOUND)
        with transaction(container.engine) as db:
            said = metrics(db, container.clock.now())
        return Response(said, media_type=CONTENT_TYPE)

    return router
