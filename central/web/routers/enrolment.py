"""Kiosks that ask for a certificate: with a code, with the key they have, with a former token."""

from fastapi import APIRouter, Request

from central.crypto.authority import NoSigningRequest, RequestedKey, requested_key
from central.fleet.enrolment import Enrolments
from central.runtime.problem_error import ProblemError
from central.store.database import transaction
from central.web.dependencies import (
    ContainerOf,
    container_of,
    credential_of,
    household_of,
    in_time,
)
from central.web.problems import documented
from central.web.routing import EarlyRoute
from wire.enrolment import CertificateRequest, Enrolled, EnrolmentAnswer, EnrolmentRequest
from wire.problem import ProblemType

_PROBLEMS = (
    ProblemType.NOT_FOUND,
    ProblemType.INVALID_REQUEST,
    ProblemType.TOO_LARGE,
    ProblemType.TOO_MANY_REQUESTS,
    ProblemType.STORE_UNAVAILABLE,
    ProblemType.INTERNAL,
)


class StrangerRoute(EarlyRoute):
    """A route for whoever is no kiosk yet: an address that only tries is told to wait."""

    async def admit(self, request: Request) -> None:
        in_time(container_of(request).limits.strangers.full_s(household_of(request)))


router = APIRouter(tags=["enrolment"], route_class=StrangerRoute)


@router.post(
    "/v1/enrolments",
    responses=documented(ProblemType.ENROLMENT_UNKNOWN, *_PROBLEMS),
)
def enrol(container: ContainerOf, request: Request, asked: EnrolmentRequest) -> EnrolmentAnswer:
    """Takes a kiosk's code and key, and tells how it stands with them: to be asked until somebody
    has decided."""
    enrolments, key = _offered(container.enrolments), _key(asked.signing_request)
    with transaction(container.engine) as db:
        answer = enrolments.ask(db, asked.code, key)
    if answer is None:
        container.limits.strangers.wait_s(household_of(request))
        raise ProblemError(ProblemType.ENROLMENT_UNKNOWN)
    return answer


@router.post(
    "/v1/certificates",
    responses=documented(ProblemType.KIOSK_UNKNOWN, *_PROBLEMS),
)
def certify(container: ContainerOf, request: Request, asked: CertificateRequest) -> Enrolled:
    """A new certificate for a key that is a kiosk's, or for the first key of one with a token."""
    enrolments, key = _offered(container.enrolments), _key(asked.signing_request)
    with transaction(container.engine) as db:
        enrolled = enrolments.certificates.issue(db, key, credential_of(request))
    if enrolled is None:
        container.limits.strangers.wait_s(household_of(request))
        raise ProblemError(ProblemType.KIOSK_UNKNOWN)
    request.state.kiosk = enrolled.kiosk
    return enrolled


def _offered(enrolments: Enrolments | None) -> Enrolments:
    if enrolments is None:
        raise ProblemError(ProblemType.NOT_FOUND)
    return enrolments


def _key(signing_request: bytes) -> RequestedKey:
    try:
        return requested_key(signing_request)
    except NoSigningRequest:
        raise ProblemError(ProblemType.INVALID_REQUEST) from None
