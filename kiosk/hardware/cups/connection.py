"""One thread, one CUPS connection, and a deadline in front of every call.

pycups keeps one saved thread state per ``Connection``: used from a second thread, the interpreter
aborts. And libcups waits for ever on a service that has stopped answering. So a thread of its own
makes the connection and makes every call; callers wait for it no longer than they said.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from enum import Enum
from typing import Any, Generic, TypeVar

from kiosk.hardware.ports import HardwareError

C = TypeVar("C")
T = TypeVar("T")


class Failing(Enum):
    ABSENT = "absent"
    """Nothing listens, or the connection broke."""
    HUNG = "hung"
    """No answer within the deadline; the call may still take effect later."""
    REFUSED = "refused"
    """The service understood and said no."""
    NOT_FOUND = "not_found"


class SpoolerError(HardwareError):
    """A call to the print service that came to nothing; it says how, never what was printed."""

    def __init__(self, failing: Failing) -> None:
        super().__init__(f"print service: {failing.value}")
        self.failing = failing


class BoundedConnection(Generic[C]):
    """Calls on a connection that only its own thread ever touches.

    ``connect`` runs in that thread. It, and the work given to ``call``, raise SpoolerError for
    what may be expected; ABSENT makes the next call connect anew. One caller at a time.
    """

    def __init__(self, name: str, connect: Callable[[], C]) -> None:
        self._name, self._connect = name, connect
        self._owner: _Owner[C] | None = None
        self._stuck: Future[Any] | None = None

    def call(self, work: Callable[[C], T], within_s: float) -> T:
        """The result of ``work``. Raises SpoolerError, with HUNG when ``within_s`` has passed.

        A thread that hangs is left behind: it ends, and lets its connection go, as soon as its call
        returns. Until then every call is HUNG at once, so that no more than one is ever stuck.
        """
        if self._stuck is not None and not self._stuck.done():
            raise SpoolerError(Failing.HUNG)
        self._stuck = None
        if self._owner is None:
            self._owner = _Owner(self._name, self._connect)
        result = self._owner.ask(work)
        try:
            return result.result(within_s)
        except TimeoutError:
            self.close()
            self._stuck = result
            raise SpoolerError(Failing.HUNG) from None

    def close(self) -> None:
        """Ends the thread after its present call; nothing is waited for."""
        if self._owner is not None:
            self._owner.end()
            self._owner = None


class _Owner(Generic[C]):
    """The thread that owns one connection at a time."""

    def __init__(self, name: str, connect: Callable[[], C]) -> None:
        self._connect = connect
        self._calls: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._connection: C | None = None
        threading.Thread(target=self._live, name=name, daemon=True).start()

    def ask(self, work: Callable[[C], T]) -> "Future[T]":
        result: Future[T] = Future()
        self._calls.put(lambda: self._run(work, result))
        return result

    def end(self) -> None:
        self._calls.put(None)

    def _live(self) -> None:
        while (call := self._calls.get()) is not None:
            call()
        self._connection = None

    def _run(self, work: Callable[[C], T], result: "Future[T]") -> None:
        try:
            if self._connection is None:
                self._connection = self._connect()
            result.set_result(work(self._connection))
        except SpoolerError as error:
            if error.failing is Failing.ABSENT:
                self._connection = None
            result.set_exception(error)
        except Exception as bug:  # noqa: BLE001 - a thread's boundary: the caller raises it
            result.set_exception(bug)
