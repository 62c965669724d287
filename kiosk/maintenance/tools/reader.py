"""The card reader: how it is, and a card put in to try it, of which nothing is shown but whether
it could be read."""

from kiosk.domain.card import UnreadableReason, WrongCardKind
from kiosk.domain.maintenance.tool import (
    DeedHereKind,
    DoHere,
    FactRow,
    Page,
    Seen,
    Tool,
    ToolContext,
    ToolId,
    ToolOffer,
)
from kiosk.maintenance.rows import checks_of
from shared_runtime.messages.message import Message, message
from wire.health import CheckState, Part
from wire.staff_calls.looks import HEALTH

_PARTS = frozenset({Part.READER.value})
_WELL = frozenset({"read", "staff"})
"""The reader has done what it is for: which card it was is no matter here."""
_OTHER_CARDS = frozenset(WrongCardKind) - _WELL
_DAMAGED = frozenset(UnreadableReason)


def _page(seen: Seen, here: ToolContext) -> Page:
    checks = checks_of(seen, _PARTS)
    test = ToolOffer(
        message("tool.reader.test"),
        DoHere(DeedHereKind.TEST_CARD),
        detail=message("tool.reader.test.detail"),
        icon="card",
    )
    return Page((*checks, *_tested(here.card)), (test,))


def _tested(word: str) -> tuple[FactRow, ...]:
    if not word:
        return ()
    state = CheckState.OK if word in _WELL | _OTHER_CARDS else CheckState.WARNING
    return (FactRow(message("tool.reader.tested"), _said(word), state=state),)


def _said(word: str) -> Message:
    if word in _OTHER_CARDS:
        return message("card_test.other")
    if word in _DAMAGED:
        return message("card_test.damaged")
    return message(f"card_test.{word}")


TOOL = Tool(
    ToolId("reader"),
    _page,
    picture="cardIn",
    looks=(HEALTH,),
    every_s=2.0,
    parts=_PARTS,
    rank=10,
)
