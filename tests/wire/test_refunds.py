"""Refunds on the wire: what a kiosk takes of what central sends, and what it does not."""

from typing import Any

import pytest

from tests.calls.refund_months import months
from tests.calls.refund_statement import HELD_BACK, line, statement
from wire.calls.refunds import MOST_LINES, RefundMonths, RefundStatement
from wire.codec import Malformed, codec_of

STATEMENT = codec_of(RefundStatement)
PLAIN = STATEMENT.plain(statement(line(), HELD_BACK))


def with_line(**changes: Any) -> dict[str, Any]:
    first, *rest = PLAIN["lines"]
    return {**PLAIN, "lines": [{**first, **changes}, *rest]}


def test_what_a_newer_central_says_besides_is_not_looked_at() -> None:
    newer = {**with_line(colour="blue"), "colour": "blue"}
    assert STATEMENT.of_plain(newer) == statement(line(), HELD_BACK)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "remise"},
        {"family": "cure"},
        {"payee": "banque"},
        {"amo": 12.5},
        {"amo": 100_000_001},
        {"rate_percent": 101},
        {"label": "x" * 61},
        {"care_on": "2026-02-30"},
        {"payment": "sous la table"},
    ],
    ids=lambda changes: "-".join(changes),
)
def test_a_line_that_nobody_here_knows_how_to_print_is_not_taken(changes: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        STATEMENT.of_plain(with_line(**changes))


def test_ten_thousand_lines_are_not_taken() -> None:
    for lines in (MOST_LINES + 1, 10_000):
        with pytest.raises(Malformed):
            STATEMENT.of_plain({**PLAIN, "lines": PLAIN["lines"][:1] * lines})


def test_400_lines_fit_an_answer() -> None:
    whole = statement(*(line(label="x" * 60, professional="x" * 60),) * MOST_LINES)
    assert len(STATEMENT.write(whole)) < 262_144


def test_what_does_not_fit_is_not_quoted() -> None:
    with pytest.raises(Malformed) as mistake:
        STATEMENT.of_plain(with_line(amo="PLANTED"))
    assert "PLANTED" not in str(mistake.value)


def test_months_hold_no_amount() -> None:
    plain = codec_of(RefundMonths).plain(months())
    assert set(plain["months"][0]) == {"first", "lines"}
