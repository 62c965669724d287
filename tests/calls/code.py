"""Answers to a typed code."""

from collections.abc import Sequence

from kiosk.domain.identity import Holder
from wire.citizen import AccountSuspended, CodeAccepted, CodeAnswer, CodeExpired, CodeWrong


def answers(person: Holder) -> Sequence[CodeAnswer]:
    wrong = (CodeWrong(left) for left in (2, 1, 0))
    return (CodeAccepted(), *wrong, CodeExpired(), AccountSuspended())
