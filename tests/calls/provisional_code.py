"""Answers to the wish for a provisional code."""

from collections.abc import Sequence

from kiosk.domain.identity import Holder
from wire.citizen import AccountSuspended, CodeSent, NoPhoneOnFile, SendAnswer


def answers(person: Holder) -> Sequence[SendAnswer]:
    return (CodeSent("42", 600), NoPhoneOnFile(), AccountSuspended())
