"""What is made once in a process, by whoever asks for it first."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

_Made = TypeVar("_Made")


class Once(Generic[_Made]):
    """Call it for what ``make`` returns: the first caller makes it, others wait for that meanwhile.
    An attempt that raised counts as none. Any thread; ``make`` must not ask for itself.

    ``functools.cache`` would have two threads make it at the same time, which what changes the
    process, as the loading of a library may, does not bear.
    """

    def __init__(self, make: Callable[[], _Made]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: tuple[_Made] | None = None

    def __call__(self) -> _Made:
        if self._made is None:
            with self._lock:
                if self._made is None:
                    self._made = (self._make(),)
        return self._made[0]
