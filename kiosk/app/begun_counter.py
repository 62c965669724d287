"""Has counted what is begun here, and asks once, as the kiosk starts, what was."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from typing import Protocol

from kiosk.domain.events import Event, ServicesCounted
from kiosk.domain.ids import ServiceId


class BegunCountKeeper(Protocol):
    """Where the counts are kept: calls block, never raise, and may come from any thread."""

    def count(self, service: ServiceId) -> None: ...
    def counts(self) -> Mapping[ServiceId, int] | None: ...


class BegunCounter:
    """For the main thread; what blocks runs in ``pool``. No ``keeper``: nothing is counted, since
    the caisse itself says what comes first."""

    def __init__(
        self,
        keeper: BegunCountKeeper | None,
        pool: Executor,
        post: Callable[[Event], None],
        on_bug: Callable[[BaseException], None],
    ) -> None:
        self._keeper = keeper
        self._pool = pool
        self._post = post
        self._on_bug = on_bug
        self._asked = False

    def count(self, service: ServiceId) -> None:
        if self._keeper is not None:
            self._run(self._keeper.count, service)

    def learn(self) -> None:
        """The keeper can be reached. Asks it once: tiles change their places at a start alone."""
        if self._keeper is not None and not self._asked:
            self._asked = True
            self._run(self._tell, self._keeper)

    def _tell(self, keeper: BegunCountKeeper) -> None:
        counts = keeper.counts()
        if counts is not None:
            self._post(ServicesCounted(counts))

    def _run(self, call: Callable[..., None], *arguments: object) -> None:
        self._pool.submit(call, *arguments).add_done_callback(self._watch)

    def _watch(self, future: "Future[None]") -> None:
        bug = None if future.cancelled() else future.exception()
        if bug is not None:
            self._on_bug(bug)
