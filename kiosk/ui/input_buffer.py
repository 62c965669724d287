"""What is typed, while it is typed: the only place where it is."""

from kiosk.domain.entry import DIGITS, Clean, Entry, Mistake

MIN_DIGITS = 4
MAX_DIGITS = 13


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
        self._add(digit, DIGITS, MAX_DIGITS)


class TextBuffer(InputBuffer):
    """A text in capitals, and the mistake it was found to have; typing on takes that away."""

    def __init__(self) -> None:
        super().__init__()
        self.mistake: Mistake | None = None

    @property
    def text(self) -> str:
        return self._bytes.decode()

    def type(self, character: str, entry: Entry) -> None:
        """Adds one character that ``entry`` may have here. The mistake of a number that is whole
        is found at once."""
        self.mistake = None
        self._add(character.upper(), entry.keys.after(self.text), entry.longest)
        if entry.is_number and len(self) == entry.longest:
            self.judge(entry)

    def erase(self) -> None:
        self.mistake = None
        super().erase()

    def judge(self, entry: Entry) -> bool:
        """Whether it may be handed in; else ``mistake`` says why not."""
        checked = entry.check(self.text)
        self.mistake = None if isinstance(checked, Clean) else checked
        return self.mistake is None

    def wipe(self) -> None:
        self.mistake = None
        super().wipe()


def _continues(byte: int) -> bool:
    """Whether it goes on with a character of UTF-8."""
    return byte & 0b1100_0000 == 0b1000_0000
