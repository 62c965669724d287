"""The check for software: ``POST /v1/verifications``."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, Literal, assert_never

from fastapi import APIRouter, Request

from central.crypto.canonical import canonical_birth_date, canonical_code
from central.papers.checking import Altered, Claim, Genuine, Unissued
from central.runtime.problem_error import ProblemError
from central.web.problems import documented
from central.web.routing import EarlyRoute
from central.web.verifier.checks import limited_check
from central.web.verifier.container import PublicContainerOf, public_container_of
from central.web.verifier.limits import TooManyChecks, host_of
from wire.base import Answer, Name, Slug
from wire.base import Request as WireRequest
from wire.constraints import Checked, Text
from wire.problem import ProblemType


def _code(text: str) -> str:
    code = canonical_code(text)
    if code is None:
        raise ValueError("twelve characters of the check code are needed")
    return code


def _birth_date(text: str) -> str:
    birth_date = canonical_birth_date(text)
    if birth_date is None:
        raise ValueError("JJ/MM/AAAA or AAAA-MM-JJ is needed")
    return birth_date


@dataclass(frozen=True, slots=True, repr=False)
class Verification(WireRequest):
    """What the paper says. Spaces, hyphens and case do not matter in the code."""

    code: Annotated[str, Text(most=40), Checked(_code)]
    family_name: Name
    birth_date: Annotated[str, Text(most=20), Checked(_birth_date)]


@dataclass(frozen=True, slots=True, repr=False)
class VerificationResult(Answer):
    """``kind`` and ``emise_le`` stand there when the result is ``conforme``; so do the end and the
    period where papers of this kind have them. Kinds that are not known yet may come."""

    resultat: Literal["conforme", "non_conforme", "inconnu"]
    kind: Slug | None = None
    emise_le: date | None = None
    valable_jusqu_au: date | None = None
    periode_debut: date | None = None
    periode_fin: date | None = None


class _Route(EarlyRoute):
    async def admit(self, request: Request) -> None:
        """The address is counted before a byte of what it sent is read."""
        container = public_container_of(request)
        wait_s = await container.in_thread(
            partial(container.counts.checks.wait_s, host_of(request))
        )
        if wait_s is not None:
            raise ProblemError(ProblemType.TOO_MANY_REQUESTS, retry_after_s=wait_s)


router = APIRouter(prefix="/v1", tags=["verification"], route_class=_Route)


@router.post(
    "/verifications",
    responses=documented(
        ProblemType.INVALID_REQUEST,
        ProblemType.TOO_LARGE,
        ProblemType.TOO_MANY_REQUESTS,
        ProblemType.INTERNAL,
    ),
)
async def verify(container: PublicContainerOf, asked: Verification) -> VerificationResult:
    """Whether a paper with this code was issued for this name and birth date."""
    claim = Claim(asked.code, asked.family_name, asked.birth_date)
    match await container.in_thread(partial(limited_check, container, claim)):
        case TooManyChecks(retry_after_s):
            raise ProblemError(ProblemType.TOO_MANY_REQUESTS, retry_after_s=retry_after_s)
        case Genuine(kind, issued_on, valid_until, period):
            return VerificationResult(
                resultat="conforme",
                kind=kind,
                emise_le=issued_on,
                valable_jusqu_au=valid_until,
                periode_debut=None if period is None else period.start,
                periode_fin=None if period is None else period.end,
            )
        case Altered():
            return VerificationResult(resultat="non_conforme")
        case Unissued():
            return VerificationResult(resultat="inconnu")
        case _ as never:
            assert_never(never)
