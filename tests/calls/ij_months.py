"""Answers to the question which months have daily allowances: some, none, none that are known."""

from collections.abc import Sequence

from kiosk.domain.identity import Holder
from tests.ij import BEFORE_MGEN, MONTHS, NO_MONTHS
from wire.calls.ij import IjMonths


def answers(person: Holder) -> Sequence[IjMonths]:
    return MONTHS, NO_MONTHS, BEFORE_MGEN
