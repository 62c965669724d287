"""The attestation de droits on paper."""

from central.container import Container
from central.papers.attestation import ATTESTATION_DROITS
from central.papers.issuing import issue
from central.rights.sessions import CitizenSession
from central.services.service import Service
from wire.attestation import Attestation, IssueAttestation
from wire.calls.attestation import ATTESTATION


def issue_attestation(
    container: Container, session: CitizenSession, asked: IssueAttestation
) -> Attestation:
    """Issues an attestation; the same action asked again gives the same one."""
    return issue(container, session, ATTESTATION_DROITS, asked)


SERVICE = Service(ATTESTATION, issue_attestation)
