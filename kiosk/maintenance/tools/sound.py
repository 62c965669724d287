"""The speaker, where there is one: a sound to be heard."""

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

_PARTS = frozenset({Part.SPEAKER.value})
_TEST = ToolOffer(
    message("tool.sound.test"),
    DoHere(DeedHereKind.TEST_SOUND),
    detail=message("tool.sound.test.detail"),
    icon="headset",
)


def _page(seen: Seen, _here: ToolContext) -> Page:
    checks = checks_of(seen, _PARTS)
    return Page(checks, (_TEST,))


TOOL = Tool(
    ToolId("sound"),
    _page,
    picture="speaker",
    looks=(HEALTH,),
    every_s=5.0,
    parts=_PARTS,
    needs="speaker",
    rank=70,
)
