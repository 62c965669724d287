"""PINs: chosen by chance, or typed; what everybody tries first is refused."""

from datetime import date
from itertools import pairwise

from central.runtime.chance import Chance, digits

SHORTEST_PIN, LONGEST_PIN = 6, 12
_FEWEST_DIGITS = 3
"""Different ones in a PIN: with two of them there are few."""


class WrongPin(ValueError):
    """``why``: ``form`` or ``trivial``. The PIN is not quoted."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"{SHORTEST_PIN} to {LONGEST_PIN} digits are needed"
            if why == "form"
            else "a row, a pattern or a date is tried first: take another one"
        )
        self.why = why


def new_pin(chance: Chance) -> str:
    while is_trivial(pin := digits(chance, SHORTEST_PIN)):
        pass
    return pin


def checked_pin(text: str) -> str:
    """Raises WrongPin."""
    pin = "".join(text.split())
    if not (pin.isascii() and pin.isdigit() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        raise WrongPin("form")
    if is_trivial(pin):
        raise WrongPin("trivial")
    return pin


def is_trivial(pin: str) -> bool:
    return _is_pattern(pin) or _is_row(pin) or _is_date(pin)


def _is_pattern(pin: str) -> bool:
    """Few digits, or the same few over and over: 112112, 454545, 123321."""
    blocks = (pin[:length] for length in range(1, len(pin) // 2 + 1))
    repeats = any((block * len(pin))[: len(pin)] == pin for block in blocks)
    return len(set(pin)) < _FEWEST_DIGITS or repeats or pin == pin[::-1]


def _is_row(pin: str) -> bool:
    """Digits at one distance: 345678, 987654, 246802, 890123."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return len(steps) == 1


def _is_date(pin: str) -> bool:
    """A day of somebody's life, in any order of writing: 14/07/89, 1989-07-14, 07.14.1989."""
    match len(pin):
        case 6:
            pairs = (pin[:2], pin[2:4], pin[4:])
            orders = ((0, 1, 2), (1, 0, 2), (2, 1, 0))
            return any(
                _is_day(pairs[day], pairs[month], f"20{pairs[year]}") for day, month, year in orders
            )
        case 8:
            early, late = pin[:4], pin[4:]
            return (
                _is_day(pin[:2], pin[2:4], late)
                or _is_day(pin[2:4], pin[:2], late)
                or _is_day(late[2:], late[:2], early)
            )
        case _:
            return False


def _is_day(day: str, month: str, year: str) -> bool:
    if len(year) == 4 and not 1900 <= int(year) <= 2099:
        return False
    try:
        # 29 February is one of some year.
        date(2000 if (day, month) == ("29", "02") else int(year), int(month), int(day))
    except ValueError:
        return False
    return True
