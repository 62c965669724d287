"""The processes of a demonstration: started, ended, killed; how each is, now and last time."""

import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from devdock.patience import eventually

START_WITHIN_S = 120.0
"""For one that hangs. They serve after some seconds, on a busy machine after half a minute."""
STOP_WITHIN_S = 10.0


class EndedAtOnce(Exception):
    """A process that should serve has ended instead; the text names it, its end and its log."""


class NotPrepared(Exception):
    """What the processes need could not be made; the text says why."""


@dataclass(frozen=True, slots=True)
class NotStarted:
    pass


@dataclass(frozen=True, slots=True)
class Running:
    pid: int


@dataclass(frozen=True, slots=True)
class ProcessExited:
    """``code`` as of subprocess: negative is the signal that killed it."""

    code: int


ProcessState = NotStarted | Running | ProcessExited


def in_words(state: ProcessState) -> str:
    match state:
        case NotStarted():
            return "not started"
        case Running(pid):
            return f"running, pid {pid}"
        case ProcessExited(code) if code < 0:
            return f"dead: {signal.Signals(-code).name}"
        case ProcessExited(code):
            return f"dead: exit code {code}"
        case _:
            assert_never(state)


class Processes:
    """By name. Output goes to ``logs``/NAME.log, after what is there. Not for two threads at once;
    ``state`` may be asked from any."""

    def __init__(self, logs: Path, folder: Path) -> None:
        self._logs, self._folder = logs, folder
        self._all: dict[str, subprocess.Popen[bytes]] = {}

    def once(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> bytes:
        """Runs to the end; gives its standard output. Raises subprocess.CalledProcessError."""
        with self._log(name).open("ab") as log:
            done = subprocess.run(  # noqa: S603 - our own commands
                command,
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment,
                cwd=self._folder,
            )
            log.write(done.stdout)
        return done.stdout

    def begin(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Starts it, if it does not run, and waits for nothing."""
        if isinstance(self.state(name), Running):
            return
        with self._log(name).open("ab") as log:
            self._all[name] = subprocess.Popen(  # noqa: S603 - our own commands
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                cwd=self._folder,
            )

    def start(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        serves: Callable[[], bool],
    ) -> None:
        """Returns once it ``serves``, at once if it does already. Raises EndedAtOnce, or
        TimeoutError."""
        self.begin(name, command, environment)
        self.wait_for(name, serves)

    def wait_for(self, name: str, serves: Callable[[], bool]) -> None:
        """Returns once it ``serves``. Raises EndedAtOnce, or TimeoutError."""

        def settled() -> bool:
            state = self.state(name)
            if isinstance(state, ProcessExited):
                raise EndedAtOnce(f"{name} is {in_words(state)}; see {self._log(name)}")
            return serves()

        eventually(settled, f"{name} serves", START_WITHIN_S)

    def stop(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        """Ends it, if it runs; kills it when it does not end in time."""
        process = self._all.get(name)
        if process is None or process.poll() is not None:
            return
        process.send_signal(how)
        try:
            process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def state(self, name: str) -> ProcessState:
        process = self._all.get(name)
        if process is None:
            return NotStarted()
        code = process.poll()
        return Running(process.pid) if code is None else ProcessExited(code)

    def _log(self, name: str) -> Path:
        return self._logs / f"{name}.log"


def installed(name: str) -> str:
    """The command as this environment installed it."""
    return str(Path(sys.executable).with_name(name))
