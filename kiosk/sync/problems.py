"""Answers of kiosk-sync's own API: JSON for what went well, problem details for the rest."""

import json

from starlette.responses import Response

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.answers import DeclinedByCentral, Failure
from wire.base import Answer
from wire.codec import Malformed, codec_of
from wire.headers import SESSION_HEADER, STAY_HEADER
from wire.problem import MEDIA_TYPE, Problem, ProblemType

_UNKNOWN_FIELD = "unexpected_keyword_argument"
"""How the library puts it."""


def problem(
    kind: ProblemType,
    *,
    status: int | None = None,
    errors: tuple[str, ...] = (),
    retry_after_s: int | None = None,
    cause: Cause | None = None,
) -> Response:
    """A problem answer; ``errors`` name fields, never their values."""
    body = Problem(
        type=kind.urn,
        title=kind.summary,
        status=status or kind.status,
        errors=errors,
        retry_after_s=retry_after_s,
        cause=None if cause is None else cause.value,
    )
    # RFC 9110, 15.5.2: what would be let in. Here a visit, or a stay, is named in a header.
    named = STAY_HEADER if kind is ProblemType.STAY_OVER else SESSION_HEADER
    headers = {"WWW-Authenticate": named} if body.status == 401 else None
    text = json.dumps(codec_of(Problem).plain(body))
    return Response(text, body.status, headers, MEDIA_TYPE)


def invalid(error: Malformed) -> Response:
    """Names each field that is wrong and how, without its value."""
    found = error.errors(include_input=False, include_context=False, include_url=False)
    return problem(
        ProblemType.INVALID_REQUEST,
        # A key that we do not know is the sender's own text: it is not repeated.
        errors=tuple(
            f"{'unknown field' if each['type'] == _UNKNOWN_FIELD else _place(each['loc'])}: "
            f"{each['type']}"
            for each in found[:20]
        ),
    )


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "body"


def said(answer: Answer | Failure) -> Response:
    """The HTTP form of what a call came to."""
    match answer:
        case DeclinedByCentral(kind, retry_after_s):
            return problem(kind, retry_after_s=retry_after_s)
        case Unreachable(cause):
            return problem(ProblemType.CENTRAL_UNREACHABLE, cause=cause)
        case model:
            return Response(codec_of(type(model)).write(model), media_type="application/json")


def outcome(answer: Answer | Failure) -> str:
    """The stable word for an answer in the log."""
    match answer:
        case DeclinedByCentral(kind):
            return kind.value
        case Unreachable(cause):
            return f"unreachable_{cause.value}"
        case model:
            return str(getattr(model, "outcome", "ok"))
