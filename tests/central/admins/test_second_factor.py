"""Codes of a clock and those that stand in for them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.admins.second_factor import (
    RECOVERY_CODES,
    code_at,
    grouped,
    new_recovery_codes,
    new_secret,
    provisioning_uri,
    recovery_code,
    step_of,
)
from central.runtime.chance import SystemChance

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""That of RFC 6238, appendix B: "12345678901234567890"."""
NOW = datetime(2026, 11, 30, 9, 0, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("second", "code"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")]
)
def test_the_codes_of_the_standard(second: int, code: str) -> None:
    now = datetime.fromtimestamp(second, UTC)
    assert code_at(SECRET, now) == code
    assert step_of(SECRET, code, now, 0) == second // 30


@given(st.integers(-300, 300))
def test_a_code_holds_half_a_minute_around_its_own(seconds: int) -> None:
    code = code_at(SECRET, NOW)
    steps = (NOW + timedelta(seconds=seconds)).timestamp() // 30 - NOW.timestamp() // 30
    taken = step_of(SECRET, code, NOW + timedelta(seconds=seconds), 0)
    assert (taken is not None) == (abs(steps) <= 1)


@given(st.integers(0, 20))
def test_neither_a_used_code_nor_one_from_before_it_is_taken(back: int) -> None:
    step = step_of(SECRET, code_at(SECRET, NOW), NOW, 0)
    assert step is not None
    older = code_at(SECRET, NOW - timedelta(seconds=30 * back))
    assert step_of(SECRET, older, NOW, step) is None
    later = NOW + timedelta(seconds=30)
    assert step_of(SECRET, code_at(SECRET, later), later, step) == step + 1


@given(st.text(max_size=12))
def test_what_is_no_code_is_none(text: str) -> None:
    if text != code_at(SECRET, NOW):
        assert step_of(SECRET, text, NOW, 2**62) is None
    recovery_code(text)


@pytest.mark.parametrize("text", ["", "١٢٣٤٥٦", "12345", "1234567", "²²²²²²"])
def test_digits_of_other_scripts_are_none(text: str) -> None:
    assert step_of(SECRET, text, NOW, 0) is None


def test_recovery_codes_are_read_as_people_copy_them() -> None:
    codes = new_recovery_codes(SystemChance())
    assert len(set(codes)) == RECOVERY_CODES
    for code in codes:
        assert recovery_code(grouped(code).lower()) == code
        assert recovery_code(code.replace("0", "O").replace("1", "l")) == code
    assert recovery_code("too-short") is None


def test_an_authenticator_is_told_what_it_needs() -> None:
    secret = new_secret(SystemChance())
    address = provisioning_uri(secret, "lea", "Caisse d’essai")
    assert address.startswith("otpauth://totp/Caisse%20d%E2%80%99essai:lea?")
    assert f"secret={secret}" in address
