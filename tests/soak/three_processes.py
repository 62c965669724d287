"""Visits of which kiosk-sync and central are real processes, beside the kiosk in this one."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.domain.faults import Link
from kiosk.gateway.client import GatewayClient
from kiosk.gateway.prints import PrintJournalClient
from shared_runtime.clock import SystemClock
from tests.soak.memory_gateway import MemoryGateway
from tests.soak.rig import Parts, Rig, Script
from tests.soak.staff import staff_at_the_gateway
from tests.soak.usage import Usage, usage_of
from tests.soak.visits import Visits

ENDS_WITHIN_S = 60.0


class Beside:
    """Central and kiosk-sync, in the care of a third process."""

    def __init__(self, folder: Path, process: "subprocess.Popen[str]") -> None:
        self._process = process
        told = json.loads(self._line())
        self._pids: dict[str, int] = told["pids"]
        self.codes: dict[str, str] = told["codes"]
        self.socket = folder / "gateway.sock"

    def parts(self, folder: Path) -> Parts:
        clock = SystemClock()
        journal = PrintJournalClient(self.socket, clock)
        return Parts(GatewayClient(self.socket, clock), journal, self.socket, folder)

    def cut(self) -> None:
        self._say("cut")

    def mend(self) -> None:
        self._say("mend")

    def usage(self, sessions: int) -> dict[str, Usage]:
        return {name: usage_of(pid, sessions) for name, pid in self._pids.items()}

    def _say(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()
        self._line()

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@contextmanager
def beside(folder: Path) -> Iterator[Beside]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.soak.beside", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Beside(folder, process)
        assert process.stdin is not None
        process.stdin.close()
        process.wait(ENDS_WITHIN_S)


class VisitsToThree(Visits):
    """Those of the mix that need nothing of what only a gateway in memory does, and staff's."""

    def __init__(self, rig: Rig, beside: Beside) -> None:
        super().__init__(rig, MemoryGateway())
        self._beside = beside

    @property
    def mix(self) -> tuple[Callable[[], Script], ...]:
        in_memory = {self.forgotten_code, self.session_lost, self.asks_while_the_queue_fails}
        return (*(visit for visit in super().mix if visit not in in_memory), self.staff_sign_in)

    def code_of(self, name: str) -> str:
        return self._beside.codes[name]

    def staff_sign_in(self) -> Script:
        """Where staff's visits join: theirs are what the maintenance screens post."""
        yield from staff_at_the_gateway(self._rig, self._beside.socket)

    def _lose_central(self) -> None:
        self._beside.cut()

    def _find_central(self) -> Script:
        self._beside.mend()
        yield lambda: self._rig.link is not Link.OFFLINE

    def _forget_that_central_was_gone(self) -> Script:
        yield lambda: self._rig.link is Link.ONLINE
