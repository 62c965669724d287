"""Out of service for a reason that the screen tells people, and back."""

from typing import get_args

from kiosk.domain.maintenance.tool import (
    AskFirst,
    DoBySync,
    FactRow,
    Page,
    Say,
    Seen,
    Tool,
    ToolContext,
    ToolId,
    ToolOffer,
)
from shared_runtime.messages.message import message
from wire.commands import OutOfServiceReason
from wire.health import CheckState
from wire.staff_calls.deeds import CLOSE, OPEN, CloseKiosk

_REASONS: tuple[OutOfServiceReason, ...] = get_args(OutOfServiceReason)

_OPEN = ToolOffer(
    message("tool.service.open"),
    DoBySync(OPEN),
    detail=message("tool.service.open.detail"),
    icon="check",
)
_CLOSE = ToolOffer(
    message("tool.service.close"),
    AskFirst(
        message("tool.service.close.ask"),
        tuple(
            ToolOffer(
                message(f"tool.service.reason.{reason}"),
                DoBySync(CLOSE, CloseKiosk(reason)),
                icon="notNow",
            )
            for reason in _REASONS
        ),
        (message("tool.service.close.line"), message("tool.service.close.line_2")),
    ),
    detail=message("tool.service.close.detail"),
    icon="notNow",
)


def _page(_seen: Seen, here: ToolContext) -> Page:
    if not here.closed:
        state = message("tool.service.is_open")
        return Page((FactRow(message("tool.service.now"), state, state=CheckState.OK),), (_CLOSE,))
    closed = FactRow(
        message("tool.service.now"),
        message("tool.service.is_closed"),
        _why(here.closed),
        state=CheckState.WARNING,
    )
    return Page((closed,), (_OPEN,))


def _why(reason: str) -> Say:
    return message(f"tool.service.reason.{reason}") if reason in _REASONS else reason


TOOL = Tool(ToolId("service"), _page, picture="kioskClosed", rank=80)
