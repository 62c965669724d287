"""The routes of the table of calls: level, published form and answer follow from each row."""

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from central.container import Container
from central.rights.sessions import CitizenSession
from central.services.service import Service
from central.web.dependencies import ContainerOf, KioskRoute, session_for
from central.web.problems import documented
from wire.calls.call import Call, SessionLevel
from wire.codec import Codec
from wire.problem import ProblemType

REFUSED_TO_ANY = (ProblemType.KIOSK_UNKNOWN, ProblemType.TOO_MANY_REQUESTS, ProblemType.INTERNAL)


def refusals(call: Call[Any, Any]) -> tuple[ProblemType, ...]:
    """All that central may answer to a call in place of its answer."""
    session = () if call.level is None else (ProblemType.SESSION_LOST,)
    level = (ProblemType.LEVEL_TOO_LOW,) if call.level is SessionLevel.CODE else ()
    body = (ProblemType.INVALID_REQUEST, ProblemType.TOO_LARGE)
    return (*REFUSED_TO_ANY, *session, *level, *(body if call.request else ()), *call.refusals)


@cache
def router_of(services: tuple[Service, ...]) -> APIRouter:
    """Made once for each choice of services: FastAPI takes long to describe what they speak of."""
    router = APIRouter(route_class=KioskRoute)
    for service in services:
        _serve(router, service)
    return router


def _serve(router: APIRouter, service: Service) -> None:
    call, answers = service.call, Codec[Any](service.call.from_central)

    def answered(container: Container, session: CitizenSession, asked: Any) -> Response:
        answer = service.answer(container, session, asked)
        return Response(answers.write(answer), media_type="application/json")

    def without_body(container: ContainerOf, session: CitizenSession) -> Response:
        return answered(container, session, None)

    def with_body(container: ContainerOf, session: CitizenSession, asked: Any) -> Response:
        return answered(container, session, asked)

    endpoint = without_body if call.request is None else with_body
    # From its annotations FastAPI takes what a function is to be given.
    endpoint.__annotations__ |= {
        "session": Annotated[CitizenSession, Depends(session_for(call))],
        "asked": call.request,
    }
    router.add_api_route(
        call.path,
        endpoint,
        methods=[call.method],
        name=call.name,
        description=service.answer.__doc__,
        tags=["calls"],
        response_model=call.from_central,
        responses=documented(*refusals(call)),
    )
