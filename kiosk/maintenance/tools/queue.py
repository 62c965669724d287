"""What waits for central: how much, since when, and what it refused. Never what anybody asked."""

from kiosk.domain.maintenance.tool import (
    DoBySync,
    FactRow,
    NotSeen,
    Page,
    Say,
    Seen,
    Tool,
    ToolContext,
    ToolId,
    ToolOffer,
)
from shared_runtime.messages.message import message
from wire.actions import QueuedAction, QueueSummary
from wire.demandes.kinds import KINDS
from wire.health import CheckState, Part
from wire.staff import STAFF_ACT_KIND
from wire.staff_calls.deeds import RETRY, SEND_QUEUE, RetryAction
from wire.staff_calls.looks import QUEUE
from wire.sync import NOT_YET

_STUCK = frozenset({"quarantined", "expired"})
REASONS = NOT_YET | {
    *("bad-digest", "seal-broken", "malformed-body", "bad-session-reference", "expired")
}
"""Why an item is not taken, for now or for good, as far as there are words for it."""

_SEND = ToolOffer(
    message("tool.queue.send"),
    DoBySync(SEND_QUEUE),
    detail=message("tool.queue.send.detail"),
    icon="up",
)


def _page(seen: Seen, _here: ToolContext) -> Page:
    look = seen.of(QUEUE)
    if isinstance(look, NotSeen):
        return Page(offers=(_SEND,))
    # What somebody can do something about stands first: the counts may need a second page.
    troubled = tuple(_row(each) for each in look.page.actions if _is_troubled(each))
    lines = () if troubled else (message("tool.queue.none_stuck"),)
    return Page((*troubled, *_summary(look.summary)), (_SEND,), lines)


def _summary(queue: QueueSummary) -> tuple[FactRow, ...]:
    """How it stands. Of what is counted only what there is, but for what waits."""
    waiting = queue.ready + queue.in_flight
    stuck = queue.quarantined + queue.expired
    rows = [FactRow(message("tool.queue.waiting"), str(waiting))]
    if not queue.accepting:
        full = message("tool.queue.full.next")
        rows.insert(0, FactRow(message("tool.queue.full"), detail=full, state=CheckState.FAILED))
    if queue.oldest_waiting_at is not None:
        rows.append(FactRow(message("tool.queue.oldest"), at=queue.oldest_waiting_at))
    if queue.put_off:
        rows.append(FactRow(message("tool.queue.put_off"), str(queue.put_off)))
    if stuck:
        rows.append(FactRow(message("tool.queue.stuck"), str(stuck), state=CheckState.WARNING))
    if queue.last_sync_at is None:
        rows.append(FactRow(message("tool.queue.last"), message("tool.queue.never")))
    else:
        rows.append(FactRow(message("tool.queue.last"), at=queue.last_sync_at))
    return tuple(rows)


def _is_troubled(action: QueuedAction) -> bool:
    return action.state in _STUCK or action.reason is not None


def _row(action: QueuedAction) -> FactRow:
    stuck = action.state in _STUCK
    again = ToolOffer(
        message("tool.queue.retry"), DoBySync(RETRY, RetryAction(action.id)), icon="retry"
    )
    return FactRow(
        _kind(action),
        action.reference,
        _why(action),
        state=CheckState.FAILED if stuck else CheckState.WARNING,
        at=action.created_at,
        offers=(again,) if stuck else (),
    )


def _kind(action: QueuedAction) -> Say:
    if action.kind == STAFF_ACT_KIND:
        return message("tool.queue.staff_act")
    return message(f"queue.kind.{action.kind}") if action.kind in KINDS else action.kind


def _why(action: QueuedAction) -> Say:
    reason = "expired" if action.state == "expired" else action.reason
    return message(f"tool.queue.reason.{reason}") if reason in REASONS else reason or ""


TOOL = Tool(
    ToolId("queue"),
    _page,
    picture="file",
    looks=(QUEUE,),
    every_s=5.0,
    parts=frozenset({Part.QUEUE.value}),
    rank=50,
)
