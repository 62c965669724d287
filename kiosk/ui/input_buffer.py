"""What is typed, while it is typed: the only place where it is."""

from typing import assert_never

from kiosk.domain.entry import LONGEST, Clean, EntryKind, Mistake, check

MIN_DIGITS = 4
MAX_DIGITS = 13
_DIGITS = frozenset("0123456789")
CHARACTERS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÄÆÇÈÉÊËÎÏÔÖÙÛÜŒŸ '’-.,/()°&")
"""Of an address: the postal norm asks for capitals."""


class InputBuffer:
    """Characters that are overwritten when they are no longer needed."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def __len__(self) -> int:
        return len(self._bytes.decode())

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    def erase(self) -> None:
        """Takes the last character away."""
        while self._bytes and _continues(self._bytes[-1]):
            self._drop()
        if self._bytes:
            self._drop()

    def take(self) -> str:
        """What was typed, which is nowhere in here afterwards."""
        typed = self._bytes.decode()
        self.wipe()
        return typed

    def wipe(self) -> None:
        self._bytes[:] = bytes(len(self._bytes))
        self._bytes.clear()

    def _add(self, character: str, allowed: frozenset[str], longest: int) -> None:
        """Anything that is not one of ``allowed``, and a character too many, is ignored."""
        if character in allowed and len(self) < longest:
            self._bytes += character.encode()

    def _drop(self) -> None:
        self._bytes[-1] = 0
        del self._bytes[-1]


class CodeBuffer(InputBuffer):
    """The digits of a code."""

    @property
    def complete(self) -> bool:
        """Whether there is enough to be a code."""
        return len(self) >= MIN_DIGITS

    def type(self, digit: str) -> None:
        self._add(digit, _DIGITS, MAX_DIGITS)


class TextBuffer(InputBuffer):
    """A text in capitals, and the mistake it was found to have; typing on takes that away."""

    def __init__(self) -> None:
        super().__init__()
        self.mistake: Mistake | None = None

    @property
    def text(self) -> str:
        return self._bytes.decode()

    def type(self, character: str, kind: EntryKind) -> None:
        """Adds one character that ``kind`` may have here. The mistake of a number that is whole
        is found at once."""
        self.mistake = None
        self._add(character.upper(), _allowed(kind, self.text), LONGEST[kind])
        if is_number(kind) and len(self) == LONGEST[kind]:
            self.judge(kind)

    def erase(self) -> None:
        self.mistake = None
        super().erase()

    def judge(self, kind: EntryKind) -> bool:
        """Whether it may be handed in; else ``mistake`` says why not."""
        checked = check(kind, self.text)
        self.mistake = None if isinstance(checked, Clean) else checked
        return self.mistake is None

    def wipe(self) -> None:
        self.mistake = None
        super().wipe()


def may_be_corsican(typed: str) -> bool:
    """Whether the next character of a NIR may be the A or B of 2A or 2B: births in Corsica."""
    return len(typed) == 6 and typed[5] == "2"


def is_number(kind: EntryKind) -> bool:
    """Whether it is typed on the keypad."""
    match kind:
        case EntryKind.NIR | EntryKind.BIRTH_DATE | EntryKind.LOSS_DATE | EntryKind.POSTCODE:
            return True
        case EntryKind.STREET | EntryKind.COMPLEMENT | EntryKind.CITY:
            return False
        case _:
            assert_never(kind)


def _allowed(kind: EntryKind, typed: str) -> frozenset[str]:
    if kind is EntryKind.NIR and may_be_corsican(typed):
        return _DIGITS | {"A", "B"}
    return _DIGITS if is_number(kind) else CHARACTERS


def _continues(byte: int) -> bool:
    """Whether it goes on with a character of UTF-8."""
    return byte & 0b1100_0000 == 0b1000_0000
