"""The opening of a session."""

from collections.abc import Sequence

from hypothesis import strategies as st

from kiosk.domain.identity import Holder
from tests.domain.people import ALONE, nirs
from tests.wire.messages import digits, given_names, names
from wire.citizen import (
    AccountState,
    CardHolder,
    CardInOpposition,
    OpenAnswer,
    PersonUnknown,
    SchemeNotServed,
    SessionOpened,
)

REQUEST = CardHolder(ALONE.nir, ALONE.birth_date, ALONE.family_name, ALONE.given_name)
REQUESTS = st.builds(CardHolder, nirs(), digits, names, given_names)


def answers(person: Holder) -> Sequence[OpenAnswer]:
    return (
        *(SessionOpened(account) for account in (AccountState.ACTIF, *AccountState)),
        SchemeNotServed("02", "MSA", "01 00 00 00 00"),
        SchemeNotServed("02", "MSA", None),
        CardInOpposition(),
        PersonUnknown(),
    )
