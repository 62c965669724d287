"""One thing to type, as a value: its keys, how it is written, and what is a mistake in it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from shared_runtime.messages.message import Message

DIGITS = frozenset("0123456789")
_OF_CORSICA = frozenset("AB")


class Mistake(StrEnum):
    """What is wrong, for the screen to say."""

    TOO_SHORT = "too_short"
    NIR_KEY = "nir_key"
    NIR_SHAPE = "nir_shape"
    NO_SUCH_DAY = "no_such_day"
    IN_FUTURE = "in_future"
    POSTCODE = "postcode"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True, repr=False)
class Clean:
    """``text``: a NIR of 15 characters, a date as AAAAMMJJ, or a line without idle spaces."""

    text: str


Check = Callable[[str], Clean | Mistake]
"""What was typed in its one clean form, or what is wrong with it. A pure function, or a frozen
dataclass that can be called: each replay makes the entry anew, and the two must be equal."""


@dataclass(frozen=True, slots=True)
class Keypad:
    """The ten digits. ``corsica``: and the A and B of a NIR's 2A and 2B, births in Corsica."""

    corsica: bool = False

    def may_be_corsican(self, typed: str) -> bool:
        """Whether the A or B may come next."""
        return self.corsica and len(typed) == 6 and typed[5] == "2"

    def after(self, typed: str) -> frozenset[str]:
        """The characters that may come next."""
        return DIGITS | _OF_CORSICA if self.may_be_corsican(typed) else DIGITS


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Letters, digits and signs, of which ``characters`` are taken: in capitals."""

    characters: frozenset[str]

    def refused(self, typed: str) -> str:
        """The first character that is not taken, if there is one."""
        return next((each for each in typed if each.upper() not in self.characters), "")

    def after(self, _: str) -> frozenset[str]:
        """The characters that may come next."""
        return self.characters


@dataclass(frozen=True, slots=True)
class Entry:
    """Screen and input buffer do as it says: something new to type is a value and its words.

    ``name`` leads to the words of its mistakes, ``mistake.<name>.<mistake>``; entries that say the
    same share it. ``longest``, in characters: a key beyond them does nothing. ``pattern``: how it
    is written when it is whole, a letter or a stroke for each character with spaces and slashes
    between its groups; None where it is written as it is typed. ``groups``: what each of the groups
    between its slashes is called, where they are typed in places of their own. What is
    ``unspoken`` is shown and never read out.
    """

    name: str
    longest: int
    keys: Keypad | Keyboard
    check: Check
    pattern: Message | None = None
    groups: tuple[Message, ...] = ()
    unspoken: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is typed on the keypad."""
        return isinstance(self.keys, Keypad)

    @property
    def may_be_empty(self) -> bool:
        """Whether there need be nothing to type."""
        return isinstance(self.check(""), Clean)
