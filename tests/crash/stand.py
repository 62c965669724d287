"""What all stories need: a running central, a line to it with faults, kiosk-sync ready to be forked
or started, and a hand on its files."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

import certifi
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)

from devdock.network.proxy import FaultProxy
from tests.central.server import serving
from tests.crash.lives import Begin, ExecServer, ForkServer
from tests.crash.oracle import Oracle, people_in
from tests.crash.points import Points
from tests.crash.story import STATE, Arm, Story
from tests.power.shim import CHANGES, KILL, Shim

_MEMORY = Path("/dev/shm")
"""SIGKILL takes nothing that the kernel was given: what a disk adds is time alone."""
WRITES = 150
"""About as much as a life does to its files."""


@dataclass
class Stand:
    folder: Path
    points: Points
    shim: Shim
    line: FaultProxy
    oracle: Oracle
    caisse_key: Path
    forked: Begin
    executed: Begin
    stories: list[Story] = field(default_factory=list)
    _points: tuple[int, int] | None = None

    def story(self, begin: Begin, sync_deadline_s: float = 0.5) -> Story:
        """A kiosk that was never switched on before."""
        folder = self.folder / f"kiosk-{len(self.stories)}"
        made = Story(
            folder,
            begin,
            partial(self._no_death, folder),
            self.line,
            self.folder / "one-ca.pem",
            self.oracle,
            self.caisse_key,
            sync_deadline_s,
        )
        self.stories.append(made)
        return made

    def story_of_the_true_process(self) -> Story:
        """Begun by a fork, so that its deaths are spent on more than on making the store."""
        story = self.story(self.forked)
        story.live()
        story.begin = self.executed
        return story

    @property
    def crashes(self) -> int:
        return sum(story.crashes for story in self.stories)

    def forget(self, story: Story) -> None:
        """Takes its files away, in which nobody may stand."""
        assert not (found := people_in(_files(story.folder))), found
        shutil.rmtree(story.folder)

    def points_of_lives(self) -> tuple[int, int]:
        """How many points a kiosk's first life has, and a later one."""
        if self._points is None:
            story = self.story(self.forked)
            story.live()
            first = self.points.seen
            story.live()
            self._points = first, self.points.seen
        return self._points

    def death_at_a_write(self, chance: Random) -> Arm:
        """In place of something that it does to its files."""
        return partial(self.shim.spoil, CHANGES, KILL, chance.randrange(WRITES), 1)

    def some_death(self, chance: Random, points: int) -> Arm:
        if chance.random() < 0.5:
            return self.death_at_a_write(chance)
        return partial(self.points.arm, chance.randrange(points))

    def people_anywhere(self) -> list[str]:
        """Where something of the planted person lies: states, logs, central's store, all of it."""
        return people_in(_files(self.folder))

    def _no_death(self, folder: Path) -> None:
        self.points.arm()
        self.shim.mend()
        self.shim.watch(folder / STATE)


@contextmanager
def standing() -> Iterator[Stand]:
    with ExitStack() as stack:
        parent = _MEMORY if _MEMORY.is_dir() else None
        folder = Path(tempfile.mkdtemp(prefix="crash-", dir=parent))
        stack.push(partial(_clear_away, folder))
        (folder / "central").mkdir()
        central = stack.enter_context(serving(folder / "central"))
        private = load_pem_private_key((folder / "central/central-intake.key").read_bytes(), None)
        caisse_key = folder / "caisse.pem"
        caisse_key.write_bytes(
            private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )
        # To load all that the system trusts takes longer than many a life here.
        (folder / "one-ca.pem").write_text(_first_certificate(Path(certifi.where())))
        line = FaultProxy()
        stack.callback(line.close)
        line.open(int(central.url.rpartition(":")[2]))
        shim = Shim(folder)
        points = Points(folder / "points")
        server = ForkServer(folder / "points", shim.environment)
        stack.callback(server.close)
        stand = Stand(
            folder,
            points,
            shim,
            line,
            Oracle(folder / "central" / "central.db"),
            caisse_key,
            server.begin,
            ExecServer(shim.environment).begin,
        )
        stand.story(stand.forked).live()
        yield stand


def _clear_away(
    folder: Path, kind: type[BaseException] | None, _error: object, _trace: object
) -> None:
    """What failed stays to be looked at."""
    if kind is None:
        shutil.rmtree(folder)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _first_certificate(bundle: Path) -> str:
    begin, end = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
    return begin + bundle.read_text("utf-8").partition(begin)[2].partition(end)[0] + end + "\n"
