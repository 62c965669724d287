"""What is typed, while it is typed: the only place where it is."""

import codecs

from kiosk.domain.entry import Clean, Entry, Mistake
from kiosk.domain.typed_code import CodeForm
from wire.constraints import LONGEST_TEXT
from wire.typed_code import LONGEST_CODE

_WIDTH = 4
"""Bytes of a character, whichever it is."""
_ENCODING = "utf-32-le"
# Loaded before anybody types: else it would be at the first key, which must not wait for a file.
codecs.lookup(_ENCODING)


class InputBuffer:
    """Characters that are overwritten when they are no longer needed. They stand in a room of a
    fixed size: one that grew would move, and leave behind what it held."""

    def __init__(self, most: int) -> None:
        self._room = bytearray(_WIDTH * most)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    def erase(self) -> None:
        """Takes the last character away."""
        if self._count:
            self._count -= 1
            self._put(self._count, bytes(_WIDTH))

    def take(self) -> str:
        """What was typed, which is nowhere in here afterwards."""
        typed = self._written(0)
        self.wipe()
        return typed

    def wipe(self) -> None:
        self._room[:] = bytes(len(self._room))
        self._count = 0

    def _add(self, character: str, allowed: frozenset[str], longest: int) -> None:
        """Anything that is not one of ``allowed``, and a character too many, is ignored."""
        if character in allowed and self._count < min(longest, len(self._room) // _WIDTH):
            self._put(self._count, character.encode(_ENCODING))
            self._count += 1

    def _put(self, place: int, encoded: bytes) -> None:
        self._room[place * _WIDTH : (place + 1) * _WIDTH] = encoded

    def _written(self, first: int) -> str:
        """The characters from the place ``first`` on."""
        held = memoryview(self._room)[first * _WIDTH : self._count * _WIDTH]
        return str(held, _ENCODING)


class CodeBuffer(InputBuffer):
    """The characters of a code."""

    def __init__(self) -> None:
        super().__init__(LONGEST_CODE)

    @property
    def last(self) -> str:
        """The last character, if there is one."""
        return self._written(max(0, len(self) - 1))

    def type(self, character: str, form: CodeForm) -> None:
        self._add(character, form.characters, form.most)


class TextBuffer(InputBuffer):
    """A text in capitals, and the mistake it was found to have; typing on takes that away."""

    def __init__(self) -> None:
        super().__init__(LONGEST_TEXT)
        self.mistake: Mistake | None = None

    @property
    def text(self) -> str:
        return self._written(0)

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
