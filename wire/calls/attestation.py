"""Issuing an attestation de droits."""

from wire.attestation import Attestation, IssueAttestation
from wire.calls.call import Call, SessionLevel
from wire.problem import ProblemType

ATTESTATION: Call[IssueAttestation, Attestation] = Call(
    "attestation",
    "POST",
    "/v1/attestations",
    IssueAttestation,
    Attestation,
    SessionLevel.CODE,
    (
        ProblemType.BENEFICIARY_UNKNOWN,
        ProblemType.NO_CURRENT_RIGHTS,
        ProblemType.ACTION_CONFLICT,
    ),
)
