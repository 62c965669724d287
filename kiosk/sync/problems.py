"""Answers of kiosk-sync's own door: JSON for what went well, problem details for the rest."""

from pydantic import BaseModel, ValidationError
from starlette.responses import Response

from kiosk.domain.exchanges import Cause, Unreachable
from kiosk.sync.answers import Declined, Failure
from wire.problem import MEDIA_TYPE, Problem, ProblemType

_MEANINGS: dict[ProblemType, tuple[int, str]] = {
    ProblemType.INVALID_REQUEST: (400, "The request does not fit the contract"),
    ProblemType.TOO_LARGE: (413, "The body is larger than this door takes"),
    ProblemType.NOT_FOUND: (404, "There is nothing at this address"),
    ProblemType.METHOD_NOT_ALLOWED: (405, "This address does not know that method"),
    ProblemType.SESSION_LOST: (409, "This visit has no session; log the person in again"),
    ProblemType.LEVEL_TOO_LOW: (403, "The person has to prove a code first"),
    ProblemType.TOO_MANY_REQUESTS: (429, "Too many attempts; wait before the next"),
    ProblemType.BENEFICIARY_UNKNOWN: (404, "The session has no such beneficiary"),
    ProblemType.NO_CURRENT_RIGHTS: (409, "The person has no current rights"),
    ProblemType.ACTION_CONFLICT: (
        409,
        "The action was used for something else, or its state forbids it",
    ),
    ProblemType.QUEUE_FULL: (507, "There is no room for one more action"),
    ProblemType.QUEUE_UNAVAILABLE: (503, "The disk failed: nothing was written"),
    ProblemType.CENTRAL_UNREACHABLE: (503, "Central cannot be reached or understood"),
    ProblemType.INTERNAL: (500, "kiosk-sync failed at this"),
}


def problem(
    kind: ProblemType,
    *,
    status: int | None = None,
    errors: tuple[str, ...] = (),
    retry_after_s: int | None = None,
    cause: Cause | None = None,
) -> Response:
    """A problem answer; ``errors`` name fields, never their values."""
    usual, title = _MEANINGS[kind]
    body = Problem(
        type=kind.urn,
        title=title,
        status=status or usual,
        errors=errors,
        retry_after_s=retry_after_s,
        cause=cause,
    )
    return Response(
        body.model_dump_json(exclude_none=True), status_code=body.status, media_type=MEDIA_TYPE
    )


def invalid(error: ValidationError) -> Response:
    """Names each field that is wrong and how, without its value."""
    found = error.errors(include_input=False, include_context=False, include_url=False)
    return problem(
        ProblemType.INVALID_REQUEST,
        # A key that we do not know is the sender's own text: it is not repeated.
        errors=tuple(
            f"{'unknown field' if each['type'] == 'extra_forbidden' else _place(each['loc'])}: "
            f"{each['type']}"
            for each in found[:20]
        ),
    )


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "body"


def said(answer: BaseModel | Failure) -> Response:
    """The HTTP form of what a call came to."""
    match answer:
        case Declined(kind, retry_after_s):
            return problem(kind, retry_after_s=retry_after_s)
        case Unreachable(cause):
            return problem(ProblemType.CENTRAL_UNREACHABLE, cause=cause)
        case model:
            return Response(model.model_dump_json(), media_type="application/json")


def outcome(answer: BaseModel | Failure) -> str:
    """The stable word for an answer in the log."""
    match answer:
        case Declined(kind):
            return kind.value
        case Unreachable(cause):
            return f"unreachable_{cause.value}"
        case model:
            return str(getattr(model, "outcome", "ok"))
