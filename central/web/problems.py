"""Errors as RFC 9457 problem details, never quoting what was sent."""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from central.crypto.digests import ServerKeyUnknown
from central.runtime.problem_error import ProblemError
from central.store.database import STORE_FAILS
from wire.codec import codec_of
from wire.problem import MEDIA_TYPE, Problem, ProblemType

_FIELD = re.compile(r"[a-z_]{1,40}")
_STORE_RETRY_S = 30

_log = structlog.get_logger("central")


def problem_response(
    kind: ProblemType,
    *,
    errors: Sequence[str] = (),
    retry_after_s: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    problem = Problem(
        type=kind.urn,
        title=kind.summary,
        status=kind.status,
        errors=tuple(errors),
        retry_after_s=retry_after_s,
    )
    all_headers = dict(headers or {})
    if retry_after_s is not None:
        all_headers["Retry-After"] = str(retry_after_s)
    if problem.status == HTTPStatus.UNAUTHORIZED:
        all_headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(
        codec_of(Problem).plain(problem),
        status_code=problem.status,
        headers=all_headers,
        media_type=MEDIA_TYPE,
    )


def documented(*kinds: ProblemType) -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of a route for OpenAPI, one entry a status."""
    answers: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        entry = answers.setdefault(
            kind.status,
            {
                "description": "",
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            },
        )
        entry["description"] = " · ".join(filter(None, (entry["description"], kind.value)))
    return answers


def install(app: FastAPI) -> None:
    app.add_exception_handler(ProblemError, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    for kind in STORE_FAILS:
        app.add_exception_handler(kind, _on_store)
    app.add_exception_handler(ServerKeyUnknown, _on_unknown_key)


async def _on_problem(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ProblemError)
    return problem_response(error.kind, retry_after_s=error.retry_after_s)


async def _on_invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    reasons = [f"{_place(item['loc'])}: {item['type']}" for item in error.errors()[:20]]
    return problem_response(ProblemType.INVALID_REQUEST, errors=reasons)


async def _on_store(_request: Request, error: Exception) -> JSONResponse:
    _log.error("store_unavailable", kind=type(error).__name__)
    return problem_response(ProblemType.STORE_UNAVAILABLE, retry_after_s=_STORE_RETRY_S)


async def _on_unknown_key(_request: Request, error: Exception) -> JSONResponse:
    """Another worker has turned the keys, and this one is still to be started anew."""
    assert isinstance(error, ServerKeyUnknown)
    _log.error("server_key_unknown", key=error.key_id or "")
    return problem_response(ProblemType.STORE_UNAVAILABLE, retry_after_s=_STORE_RETRY_S)


async def _on_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    match error.status_code:
        case HTTPStatus.NOT_FOUND:
            return problem_response(ProblemType.NOT_FOUND)
        case HTTPStatus.METHOD_NOT_ALLOWED:
            headers = dict(error.headers or {}) | _allowed(request)
            return problem_response(ProblemType.METHOD_NOT_ALLOWED, headers=headers)
        case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return problem_response(ProblemType.TOO_LARGE)
        case _:
            return problem_response(ProblemType.INVALID_REQUEST)


def _allowed(request: Request) -> dict[str, str]:
    """All methods published for this path; the library names those of its first route alone."""
    published = request.app.openapi()["paths"].get(request.url.path)
    if published is None:
        return {}
    return {"Allow": ", ".join(sorted(method.upper() for method in published))}


def _place(location: Sequence[str | int]) -> str:
    """Where the mistake is, and in which one of several; a name that could carry input is left
    out."""
    return ".".join(
        str(part) if isinstance(part, int) or _FIELD.fullmatch(part) else "?" for part in location
    )
