"""The console on one page, for whoever opens it first: what each page of theirs is good for."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from central.dashboard.access.deeds import for_oneself
from central.dashboard.container import DashboardContainerOf
from central.dashboard.rendering import page

_COOKIE = "console_tour"
_YEAR_S = 365 * 24 * 3_600

router = APIRouter(include_in_schema=False)


def is_new_here(request: Request) -> bool:
    """Whether nobody has opened the tour in this browser yet."""
    return _COOKIE not in request.cookies


@router.get("/tour", dependencies=[for_oneself()])
async def show(request: Request, container: DashboardContainerOf) -> HTMLResponse:
    answer = page(request, "tour.html")
    answer.set_cookie(
        _COOKIE,
        "seen",
        max_age=_YEAR_S,
        secure=container.encrypted,
        httponly=True,
        samesite="lax",
    )
    return answer
