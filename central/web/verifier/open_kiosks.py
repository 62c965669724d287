"""The open kiosks for software, maps and other pages: ``GET /v1/open-kiosks``."""

from functools import partial

from fastapi import APIRouter, Request, Response

from central.runtime.problem_error import ProblemError
from central.web.problems import documented
from central.web.verifier.container import PublicContainerOf
from central.web.verifier.feed import OpenKiosks
from central.web.verifier.limits import host_of
from central.web.verifier.pieces import in_pieces
from wire.problem import ProblemType

PATH = "/v1/open-kiosks"
_FOR_ALL = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=60"}
"""Any page may show it, whoever has opened that page: there is nothing of anybody in it."""

router = APIRouter(tags=["open kiosks"])


@router.get(
    PATH,
    response_model=OpenKiosks,
    responses={
        304: {"description": "Nothing has changed since the answer with this ETag."},
        **documented(
            ProblemType.TOO_MANY_REQUESTS, ProblemType.STORE_UNAVAILABLE, ProblemType.INTERNAL
        ),
    },
)
async def open_kiosks(request: Request, container: PublicContainerOf) -> Response:
    """Where kiosks are, whether they serve, what they offer and when one gets to them."""
    counted = partial(container.counts.feeds.wait_s, host_of(request))
    wait_s = await container.in_thread(counted)
    if wait_s is not None:
        raise ProblemError(ProblemType.TOO_MANY_REQUESTS, retry_after_s=wait_s)
    page = await container.in_thread(container.feed.page)
    headers = {**_FOR_ALL, "ETag": page.etag}
    if _has(request.headers.get("if-none-match", ""), page.etag):
        return Response(status_code=304, headers=headers)
    return in_pieces(page.body, "application/json", headers)


def _has(tags: str, etag: str) -> bool:
    """As a cache compares them (RFC 9110, 13.1.2)."""
    return any(each.strip().removeprefix("W/") in (etag, "*") for each in tags.split(","))
