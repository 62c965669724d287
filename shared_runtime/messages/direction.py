"""Text that runs from right to left, and how it is kept apart from text that does not."""

import re

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""The blocks that Unicode keeps for scripts from right to left (DerivedBidiClass.txt)."""
_FIRST_STRONG_ISOLATE = "\u2068"
_POP_DIRECTIONAL_ISOLATE = "\u2069"


def right_to_left(text: str) -> bool:
    """Whether there are letters in it that are read from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def isolated(text: str) -> str:
    """The text between marks that nobody sees: within them it runs as its own letters do, whatever
    stands around it (UAX 9, 2.4). Paper leaves them out: its places hold one direction each."""
    return text and f"{_FIRST_STRONG_ISOLATE}{text}{_POP_DIRECTIONAL_ISOLATE}"
