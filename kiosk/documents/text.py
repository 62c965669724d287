"""Breaking text into lines that fit a width, and choosing a size at which it fits a place."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from kiosk.documents.fonts import Face, printable, width
from kiosk.documents.sheet import Type, points

_ELLIPSIS = "…"


def wrap(text: str, face: Face, size: float, room: float, at_most: int | None = None) -> list[str]:
    """Lines of ``text``, each no wider than ``room`` points, broken at spaces, in words longer than
    half a line after hyphens too, and where nothing else helps anywhere.

    No more than ``at_most`` lines; a text cut short ends in an ellipsis.

    >>> wrap("", Face.REGULAR, 10, 100)
    []
    """
    return broken(printable(text), partial(width, face=face, size=size), room, at_most)


def broken(
    clean: str, wide: Callable[[str], float], room: float, at_most: int | None = None
) -> list[str]:
    """The same for any typeface: ``wide`` says how wide a text is in it, as ``room`` is measured.
    ``clean`` has nothing that the typeface lacks."""
    if clean and wide(clean) <= room:
        return [clean]
    lines: list[str] = []
    line = ""
    for word in clean.split(" "):
        for piece, glue in _pieces(word, wide, room):
            longer = f"{line}{glue}{piece}" if line else piece
            if wide(longer) <= room:
                line = longer
            else:
                lines.append(line)
                line = piece
            if at_most is not None and len(lines) > at_most:
                break
    if line:
        lines.append(line)
    if at_most is None or len(lines) <= at_most:
        return lines
    return [*lines[: at_most - 1], _shortened(lines[at_most - 1], wide, room)]


def name_lines(family: str, given: str, style: Type, room_mm: float) -> list[str]:
    """Both on one line, or one line for each when one cannot hold them."""
    whole = f"{family} {given}"
    fits = width(printable(whole), style.face, style.size) <= points(room_mm)
    return [whole] if fits else [family, given]


def fitted(
    texts: Sequence[str], style: Type, sizes: Sequence[float], room_mm: float, height_mm: float
) -> tuple[Type, list[str]]:
    """``texts`` one under the other in a place of fixed size, as large as ``sizes`` (falling) lets.

    When nothing fits even at the last size, each text gets one line and then the middle ones give
    way: the first and the last, a name and a town, are kept.
    """
    for size in sizes:
        smaller = replace(style, size=size)
        lines = [line for text in texts for line in wrap(text, style.face, size, points(room_mm))]
        if len(lines) * smaller.leading <= height_mm:
            return smaller, lines
    smallest = replace(style, size=sizes[-1])
    fit = int(height_mm / smallest.leading)
    lines = [
        line
        for text in texts
        for line in wrap(text, style.face, smallest.size, points(room_mm), at_most=1)
    ]
    return smallest, lines if len(lines) <= fit else [*lines[: fit - 1], lines[-1]]


def _pieces(word: str, wide: Callable[[str], float], room: float) -> list[tuple[str, str]]:
    """The parts of a word between which it may break, each with what joins it to the one before."""
    if wide(word) <= room / 2:
        return [(word, " ")]
    parts: list[tuple[str, str]] = []
    glue = " "
    for part in _after_hyphens(word):
        for bit in _chopped(part, wide, room):
            parts.append((bit, glue))
            glue = ""
    return parts


def _after_hyphens(word: str) -> list[str]:
    head, hyphen, tail = word.partition("-")
    return [head + hyphen, *_after_hyphens(tail)] if tail else [word]


def _chopped(word: str, wide: Callable[[str], float], room: float) -> list[str]:
    bits = [""]
    for character in word:
        if bits[-1] and wide(bits[-1] + character) > room:
            bits.append("")
        bits[-1] += character
    return bits


def _shortened(line: str, wide: Callable[[str], float], room: float) -> str:
    while line and wide(line + _ELLIPSIS) > room:
        line = line[:-1]
    return line + _ELLIPSIS
