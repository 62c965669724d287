"""The kiosk before its public: closed by staff and opened again, and what this day was like."""

from collections.abc import Callable, Sequence
from datetime import date

from kiosk.sync.closing import ScreenClosing
from kiosk.sync.staff_calls.answered import AnsweredCall, answered, came_to
from kiosk.sync.store.store_worker import StoreWorker
from wire.staff_calls.deeds import CLOSE, OPEN, CloseKiosk
from wire.staff_calls.looks import DAY, DayLook
from wire.staff_calls.staff_call import DeedAnswer, DeedDone


class ServiceCalls:
    """``today``: the date where the kiosk stands."""

    def __init__(
        self, worker: StoreWorker, closing: ScreenClosing, today: Callable[[], date]
    ) -> None:
        self._worker, self._closing, self._today = worker, closing, today

    def answers(self) -> Sequence[AnsweredCall]:
        return answered(CLOSE, self._close), answered(OPEN, self._open), answered(DAY, self.day)

    async def _close(self, asked: CloseKiosk) -> DeedAnswer:
        await self._closing.by_staff(asked.reason)
        return DeedDone()

    async def _open(self, _: None) -> DeedAnswer:
        await self._closing.by_staff(None)
        return came_to("closed-by-fleet" if self._closing.by_fleet else None)

    async def day(self, _: None) -> DayLook:
        today = self._today()
        return await self._worker.ask(lambda store: store.use.of(today))
