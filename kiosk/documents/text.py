"""Breaking text into lines that fit a width."""

from kiosk.documents.fonts import Face, printable, width

_ELLIPSIS = "…"


def wrap(text: str, face: Face, size: float, room: float, at_most: int = 99) -> list[str]:
    """Lines of ``text``, each no wider than ``room`` points: at spaces, then after hyphens, then
    anywhere. No more than ``at_most`` lines; a text cut short ends in an ellipsis.

    >>> wrap("", Face.REGULAR, 10, 100)
    []
    """
    lines: list[str] = []
    line = ""
    for word in printable(text).split(" "):
        for piece, glue in _pieces(word, face, size, room):
            longer = f"{line}{glue}{piece}" if line else piece
            if width(longer, face, size) <= room:
                line = longer
            else:
                lines.append(line)
                line = piece
            if len(lines) > at_most:
                break
    if line:
        lines.append(line)
    if len(lines) <= at_most:
        return lines
    return [*lines[: at_most - 1], _shortened(lines[at_most - 1], face, size, room)]


def _pieces(word: str, face: Face, size: float, room: float) -> list[tuple[str, str]]:
    """The parts of a word between which it may break, each with what joins it to the one before."""
    if width(word, face, size) <= room:
        return [(word, " ")]
    parts: list[tuple[str, str]] = []
    glue = " "
    for part in _after_hyphens(word):
        for bit in _chopped(part, face, size, room):
            parts.append((bit, glue))
            glue = ""
    return parts


def _after_hyphens(word: str) -> list[str]:
    head, hyphen, tail = word.partition("-")
    return [head + hyphen, *_after_hyphens(tail)] if tail else [word]


def _chopped(word: str, face: Face, size: float, room: float) -> list[str]:
    bits = [""]
    for character in word:
        if bits[-1] and width(bits[-1] + character, face, size) > room:
            bits.append("")
        bits[-1] += character
    return bits


def _shortened(line: str, face: Face, size: float, room: float) -> str:
    while line and width(line + _ELLIPSIS, face, size) > room:
        line = line[:-1]
    return line + _ELLIPSIS
