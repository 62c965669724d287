"""Out of service by staff, beside what the fleet orders: either keeps people away, and each lifts
what it set itself."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import structlog

from kiosk.sync.db.failures import StoreFailed
from kiosk.sync.store.store_worker import StoreWorker
from shared_runtime.whole_files import sync_folder, write_whole
from wire.codec import Malformed, codec_of
from wire.commands import OutOfServiceReason
from wire.screen_orders import ScreenOrders

CLOSED_FILE = "closed-by-staff"
"""In the folder of state, beside the store."""

log = structlog.get_logger(__name__)


class ScreenClosing:
    """Used from the one event loop. ``tell``: called with all that the screen is to know;
    ``file``: is there for as long as staff keep people away, with the reason in it. A store that
    had to be begun anew knows of nothing, and would let people in where somebody has said that they
    must not be."""

    def __init__(
        self, worker: StoreWorker, file: Path, tell: Callable[[ScreenOrders], None]
    ) -> None:
        self._worker, self._file, self._tell = worker, file, tell
        self._fleet: ScreenOrders | None = None
        self._staff: OutOfServiceReason | None = None

    async def start(self) -> None:
        """Before anybody connects."""
        try:
            said = await self._worker.ask(lambda store: store.closed.reason())
            self._staff = _reason(said)
        except (StoreFailed, Malformed) as error:
            log.error("closing_not_kept", error=type(error).__name__)
        if self._staff is None:
            self._staff = _told_by(self._file)
        if self._staff is not None:
            # Of a store of the release before there is none yet.
            await self._keep(self._staff)
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
        await self._keep(reason)
        self._staff = reason
        self._publish()

    async def _keep(self, reason: OutOfServiceReason | None) -> None:
        """Where that fails the store has it still: what is missing is what would outlive it."""
        try:
            await asyncio.to_thread(_write, self._file, reason)
        except OSError as error:
            log.error("closing_not_kept", error=type(error).__name__)

    def _publish(self) -> None:
        orders = self._fleet or ScreenOrders()
        if orders.out_of_service is None:
            orders = replace(orders, out_of_service=self._staff)
        self._tell(orders)


def _reason(said: str | None) -> OutOfServiceReason | None:
    """Raises Malformed."""
    return codec_of(ScreenOrders).of_plain({"out_of_service": said}).out_of_service


def _told_by(file: Path) -> OutOfServiceReason | None:
    """A file that cannot be understood is there all the same: somebody has closed the kiosk."""
    try:
        return _reason(file.read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        return None
    except (OSError, ValueError, Malformed) as error:
        log.error("closing_not_kept", error=type(error).__name__)
        return "technical"


def _write(file: Path, reason: OutOfServiceReason | None) -> None:
    if reason is None:
        file.unlink(missing_ok=True)
        sync_folder(file.parent)
    else:
        write_whole(file, reason.encode())
