"""What it costs to try a PIN out, for whoever got hold of the agency's pepper too."""

import pytest

from wire.staff_pepper import MEMORY_KIB, PASSES, StaffPepper, is_affordable

OWASPS_LEAST_KIB, OWASPS_LEAST_PASSES = 19 * 1024, 2
"""Of argon2id on one lane (OWASP, Password Storage Cheat Sheet)."""


def test_a_verifier_costs_owasps_least_and_no_more_than_a_kiosk_can_pay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("wire.staff_pepper.MEMORY_KIB", MEMORY_KIB)
    monkeypatch.setattr("wire.staff_pepper.PASSES", PASSES)
    pepper = StaffPepper(bytes(32))

    made = pepper.verifier("a-17", "271828", bytes(16))

    assert made.startswith(f"$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p=1$")
    assert MEMORY_KIB >= OWASPS_LEAST_KIB
    assert PASSES >= OWASPS_LEAST_PASSES
    assert is_affordable(made)
    assert pepper.fits(made, "a-17", "271828")
    assert pepper.nobodys(made).startswith(f"$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p=1$")
