"""The queue before staff: how it stands, once more for one of it, and all of it now."""

from collections.abc import Callable, Sequence

from kiosk.sync.staff_calls.answered import AnsweredCall, answered, came_to
from kiosk.sync.store.store_worker import Store, StoreWorker
from wire.staff_calls.deeds import RETRY, SEND_QUEUE, RetryAction
from wire.staff_calls.looks import QUEUE, QueueLook
from wire.staff_calls.staff_call import DeedAnswer
from wire.status import LinkState

SHOWN = 50


class QueueCalls:
    """``send_now``: has central called at once, whatever was waited for; ``link``: how it is."""

    def __init__(
        self,
        worker: StoreWorker,
        changed: Callable[[], None],
        send_now: Callable[[], None],
        link: Callable[[], LinkState],
    ) -> None:
        self._worker = worker
        self._changed, self._send_now, self._link = changed, send_now, link

    def answers(self) -> Sequence[AnsweredCall]:
        return (
            answered(QUEUE, self.look),
            answered(RETRY, self._retry),
            answered(SEND_QUEUE, self._send),
        )

    async def look(self, _: None) -> QueueLook:
        return await self._worker.ask(_looked)

    async def _retry(self, asked: RetryAction) -> DeedAnswer:
        failure = await self._worker.ask(lambda store: _retried(store, asked))
        self._changed()
        return came_to(failure)

    async def _send(self, _: None) -> DeedAnswer:
        """It is tried, also where central seems to be away."""
        away = self._link() == "offline"
        self._send_now()
        return came_to("central-away" if away else None)


def _looked(store: Store) -> QueueLook:
    return QueueLook(store.outbox.summary(), store.outbox.wanting_first(SHOWN))


def _retried(store: Store, asked: RetryAction) -> str | None:
    if store.outbox.find(asked.action) is None:
        return "unknown-action"
    return None if store.outbox.retry(asked.action) else "not-waiting"
