"""Says a person's number in every way in which Python prints something by itself.

Run as a program of its own: its hooks cannot be taken back.
"""

import asyncio
import gc
import logging
import threading
import warnings
from collections.abc import Callable


class Breaks:
    """Fails where nobody can catch it."""

    def __init__(self, said: str) -> None:
        self._said = said

    def __del__(self) -> None:
        raise ValueError(self._said)


async def _fails(said: str) -> None:
    raise ValueError(said)


async def _nobody_asks(said: str) -> None:
    task = asyncio.create_task(_fails(said))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()


def be_loud(said: str) -> None:
    """All that a process outlives."""
    warnings.simplefilter("always")
    for category in (UserWarning, DeprecationWarning, ResourceWarning, RuntimeWarning):
        warnings.warn(said, category, stacklevel=1)
    logging.captureWarnings(True)
    warnings.warn(said, UserWarning, stacklevel=1)
    logging.captureWarnings(False)
    Breaks(said)
    library = logging.getLogger("library")
    library.warning(f"cannot send {said}")
    library.error("cannot send %s", said)
    library.error("cannot send %d", said)
    try:
        raise ValueError(said)
    except ValueError:
        library.exception(said)
    asyncio.run(_nobody_asks(said))


def fail_in_a_thread(said: str) -> None:
    thread = threading.Thread(target=_raiser(said))
    thread.start()
    thread.join()


def _raiser(said: str) -> Callable[[], None]:
    def fail() -> None:
        raise ValueError(said)

    return fail
