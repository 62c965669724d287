"""Paper before staff: what was printed, what nobody knows the end of, and how much was taken."""

from collections.abc import Sequence

from kiosk.sync.staff_calls.answered import AnsweredCall, answered, came_to
from kiosk.sync.store.store_worker import Store, StoreWorker
from wire.staff_calls.deeds import PAPER_LOADED, SETTLE_PRINT, PaperLoaded, SettlePrint
from wire.staff_calls.looks import MOST_PRINTS, PRINTS, PrintsLook
from wire.staff_calls.staff_call import DeedAnswer, DeedDone


class PrintCalls:
    def __init__(self, worker: StoreWorker) -> None:
        self._worker = worker

    def answers(self) -> Sequence[AnsweredCall]:
        return (
            answered(PRINTS, self.look),
            answered(SETTLE_PRINT, self._settle),
            answered(PAPER_LOADED, self._loaded),
        )

    async def look(self, _: None) -> PrintsLook:
        return await self._worker.ask(_looked)

    async def _settle(self, asked: SettlePrint) -> DeedAnswer:
        return came_to(
            await self._worker.ask(
                lambda store: store.prints.settle_one(asked.job, came_out=asked.came_out)
            )
        )

    async def _loaded(self, asked: PaperLoaded) -> DeedAnswer:
        await self._worker.ask(lambda store: store.use.loaded(asked.place))
        return DeedDone()


def _looked(store: Store) -> PrintsLook:
    return PrintsLook(
        store.prints.wanting_first(MOST_PRINTS),
        sheets=store.use.taken("sheets"),
        strips=store.use.taken("strips"),
    )
