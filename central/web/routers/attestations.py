"""The kiosk's door to attestations."""

from fastapi import APIRouter

from central.papers.attestation import ATTESTATION_DROITS
from central.papers.issuing import issue
from central.web.dependencies import ContainerOf, EntitledSession, KioskRoute
from central.web.problems import documented
from wire.attestation import Attestation, IssueAttestation
from wire.problem import ProblemType

router = APIRouter(prefix="/v1", tags=["attestation"], route_class=KioskRoute)


@router.post(
    "/attestations",
    responses=documented(
        ProblemType.KIOSK_UNKNOWN,
        ProblemType.SESSION_LOST,
        ProblemType.LEVEL_TOO_LOW,
        ProblemType.INVALID_REQUEST,
        ProblemType.TOO_LARGE,
        ProblemType.TOO_MANY_REQUESTS,
        ProblemType.BENEFICIARY_UNKNOWN,
        ProblemType.NO_CURRENT_RIGHTS,
        ProblemType.ACTION_CONFLICT,
        ProblemType.INTERNAL,
    ),
)
def issue_attestation(
    container: ContainerOf, session: EntitledSession, asked: IssueAttestation
) -> Attestation:
    """Issues an attestation; the same action asked again gives the same one."""
    return issue(container, session, ATTESTATION_DROITS, asked)
