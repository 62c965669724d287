"""What a request says, checked once; whoever says nothing sensible is turned away."""

import asyncio
from typing import TypeVar
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from kiosk.sync.problems import invalid, problem
from wire import strict_json
from wire.codec import Codec, Malformed
from wire.headers import MAX_BODY_BYTES, SESSION_HEADER
from wire.problem import ProblemType

BODY_WITHIN_S = 5.0
"""kiosk-ui sends a body of some hundred bytes in one piece; a sender slower than this is stuck."""

T = TypeVar("T")


class Turned(Exception):
    """The request cannot be served; carries the answer that says why."""

    def __init__(self, response: Response) -> None:
        self.response = response


def session_of(request: Request) -> UUID:
    """The visit that the request names; turns the request away when it names none."""
    return id_in_header(request, SESSION_HEADER)


def id_in_header(request: Request, header: str) -> UUID:
    """The id in that header; turns the request away when it names none."""
    return _uuid(header, request.headers.get(header, ""))


def id_of(request: Request) -> UUID:
    """The id in the address."""
    return _uuid("id", request.path_params["id"])


def id_in_query(request: Request, name: str) -> UUID | None:
    said = request.query_params.get(name)
    return None if said is None else _uuid(name, said)


def number_in_query(request: Request, name: str, usual: int, most: int) -> int:
    said = request.query_params.get(name, str(usual))
    if not (said.isascii() and said.isdecimal() and len(said) < 10 and 1 <= int(said) <= most):
        raise _invalid(f"{name}: a number from 1 to {most} is needed")
    return int(said)


def version_in_query(request: Request, name: str) -> int | None:
    """Of the fleet's configuration; 0 is the kiosk's own file alone."""
    said = request.query_params.get(name)
    if said is None:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) <= 16):
        raise _invalid(f"{name}: the number of a version is needed")
    return int(said)


async def body_of(request: Request, codec: Codec[T]) -> T:
    """The request's body as ``codec`` reads it; turns the request away when it is too large, too
    slow or does not fit."""
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_WITHIN_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MAX_BODY_BYTES:
                    raise Turned(problem(ProblemType.TOO_LARGE))
        return codec.of_plain(strict_json.loads(bytes(body)))
    except TimeoutError:
        raise _invalid(f"body: not complete within {BODY_WITHIN_S:.0f} s", status=408) from None
    except strict_json.NotStrictJson as error:
        raise _invalid(f"body: {error.msg}") from None
    except Malformed as error:
        raise Turned(invalid(error)) from None


def _uuid(name: str, said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise _invalid(f"{name}: a UUID is needed") from None


def _invalid(mistake: str, status: int | None = None) -> Turned:
    return Turned(problem(ProblemType.INVALID_REQUEST, status=status, errors=(mistake,)))
