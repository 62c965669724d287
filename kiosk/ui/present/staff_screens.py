"""What the screens of staff show, as plain values in their language."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.ui.present.parts import OptionView, ToolRowView, ToolTileView
from shared_runtime.private import Private


@dataclass(frozen=True, slots=True, repr=False)
class StaffMenuScreen(Private):
    """The tools of staff; ``worst``: the gravest that is found, as a line of its own. ``about``:
    which kiosk this is, with which software."""

    kind: ClassVar[str] = "staffMenu"
    title: str
    worst: tuple[ToolRowView, ...]
    tiles: tuple[ToolTileView, ...]
    about: str


@dataclass(frozen=True, slots=True, repr=False)
class ToolScreen(Private):
    """A tool's page; the rows are numbered first, then the offers."""

    kind: ClassVar[str] = "tool"
    title: str
    lines: tuple[str, ...]
    rows: tuple[ToolRowView, ...]
    offers: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class CountingScreen:
    """``kind`` is ``counting``, or ``cleaning``, where nothing that is touched counts. ``seconds``
    of ``total`` are left."""

    kind: str
    title: str
    line: str
    seconds: int
    total: int


@dataclass(frozen=True, slots=True)
class TouchTestScreen:
    """Every place of the screen, to be touched."""

    kind: ClassVar[str] = "touchTest"
    title: str
    line: str
    close: str
