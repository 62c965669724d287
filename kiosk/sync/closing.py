"""Out of service by staff, beside what the fleet orders: either keeps people away, and each lifts
what it set itself."""

from collections.abc import Callable
from dataclasses import replace

import structlog

from kiosk.sync.db.failures import StoreFailed
from kiosk.sync.store.store_worker import StoreWorker
from wire.codec import Malformed, codec_of
from wire.commands import OutOfServiceReason
from wire.screen_orders import ScreenOrders

log = structlog.get_logger(__name__)


class ScreenClosing:
    """Used from the one event loop. ``tell``: called with all that the screen is to know."""

    def __init__(self, worker: StoreWorker, tell: Callable[[ScreenOrders], None]) -> None:
        self._worker, self._tell = worker, tell
        self._fleet: ScreenOrders | None = None
        self._staff: OutOfServiceReason | None = None

    async def start(self) -> None:
        """Before anybody connects."""
        try:
            said = await self._worker.ask(lambda store: store.closed.reason())
            self._staff = codec_of(ScreenOrders).of_plain({"out_of_service": said}).out_of_service
        except (StoreFailed, Malformed) as error:
            log.error("closing_not_kept", error=type(error).__name__)
        if self._staff is not None:
            self._publish()

    @property
    def by_fleet(self) -> bool:
        """Whether the fleet keeps people away."""
        return self._fleet is not None and self._fleet.out_of_service is not None

    def ordered(self, orders: ScreenOrders) -> None:
        """What the fleet wants now."""
        self._fleet = orders
        self._publish()

    async def by_staff(self, reason: OutOfServiceReason | None) -> None:
        """None: it is open again, as far as staff go. Raises StoreFailed, and then it is as it
        was."""
        await self._worker.ask(lambda store: store.closed.close(reason))
        self._staff = reason
        self._publish()

    def _publish(self) -> None:
        orders = self._fleet or ScreenOrders()
        if orders.out_of_service is None:
            orders = replace(orders, out_of_service=self._staff)
        self._tell(orders)
