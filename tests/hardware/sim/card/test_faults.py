"""The menu of faults by name."""

import pytest

from kiosk.hardware.sim.card.faults import FAULT_NAMES, CardFault, CardFaultKind, parse_fault


@pytest.mark.parametrize("name", [n for n in FAULT_NAMES if n != "removed_at_exchange"])
def test_every_name_on_the_menu_is_understood(name):
    assert isinstance(parse_fault(name), CardFault)


@pytest.mark.parametrize("text", ["removed_at_exchange:3", "removed_at_exchange(3)"])
def test_the_exchange_comes_with_the_name(text):
    assert parse_fault(text) == CardFault(CardFaultKind.REMOVED_AT_EXCHANGE, exchange=3)


@pytest.mark.parametrize(
    "text",
    ["", "atr", "atr_", "atr_nothing", "removed_at_exchange", "slow:3", "slow(", "mute:", "é"],
)
def test_anything_else_is_answered_with_the_menu(text):
    with pytest.raises(ValueError, match="61xx_everywhere"):
        parse_fault(text)
