"""The logical structure of a document: what a screen reader reads, in which order, and as what.

The roles and the objects written are those of ISO 32000-1, 14.7 and 14.8.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Standard structure types (ISO 32000-1, 14.8.4)."""

    DOCUMENT = "Document"
    TITLE = "H1"
    HEADING = "H2"
    PARAGRAPH = "P"
    TABLE = "Table"
    ROW = "TR"
    HEADER = "TH"
    CELL = "TD"
    FIGURE = "Figure"


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of what is drawn on page ``page`` (from 0), under its number there (from 0)."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """A node of the tree. ``entries`` are further entries of its dictionary, as PDF source."""

    role: Role
    entries: str = ""
    kids: list["Element | Mark"] = field(default_factory=list)

    def add(self, role: Role, entries: str = "") -> "Element":
        """A new last child."""
        child = Element(role, entries)
        self.kids.append(child)
        return child

    def below(self) -> Iterator["Element"]:
        """Itself and every element under it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.below()


def column_header() -> str:
    """The entries of a cell that heads a column."""
    return "/A <</O /Table /Scope /Column>>"


def row_header(columns: int = 1) -> str:
    """The entries of a cell that names a row, and takes the place of so many ``columns``."""
    span = f" /ColSpan {columns}" if columns > 1 else ""
    return f"/A <</O /Table /Scope /Row{span}>>"


def figure(alternative: str, left: float, bottom: float, right: float, top: float) -> str:
    """The entries of a picture: what it is in words, and its box in points from the bottom left."""
    words = alternative.encode("utf-16-be").hex()
    box = f"[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
    return f"/Alt <feff{words}> /A <</O /Layout /Placement /Block /BBox {box}>>"


def written(root: Element, pages: Sequence[int], first: int) -> list[bytes]:
    """The tree as bodies of PDF objects numbered from ``first``, its root the first of them.

    ``pages`` are the object numbers of the pages; page i has ``/StructParents i``.
    """
    parents, own = first + 1, first + 2
    elements = list(root.below())
    numbers = {id(element): own + at for at, element in enumerate(elements)}
    parent_of = {
        id(kid): numbers[id(element)]
        for element in elements
        for kid in element.kids
        if isinstance(kid, Element)
    }
    bodies = [
        f"<</Type /StructElem /S /{element.role} /P {parent_of.get(id(element), first)} 0 R"
        f" {element.entries} /K [{_kids(element, numbers, pages)}]>>"
        for element in elements
    ]
    tree = f"<</Type /StructTreeRoot /K {own} 0 R /ParentTree {parents} 0 R>>"
    return [
        body.encode("ascii") for body in (tree, _parent_tree(elements, numbers, pages), *bodies)
    ]


def _kids(element: Element, numbers: dict[int, int], pages: Sequence[int]) -> str:
    return " ".join(
        f"{numbers[id(kid)]} 0 R"
        if isinstance(kid, Element)
        else f"<</Type /MCR /Pg {pages[kid.page]} 0 R /MCID {kid.number}>>"
        for kid in element.kids
    )


def _parent_tree(elements: Sequence[Element], numbers: dict[int, int], pages: Sequence[int]) -> str:
    """For each page, which element each of its marks belongs to."""
    owners: list[dict[int, int]] = [{} for _ in pages]
    for element in elements:
        for kid in element.kids:
            if isinstance(kid, Mark):
                owners[kid.page][kid.number] = numbers[id(element)]
    leaves = (
        f"{page} [{' '.join(f'{marks[number]} 0 R' for number in sorted(marks))}]"
        for page, marks in enumerate(owners)
    )
    return f"<</Nums [{' '.join(leaves)}]>>"
