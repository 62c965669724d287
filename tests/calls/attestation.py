"""The issue of an attestation."""

from collections.abc import Sequence
from uuid import UUID

from hypothesis import strategies as st

from kiosk.domain.identity import Holder
from tests.domain.people import attestation
from tests.wire.messages import references
from wire.attestation import Attestation, IssueAttestation, Version

REQUEST = IssueAttestation(UUID(int=1), "b0", Version.COMPLETE)
REQUESTS = st.builds(IssueAttestation, st.uuids(), references, st.sampled_from(Version))


def answers(person: Holder) -> Sequence[Attestation]:
    return (attestation(person),)
