"""The kiosk API for support bundles: few, large, and opened by nobody here."""

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool

from central.fleet.support_bundles import DeedTaken, keep_bundle
from central.runtime.problem_error import ProblemError
from central.store.database import transaction
from central.web.dependencies import (
    CallingKiosk,
    ContainerOf,
    KioskRoute,
    container_of,
    in_time,
    within,
)
from central.web.problems import documented
from wire.problem import ProblemType
from wire.staff import staff_account
from wire.support_bundle import MAX_BUNDLE_BYTES, NoBundle, SupportBundleSent

BUNDLES = "/v1/support-bundles"
MOST_BYTES = 4 * (MAX_BUNDLE_BYTES // 3 + 1) + 1_024
"""Of a body: the largest bundle as base64, and what stands around it."""


class BundleRoute(KioskRoute):
    """Each counts before a byte of it is taken."""

    async def admit(self, request: Request) -> None:
        await super().admit(request)
        container, kiosk = container_of(request), request.state.kiosk
        try:
            within(container.limits.syncs, kiosk)
            in_time(await run_in_threadpool(container.budgets.note_bundle, kiosk))
        except BaseException:
            self.left(request)
            raise


router = APIRouter(tags=["support"], route_class=BundleRoute)


@router.post(
    BUNDLES,
    status_code=204,
    responses=documented(
        ProblemType.KIOSK_UNKNOWN,
        ProblemType.INVALID_REQUEST,
        ProblemType.TOO_LARGE,
        ProblemType.ACTION_CONFLICT,
        ProblemType.TOO_MANY_REQUESTS,
        ProblemType.STORE_UNAVAILABLE,
        ProblemType.INTERNAL,
    ),
)
def take_bundle(container: ContainerOf, kiosk: CallingKiosk, sent: SupportBundleSent) -> None:
    """Keeps what staff at this kiosk sent to who helps with kiosks. The same deed again is told the
    same; with another bundle it is refused."""
    who = staff_account(sent.staff, sent.role)
    try:
        with transaction(container.engine) as db:
            if keep_bundle(db, container.clock.now(), kiosk, sent):
                container.audit.record_kiosk(
                    db, kiosk, "support_bundle", "kept", action=sent.deed, account=who
                )
    except NoBundle:
        raise ProblemError(ProblemType.INVALID_REQUEST) from None
    except DeedTaken:
        raise ProblemError(ProblemType.ACTION_CONFLICT) from None
