"""The touch screen: whether all of it feels a finger, and half a minute to wipe it."""

from kiosk.domain.maintenance.tool import (
    DeedHereKind,
    DoHere,
    Page,
    Seen,
    Tool,
    ToolContext,
    ToolId,
    ToolOffer,
)
from kiosk.maintenance.rows import checks_of
from shared_runtime.messages.message import message
from wire.health import Part
from wire.staff_calls.looks import HEALTH

_PARTS = frozenset({Part.SCREEN.value})
_OFFERS = (
    ToolOffer(
        message("tool.screen.clean"),
        DoHere(DeedHereKind.CLEAN),
        detail=message("tool.screen.clean.detail"),
        icon="drop",
    ),
    ToolOffer(
        message("tool.screen.test"),
        DoHere(DeedHereKind.TEST_SCREEN),
        detail=message("tool.screen.test.detail"),
        icon="check",
    ),
)


def _page(seen: Seen, _here: ToolContext) -> Page:
    checks = checks_of(seen, _PARTS)
    return Page(checks, _OFFERS)


TOOL = Tool(
    ToolId("screen"),
    _page,
    picture="kiosk",
    looks=(HEALTH,),
    every_s=5.0,
    parts=_PARTS,
    rank=60,
)
