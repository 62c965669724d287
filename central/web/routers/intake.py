"""The kiosks' door to the intake."""

from fastapi import APIRouter

from central.store.database import transaction
from central.web.callers import Kiosk, KioskRoute, PartsOf, in_time, within
from central.web.problems import documented
from wire.problem import ProblemType
from wire.sync import SyncAnswer, SyncRequest

PATH = "/v1/sync"

router = APIRouter(tags=["sync"], route_class=KioskRoute)


@router.post(
    PATH,
    responses=documented(
        ProblemType.KIOSK_UNKNOWN,
        ProblemType.INVALID_REQUEST,
        ProblemType.TOO_LARGE,
        ProblemType.TOO_MANY_REQUESTS,
        ProblemType.STORE_UNAVAILABLE,
        ProblemType.INTERNAL,
    ),
)
def sync(parts: PartsOf, kiosk: Kiosk, sent: SyncRequest) -> SyncAnswer:
    """Takes in what a kiosk has queued, each item once; an item that is not answered is to be sent
    again."""
    within(parts.limits.syncs, kiosk)
    with transaction(parts.engine) as db:
        parts.places.booted(db, kiosk, sent.boot)
    number = len(sent.items) + len(sent.tombstones)
    if number == 0:
        return parts.intake.receive(kiosk, sent)
    in_time(parts.budgets.reserve_items(kiosk, number))
    new = 0
    try:
        answer = parts.intake.receive(kiosk, sent)
        new = sum(each.outcome != "duplicate" for each in answer.answers)
    finally:
        # Also where the store failed: what must come again then costs the kiosk nothing.
        parts.budgets.give_back_items(kiosk, number - new)
    return answer
