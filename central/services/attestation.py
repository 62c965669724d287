"""The attestation de droits on paper."""

from central.attestations.issuing import issue
from central.container import Container
from central.rights.sessions import CitizenSession
from central.services.service import Service
from wire.attestation import Attestation, IssueAttestation
from wire.calls import ATTESTATION


def issue_attestation(
    container: Container, session: CitizenSession, asked: IssueAttestation
) -> Attestation:
    """Issues an attestation; the same action asked again gives the same one."""
    return issue(container, session, asked)


SERVICE = Service(ATTESTATION, issue_attestation)
