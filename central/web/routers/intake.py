"""The kiosk API for the intake."""

from dataclasses import replace

from fastapi import APIRouter, Response

from central.fleet.heartbeats import Beat
from central.store.database import transaction
from central.web.dependencies import CallingKiosk, ContainerOf, KioskRoute, in_time, within
from central.web.problems import documented
from wire.codec import Codec
from wire.problem import ProblemType
from wire.sync import SyncAnswer, SyncRequest

PATH = "/v1/sync"

_ANSWER = Codec[SyncAnswer](SyncAnswer)

router = APIRouter(tags=["sync"], route_class=KioskRoute)


@router.post(
    PATH,
    response_model=SyncAnswer,
    responses=documented(
        ProblemType.KIOSK_UNKNOWN,
        ProblemType.INVALID_REQUEST,
        ProblemType.TOO_LARGE,
        ProblemType.TOO_MANY_REQUESTS,
        ProblemType.STORE_UNAVAILABLE,
        ProblemType.INTERNAL,
    ),
)
def sync(container: ContainerOf, kiosk: CallingKiosk, sent: SyncRequest) -> Response:
    """Takes in what a kiosk has queued, each item once; an item that is not answered is to be sent
    again."""
    within(container.limits.syncs, kiosk)
    beat = container.heartbeats.heard(kiosk, sent)
    if not beat.boot_known:
        with transaction(container.engine) as db:
            container.places.booted(db, kiosk, sent.boot)
    number = len(sent.items) + len(sent.tombstones)
    if number == 0:
        return _said(container.intake.receive(kiosk, sent).answer, beat)
    in_time(container.budgets.reserve_items(kiosk, number))
    charged = 0
    try:
        taken = container.intake.receive(kiosk, sent)
        charged = taken.charged
    finally:
        # Also where the store failed: what must come again then costs the kiosk nothing.
        container.budgets.give_back_items(kiosk, number - charged)
    return _said(taken.answer, beat)


def _said(answer: SyncAnswer, beat: Beat) -> Response:
    return Response(
        _ANSWER.write(replace(answer, report=beat.outcome)), media_type="application/json"
    )
