"""The workers beside the main thread: what may block, and where a bug in it is seen."""

from collections.abc import Callable
from concurrent.futures import Executor, Future

from shared_runtime import own_memory


class Workers:
    """Has calls made in ``pool``. An exception in one is a bug and goes to ``on_bug``, never to a
    person; nothing of what was called with stays in the worker's memory."""

    def __init__(self, pool: Executor, on_bug: Callable[[BaseException], None]) -> None:
        self._pool, self._on_bug = pool, on_bug
        self._under_way: set[Future[object]] = set()

    @property
    def busy(self) -> bool:
        """Whether a call is under way, for this visit or one before it."""
        return bool(self._under_way)

    def run(self, call: Callable[..., object], *arguments: object) -> "Future[object]":
        future = self._pool.submit(_leaving_nothing, call, *arguments)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        future.add_done_callback(self._watch)
        return future

    def _watch(self, future: "Future[object]") -> None:
        bug = bug_in(future)
        if bug is not None:
            self._on_bug(bug)


def _leaving_nothing(call: Callable[..., object], *arguments: object) -> object:
    try:
        return call(*arguments)
    finally:
        own_memory.wipe_stack()


def bug_in(future: "Future[object]") -> BaseException | None:
    """What the call raised. One that never began, because the kiosk stops, raised nothing."""
    return None if future.cancelled() else future.exception()
