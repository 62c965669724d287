"""A typed code."""

from collections.abc import Sequence

from hypothesis import strategies as st

from kiosk.domain.identity import Holder
from tests.wire.messages import codes, sent_codes
from wire.citizen import (
    AccountSuspended,
    CheckCode,
    CodeAccepted,
    CodeAnswer,
    CodeExpired,
    CodeKind,
    CodeWrong,
)

REQUEST = CheckCode(CodeKind.PERSONAL, "2580")
REQUESTS = st.builds(CheckCode, st.just(CodeKind.PERSONAL), codes) | st.builds(
    CheckCode, st.just(CodeKind.PROVISIONAL), sent_codes
)


def answers(person: Holder) -> Sequence[CodeAnswer]:
    wrong = (CodeWrong(left) for left in (2, 1, 0))
    return (CodeAccepted(), *wrong, CodeExpired(), AccountSuspended())
