"""The issue of a statement of daily allowances; answered as asked for, and with other days."""

from collections.abc import Sequence
from uuid import UUID

from hypothesis import strategies as st

from kiosk.domain.identity import Holder
from tests.ij import FIRST, LAST, row, statement
from tests.wire.messages import days
from wire.calls.ij import IjPaper, IssueIj

REQUEST = IssueIj(UUID(int=1), FIRST, LAST)
REQUESTS = st.builds(IssueIj, st.uuids(), days, days)


def answers(person: Holder) -> Sequence[IjPaper]:
    asked = statement(row(FIRST), start=FIRST, end=LAST, holder=person)
    return asked, statement(holder=person)
