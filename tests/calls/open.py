"""Answers to the opening of a session."""

from collections.abc import Sequence

from kiosk.domain.identity import Holder
from wire.citizen import (
    AccountState,
    CardInOpposition,
    OpenAnswer,
    PersonUnknown,
    SchemeNotServed,
    SessionOpened,
)


def answers(person: Holder) -> Sequence[OpenAnswer]:
    return (
        *(SessionOpened(account) for account in (AccountState.ACTIF, *AccountState)),
        SchemeNotServed("02", "MSA", "01 00 00 00 00"),
        SchemeNotServed("02", "MSA", None),
        CardInOpposition(),
        PersonUnknown(),
    )
