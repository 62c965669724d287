"""The kiosk before its public: closed by staff and opened again, and what this day was like."""

from collections.abc import Sequence

from kiosk.sync.closing import ScreenClosing
from kiosk.sync.staff_calls.answered import AnsweredCall, answered, came_to
from kiosk.sync.store.store_worker import StoreWorker
from shared_runtime.clock import Clock
from wire.moments import within_years
from wire.staff_calls.deeds import CLOSE, OPEN, CloseKiosk
from wire.staff_calls.looks import DAY, DayLook
from wire.staff_calls.staff_call import DeedAnswer, DeedDone


class ServiceCalls:
    def __init__(self, worker: StoreWorker, closing: ScreenClosing, clock: Clock) -> None:
        self._worker, self._closing, self._clock = worker, closing, clock

    def answers(self) -> Sequence[AnsweredCall]:
        return answered(CLOSE, self._close), answered(OPEN, self._open), answered(DAY, self.day)

    async def _close(self, asked: CloseKiosk) -> DeedAnswer:
        await self._closing.by_staff(asked.reason)
        return DeedDone()

    async def _open(self, _: None) -> DeedAnswer:
        await self._closing.by_staff(None)
        return came_to("closed-by-fleet" if self._closing.by_fleet else None)

    async def day(self, _: None) -> DayLook:
        # The screen counts by the same zone unless the fleet set another: it is the machine's.
        today = within_years(self._clock.now()).astimezone().date()
        return await self._worker.ask(lambda store: store.use.of(today))
