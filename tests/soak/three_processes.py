"""Visits of which kiosk-sync and central are real processes, beside the kiosk in this one."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.domain.faults import Link
from kiosk.gateway.client import GatewayClient
from kiosk.gateway.prints import PrintJournalClient
from kiosk.gateway.staff import StaffClient
from shared_runtime.clock import SystemClock
from tests.soak.memory_gateway import MemoryGateway
from tests.soak.rig import Parts, Rig, Script
from tests.soak.staff import StaffVisits
from tests.soak.usage import Usage, usage_of
from tests.soak.visits import Visit, Visits

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
        staff = StaffClient(self.socket, clock)
        return Parts(GatewayClient(self.socket, clock), journal, staff, self.socket, folder)

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
    """Those that need nothing of what only a gateway in memory does."""

    def __init__(self, rig: Rig, beside: Beside) -> None:
        super().__init__(rig, MemoryGateway())
        self._beside = beside

    @property
    def others(self) -> tuple[Visit, ...]:
        return tuple(each for each in super().others if each != self.forgotten_code)

    @property
    def faults(self) -> tuple[Visit, ...]:
        return (self.printer_without_paper, self.central_gone_for_a_moment)

    @property
    def staff(self) -> tuple[Visit, ...]:
        return StaffVisits(self._rig).kinds_at_kiosk_sync

    def code_of(self, name: str) -> str:
        return self._beside.codes[name]

    def _lose_central(self) -> None:
        self._beside.cut()

    def _find_central(self) -> Script:
        self._beside.mend()
        yield lambda: self._rig.link is not Link.OFFLINE

    def _forget_that_central_was_gone(self) -> Script:
        yield lambda: self._rig.link is Link.ONLINE
