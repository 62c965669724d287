"""``python -m tests.crash.fork_server POINTS``: has imported kiosk-sync once, and forks it.

A line ``TOML LOG`` on standard input starts one; ``PID started`` and ``PID WAIT_STATUS`` come back
when it runs and when it has ended. The first one is this process itself: what is loaded and
compiled on first use is so for all that follow. The end of the input ends everything.
"""

import ctypes
import gc
import os
import random
import selectors
import signal
import sys
import traceback
from pathlib import Path
from typing import TextIO

from kiosk.sync import main as sync_main
from tests.crash.points import Points, install

HASTE = 0.002
"""The share of each random pause that is waited: seconds of back-off become milliseconds."""
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


class _Hasty:
    """Chance for a process that is in a hurry."""

    def random(self) -> float:
        return random.random() * HASTE


def main() -> None:
    install(Points(Path(sys.argv[1])))
    vars(sync_main)["SystemRandom"] = _Hasty
    with os.fdopen(os.dup(1), "w") as out:
        _live_once(out)
        gc.collect()
        gc.freeze()
        _serve(out)


def _live_once(out: TextIO) -> None:
    config, log = sys.stdin.readline().split()
    print(os.getpid(), "started", file=out, flush=True)
    _speak_into(log)
    code = sync_main.main(["--config", config])
    print(os.getpid(), code << 8, file=out, flush=True)


def _serve(out: TextIO) -> None:
    woken, wake = os.pipe()
    for end in (woken, wake):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    waiting = selectors.DefaultSelector()
    waiting.register(woken, selectors.EVENT_READ)
    waiting.register(sys.stdin, selectors.EVENT_READ)
    while True:
        for key, _ in waiting.select():
            if key.fd == woken:
                os.read(woken, 512)
                _tell_of_the_dead(out)
                continue
            asked = sys.stdin.readline().split()
            if not asked:
                return
            print(_forked(*asked), "started", file=out, flush=True)


def _forked(config: str, log: str) -> int:
    child = os.fork()
    if child:
        return child
    ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    _speak_into(log)
    try:
        code = sync_main.main(["--config", config])
    except BaseException:  # noqa: BLE001 - a copy of the server must never come back to its loop
        traceback.print_exc()
        code = 70
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _speak_into(log: str) -> None:
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for standard in (1, 2):
        os.dup2(file, standard)
    os.close(file)


def _tell_of_the_dead(out: TextIO) -> None:
    while True:
        try:
            child, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if child == 0:
            return
        print(child, status, file=out, flush=True)


if __name__ == "__main__":
    main()
