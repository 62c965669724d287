"""PINs: what is refused, and that chance gives none of those."""

import pytest

from central.fleet.staff.pins import WrongPin, checked_pin, is_trivial, new_pin
from central.runtime.chance import SystemChance


@pytest.mark.parametrize(
    "pin",
    [
        "123456",
        "654321",
        "890123",
        "246802",
        "111111",
        "000000",
        "121212",
        "112211",
        "123123",
        "123321",
        "141414",
        "140789",
        "071489",
        "890714",
        "290204",
        "14071989",
        "19890714",
        "07141989",
        "1234567890",
        "12341234",
    ],
)
def test_a_row_a_pattern_and_a_date_are_refused(pin: str) -> None:
    with pytest.raises(WrongPin) as refused:
        checked_pin(pin)
    assert refused.value.why == "trivial"
    assert pin not in str(refused.value)


@pytest.mark.parametrize("pin", ["", "81526", "8152637409152", "81526a", "٨١٥٢٦٣", "815-263"])
def test_what_is_no_row_of_digits_is_refused(pin: str) -> None:
    with pytest.raises(WrongPin) as refused:
        checked_pin(pin)
    assert refused.value.why == "form"


def test_any_other_is_taken_however_it_is_grouped() -> None:
    assert checked_pin(" 815 263 ") == "815263"
    assert checked_pin("49083715") == "49083715"


def test_chance_gives_six_digits_that_nobody_tries_first() -> None:
    pins = {new_pin(SystemChance()) for _ in range(300)}
    assert len(pins) > 290
    assert not any(is_trivial(pin) or len(pin) != 6 for pin in pins)
