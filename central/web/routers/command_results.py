"""The kiosk API for what commands bring."""

import structlog
from fastapi import APIRouter

from central.fleet.commands.results import keep_result
from central.runtime.problem_error import ProblemError
from central.store.database import transaction
from central.web.dependencies import CallingKiosk, ContainerOf, KioskRoute, within
from central.web.problems import documented
from wire.commands import CommandResult
from wire.problem import ProblemType

RESULTS = "/v1/command-results"

router = APIRouter(tags=["commands"], route_class=KioskRoute)

_log = structlog.get_logger("central")


@router.post(
    RESULTS,
    status_code=204,
    responses=documented(
        ProblemType.KIOSK_UNKNOWN,
        ProblemType.INVALID_REQUEST,
        ProblemType.NOT_FOUND,
        ProblemType.TOO_LARGE,
        ProblemType.TOO_MANY_REQUESTS,
        ProblemType.STORE_UNAVAILABLE,
        ProblemType.INTERNAL,
    ),
)
def take_result(container: ContainerOf, kiosk: CallingKiosk, sent: CommandResult) -> None:
    """Keeps what a command brought, which this kiosk was sent and has not settled yet."""
    within(container.limits.syncs, kiosk)
    with transaction(container.engine) as db:
        refused = keep_result(db, container.clock.now(), kiosk, sent)
        container.audit.record_kiosk(
            db, kiosk, "command_result", refused or sent.form, action=sent.id
        )
    if refused is not None:
        _log.warning("command_report_refused", kiosk=kiosk, command=str(sent.id), why=refused)
        raise ProblemError(ProblemType.NOT_FOUND)
