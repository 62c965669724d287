"""What all stories need: a running central, a line to it with faults, kiosk-sync ready to be forked
or started, and a hand on its files."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from devdock.network.proxy import FaultProxy
from tests.central.server import serving
from tests.crash.lives import Begin, ExecServer, ForkServer
from tests.crash.oracle import Oracle
from tests.crash.points import Points
from tests.crash.story import Story
from tests.power.shim import Shim

_MEMORY = Path("/dev/shm")
"""SIGKILL takes nothing that the kernel was given: what a disk adds is time alone."""


@dataclass
class Stand:
    folder: Path
    points: Points
    shim: Shim
    line: FaultProxy
    oracle: Oracle
    forked: Begin
    executed: Begin
    stories: list[Story] = field(default_factory=list)

    def story(self, begin: Begin) -> Story:
        """A kiosk that was never switched on before."""
        made = Story(
            self.folder / f"kiosk-{len(self.stories)}",
            begin,
            self.line,
            self.oracle,
            self.folder / "central" / "intake.pem",
        )
        self.stories.append(made)
        self.shim.watch(made.state)
        self.shim.mend()
        self.points.arm()
        return made


@contextmanager
def standing() -> Iterator[Stand]:
    with ExitStack() as stack:
        parent = _MEMORY if _MEMORY.is_dir() else None
        folder = Path(tempfile.mkdtemp(prefix="crash-", dir=parent))
        stack.callback(shutil.rmtree, folder)
        (folder / "central").mkdir()
        central = stack.enter_context(serving(folder / "central"))
        line = FaultProxy()
        stack.callback(line.close)
        line.open(int(central.url.rpartition(":")[2]))
        shim = Shim(folder)
        points = Points(folder / "points")
        server = ForkServer(folder / "points", shim.environment)
        stack.callback(server.close)
        yield Stand(
            folder,
            points,
            shim,
            line,
            Oracle(folder / "central" / "central.db"),
            server.begin,
            ExecServer(shim.environment).begin,
        )
