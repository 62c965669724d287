"""Lives of kiosk-sync: started again and again in one folder, forked or exec'd, each killed."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

WITHIN_S = 60.0
_KIOSK = "import sys; from kiosk.cli.main import main; sys.exit(main())"


class NotAsExpected(AssertionError):
    """kiosk-sync ended by itself, or does not end."""


class Life(Protocol):
    """One run of the process."""

    @property
    def pid(self) -> int: ...

    def over(self, timeout_s: float = 0.0) -> bool:
        """Whether it was killed; raises NotAsExpected when it ended in another way than asked."""
        ...

    def kill(self) -> None: ...

    def stop(self) -> bool:
        """Asks it to end, as systemd does, and waits for it; whether it was killed all the same."""
        ...


Begin = Callable[[Path, Path], Life]
"""Starts one with this TOML, its log in this file."""


class ForkServer:
    """kiosk-sync imported once; ``begin`` forks it. The first life is the server's own and must not
    be killed: it loads what is loaded on first use."""

    def __init__(self, points: Path, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.fork_server", str(points)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **environment},
        )
        self._ended: dict[int, int] = {}
        self._unread = b""

    def begin(self, config: Path, log: Path) -> Life:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{config} {log}\n".encode())
        self._process.stdin.flush()
        while True:
            pid, what = self._line(WITHIN_S)
            if what == "started":
                return _Forked(self, int(pid))

    def ended(self, pid: int, timeout_s: float) -> int | None:
        """Its wait status, once it has ended."""
        end = time.monotonic() + timeout_s
        while pid not in self._ended:
            left = max(0.0, end - time.monotonic())
            if not self._line(left):
                return None
        return self._ended[pid]

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(WITHIN_S)
        self._process.stdout.close()

    def _line(self, timeout_s: float) -> list[str]:
        """The words of the next line; none when none comes in time."""
        assert self._process.stdout is not None
        out = self._process.stdout.fileno()
        while b"\n" not in self._unread:
            if not select.select([out], [], [], timeout_s)[0]:
                return []
            said = os.read(out, 4096)
            if not said:
                raise NotAsExpected("the fork server is gone")
            self._unread += said
        line, _, self._unread = self._unread.partition(b"\n")
        words = line.decode().split()
        pid, what = int(words[0]), words[1]
        if what == "started":
            # The kernel gives numbers again: this one may be that of a life long over.
            self._ended.pop(pid, None)
        else:
            self._ended[pid] = int(what)
        return words


class _Forked:
    def __init__(self, server: ForkServer, pid: int) -> None:
        self._server, self.pid = server, pid

    def over(self, timeout_s: float = 0.0) -> bool:
        return _killed(self._server.ended(self.pid, timeout_s))

    def kill(self) -> None:
        if self._server.ended(self.pid, 0) is None:
            os.kill(self.pid, signal.SIGKILL)
            self._server.ended(self.pid, WITHIN_S)

    def stop(self) -> bool:
        if self._server.ended(self.pid, 0) is None:
            os.kill(self.pid, signal.SIGTERM)
        return _killed_in_stopping(self._server.ended(self.pid, WITHIN_S))


class ExecServer:
    """The true process: the command ``kiosk sync`` in an interpreter of its own each time.
    ``through``: a command that ends in becoming the one that follows it."""

    def __init__(self, environment: Mapping[str, str], through: Sequence[str] = ()) -> None:
        self._environment = {**os.environ, **environment}
        self._through = through

    def begin(self, config: Path, log: Path) -> Life:
        with log.open("ab") as out:
            return _Executed(
                subprocess.Popen(
                    [*self._through, sys.executable, "-c", _KIOSK, "sync", "--config", config],
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=out,
                    env=self._environment,
                )
            )


class _Executed:
    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self.pid = process.pid

    def over(self, timeout_s: float = 0.0) -> bool:
        return _killed(self._status(timeout_s))

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(WITHIN_S)

    def stop(self) -> bool:
        self._process.terminate()
        return _killed_in_stopping(self._status(WITHIN_S))

    def _status(self, timeout_s: float) -> int | None:
        """As the fork server's: the wait status."""
        try:
            code = self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return None
        return -code if code < 0 else code << 8


def _killed(status: int | None) -> bool:
    if status is None:
        return False
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        raise NotAsExpected(f"kiosk-sync ended by itself: wait status {status}")
    return True


def _killed_in_stopping(status: int | None) -> bool:
    if status is None:
        raise NotAsExpected("kiosk-sync does not stop")
    return status != 0 and _killed(status)
