"""What is made once: by one thread, whoever else asks meanwhile."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from kiosk.runtime.once import Once

THREADS = 8


def test_whoever_asks_while_it_is_made_waits_for_the_one():
    made: list[object] = []
    asking = threading.Barrier(THREADS)

    def make() -> object:
        made.append(object())
        # Another that made one now would be here too before long.
        threading.Event().wait(0.05)
        return made[-1]

    once = Once(make)

    def ask() -> object:
        asking.wait()
        return once()

    with ThreadPoolExecutor(THREADS) as pool:
        given = [future.result() for future in [pool.submit(ask) for _ in range(THREADS)]]
    assert len(made) == 1
    assert given == made * THREADS


def test_an_attempt_that_failed_is_made_again_by_the_next():
    attempts: list[int] = []

    def make() -> str:
        attempts.append(1)
        if len(attempts) == 1:
            raise OSError("no such font")
        return "font"

    once = Once(make)
    with pytest.raises(OSError, match="no such font"):
        once()
    assert once() == once() == "font"
    assert len(attempts) == 2
