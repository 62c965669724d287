"""Opening the citizen session of a visit, and proving a code in it."""

from wire.calls.call import Call, SessionLevel
from wire.citizen import (
    CardHolder,
    CheckCode,
    CodeAnswer,
    CodeAnswerWithToken,
    OpenAnswer,
    OpenAnswerWithToken,
    SendAnswer,
)
from wire.problem import ProblemType

OPEN: Call[CardHolder, OpenAnswer] = Call(
    "open",
    "POST",
    "/v1/citizen-sessions",
    CardHolder,
    OpenAnswer,
    None,
    answer_with_token=OpenAnswerWithToken,
)
CHECK_CODE: Call[CheckCode, CodeAnswer] = Call(
    "code",
    "POST",
    "/v1/citizen-sessions/code",
    CheckCode,
    CodeAnswer,
    SessionLevel.CARD,
    answer_with_token=CodeAnswerWithToken,
)
SEND_CODE: Call[None, SendAnswer] = Call(
    "provisional_code",
    "POST",
    "/v1/citizen-sessions/provisional-code",
    None,
    SendAnswer,
    SessionLevel.CARD,
    (ProblemType.MESSAGE_NOT_SENT,),
)
