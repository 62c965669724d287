"""Answers to the issue of an attestation."""

from collections.abc import Sequence

from kiosk.domain.identity import Holder
from tests.domain.people import attestation
from wire.attestation import Attestation


def answers(person: Holder) -> Sequence[Attestation]:
    return (attestation(person),)
