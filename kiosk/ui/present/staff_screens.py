"""What the screens of staff show, as plain values in their language."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.ui.present.parts import OptionView, ToolRowView, ToolTileView
from shared_runtime.private import Private


@dataclass(frozen=True, slots=True, repr=False)
class StaffMenuScreen(Private):
    """The tools of staff; ``worst``: the gravest that is found, as a line of its own, which opens
    the tool of the number ``mended_by``, from 0; -1 where nothing is to be mended."""

    kind: ClassVar[str] = "staffMenu"
    title: str
    worst: tuple[ToolRowView, ...]
    mended_by: int
    tiles: tuple[ToolTileView, ...]


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
