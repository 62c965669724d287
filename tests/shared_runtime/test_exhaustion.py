"""A listener whose process may open no more files neither spins nor floods the log."""

import errno
import socket
import subprocess
import sys

import pytest

from shared_runtime.exhaustion import ExhaustionTold, PatientListener
from tests.sync.fakes import TurnedClock

FEW_FILES = f"""
import asyncio, resource, socket
from {PatientListener.__module__} import PatientListener

async def main():
    heard, served = [], asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: heard.append(context["exception"].errno))
    listener = PatientListener(socket.AF_INET)
    listener.bind(("127.0.0.1", 0))
    server = await loop.create_server(
        lambda: type("P", (asyncio.Protocol,), {{"connection_made": lambda s, t: served.set()}})(),
        sock=listener, backlog=2048)
    client = socket.socket()
    client.setblocking(False)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (client.fileno() + 1, hard))
    await loop.sock_connect(client, listener.getsockname())
    while not heard:
        await asyncio.sleep(0)
    for _ in range(100):
        await asyncio.sleep(0)
    print(len(heard), served.is_set())
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    await asyncio.wait_for(served.wait(), 60)
    print(len(heard), served.is_set())

asyncio.run(main())
"""


def test_it_is_asked_once_in_a_turn_and_who_waits_is_served_once_there_is_a_file() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FEW_FILES], capture_output=True, text=True, timeout=120
    )
    assert done.stdout.splitlines() == ["1 False", "1 True"], done.stderr


def test_any_other_failure_is_asked_about_again_at_once() -> None:
    listener = PatientListener(socket.AF_INET)
    listener.setblocking(False)
    with listener:
        for _ in range(2):
            with pytest.raises(OSError) as raised:
                listener.accept()
            assert raised.value.errno == errno.EINVAL, "it does not listen"


def test_it_is_told_once_a_minute() -> None:
    told: list[float] = []
    clock = TurnedClock()
    began = clock.monotonic()
    exhausted = OSError(errno.EMFILE, "")
    telling = ExhaustionTold(lambda: told.append(clock.monotonic() - began), clock)
    assert not telling.heard(OSError(errno.ECONNRESET, ""))
    assert not telling.heard(None)
    for seconds in (0.0, 0.5, 59.0, 0.5, 1.0, 69.0):
        clock.turn(seconds)
        assert telling.heard(exhausted)
    assert told == [0.0, 60.0, 130.0]
