"""Blocks and page breaks: the little of a typesetter that our papers need. Lengths in mm."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.documents.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Block:
    """Something that is drawn whole on one page, ``height`` millimetres high.

    ``together`` keeps it on the page of the block after it. ``header`` is drawn above it when it
    opens a page, so that a table goes on under its own headings.
    """

    height: float
    draw: Callable[[Sheet, float], None]
    together: bool = False
    header: "Block | None" = None


def gap(height: float) -> Block:
    """White space; it vanishes at the top of a page."""
    return Block(height, _nothing, together=True)


def _nothing(_sheet: Sheet, _top: float) -> None:
    pass


Placed = tuple[float, Block]
"""The top of a block on its page, and the block."""


def paginate(
    blocks: Sequence[Block], first_top: float, next_top: float, bottom: float
) -> tuple[tuple[Placed, ...], ...]:
    """The blocks shared out over pages, in order; at least one page.

    Blocks that ask to stay together do, unless they are higher than a page: then they part where
    the page is full. A single block higher than a page would overflow: callers cut theirs smaller.
    """
    pages: list[list[Placed]] = [[]]
    top = first_top
    for group in _groups(blocks, bottom - next_top):
        if top + _height(group) > bottom and pages[-1]:
            pages.append([])
            top = next_top
            if (header := group[0].header) is not None:
                pages[-1].append((top, header))
                top += header.height
        for block in group:
            if not pages[-1] and block.draw is _nothing:
                continue
            pages[-1].append((top, block))
            top += block.height
    return tuple(tuple(page) for page in pages)


def _groups(blocks: Sequence[Block], room: float) -> list[list[Block]]:
    """Blocks that must share a page, and can."""
    groups: list[list[Block]] = []
    joined = False
    for block in blocks:
        if joined and _height([*groups[-1], block], headed=True) <= room:
            groups[-1].append(block)
        else:
            groups.append([block])
        joined = block.together
    return groups


def _height(group: Sequence[Block], *, headed: bool = False) -> float:
    header = group[0].header if headed else None
    return sum(block.height for block in group) + (header.height if header else 0)
