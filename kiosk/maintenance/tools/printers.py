"""Both printers: how they are, what they took, and what an agent does at them."""

from kiosk.domain.maintenance.tool import (
    AskFirst,
    DeedHereKind,
    DoBySync,
    DoHere,
    FactRow,
    NotSeen,
    Page,
    Row,
    Seen,
    Tool,
    ToolContext,
    ToolId,
    ToolOffer,
)
from kiosk.maintenance.rows import checks_of
from shared_runtime.messages.message import message
from wire.health import Part
from wire.staff_calls.deeds import PAPER_LOADED, PaperLoaded
from wire.staff_calls.looks import HEALTH, PRINTS

_PARTS = frozenset({Part.PRINTER.value, Part.RECEIPTS.value})
_RECEIPTS = "receipts"

_SHEETS_LOADED = ToolOffer(
    message("tool.printers.loaded.sheets"),
    DoBySync(PAPER_LOADED, PaperLoaded("sheets")),
    detail=message("tool.printers.loaded.detail"),
    icon="printer",
)
_STRIPS_LOADED = ToolOffer(
    message("tool.printers.loaded.strips"),
    DoBySync(PAPER_LOADED, PaperLoaded("strips")),
    detail=message("tool.printers.loaded.detail"),
    icon="document",
)
_TEST_SHEET = ToolOffer(
    message("tool.printers.test_page"),
    DoHere(DeedHereKind.TEST_PAGE),
    detail=message("tool.printers.test_page.detail"),
    icon="printer",
)
_TEST_STRIP = ToolOffer(
    message("tool.printers.test_receipt"),
    DoHere(DeedHereKind.TEST_RECEIPT),
    detail=message("tool.printers.test_receipt.detail"),
    icon="document",
)
_PURGE = ToolOffer(
    message("tool.printers.purge"),
    AskFirst(
        message("tool.printers.purge.ask"),
        (
            ToolOffer(
                message("tool.printers.purge.yes"), DoHere(DeedHereKind.PURGE_PRINTS), icon="erase"
            ),
        ),
        (message("tool.printers.purge.line"), message("tool.printers.purge.line_2")),
    ),
    icon="erase",
)


def _page(seen: Seen, here: ToolContext) -> Page:
    with_strips = _RECEIPTS in here.fitted
    checks = checks_of(seen, _PARTS)
    loaded = (_SHEETS_LOADED, _STRIPS_LOADED) if with_strips else (_SHEETS_LOADED,)
    tests = (_TEST_SHEET, _TEST_STRIP) if with_strips else (_TEST_SHEET,)
    rows: tuple[Row, ...] = (*checks, *_taken(seen, with_strips=with_strips))
    return Page(rows, (*tests, *loaded, _PURGE))


def _taken(seen: Seen, *, with_strips: bool) -> tuple[FactRow, ...]:
    prints = seen.of(PRINTS)
    if isinstance(prints, NotSeen):
        return ()
    sheets = FactRow(message("tool.printers.sheets"), _count(prints.sheets))
    strips = FactRow(message("tool.printers.strips"), _count(prints.strips))
    return (sheets, strips) if with_strips else (sheets,)


def _count(taken: int | None) -> str:
    return "–" if taken is None else str(taken)


TOOL = Tool(
    ToolId("printers"),
    _page,
    picture="printer",
    looks=(HEALTH, PRINTS),
    every_s=2.0,
    parts=_PARTS,
    rank=20,
)
