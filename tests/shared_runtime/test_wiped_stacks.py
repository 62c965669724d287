"""A thread that waits for the next person has nothing of the last one on its stack."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.house.files import ROOT
from tests.house.units import environment_of
from tests.shared_runtime.deep import name
from tests.system.caisse import SCREEN
from tests.system.memory import found
from tests.waiting import eventually

BARE = """
from threading import Thread
from shared_runtime import own_memory
from tests.shared_runtime.deep import spell, wait

def work():
    spell()
    {}
    wait()

Thread(target=work).start()
"""
WORKER = """
from tests.shared_runtime.deep import spell, wait
from tests.app.test_effects import STAMP, World
from concurrent.futures import ThreadPoolExecutor
from kiosk.domain.effects import VerifyCode
from wire.citizen import CheckCode, CodeKind

pool = ThreadPoolExecutor(1)
world = World(pool)
world.call = lambda *_: spell()
world.effects.perform(VerifyCode(STAMP, CheckCode(CodeKind.PERSONAL, "0000")))
while world.workers.busy:
    pass
wait()
"""
STORE = """
import asyncio, sys
from pathlib import Path
from shared_runtime.clock import SystemClock
from tests.shared_runtime.deep import spell, wait
from tests.sync.store_workers import kept

async def ask(worker):
    await worker.ask(lambda _: spell())

with kept(Path(sys.argv[1]), SystemClock()) as worker:
    asyncio.run(ask(worker))
    wait()
"""


READER = """
from shared_runtime.clock import SystemClock
from kiosk.hardware.pcsc.reader import PcscCardReader
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.profile import vitale
from kiosk.hardware.sim.card.slot import SimScard
from kiosk.hardware.status import CardInserted, CardReadFinished, Health
from tests.hardware.contract.card_reader import Inbox
from tests.hardware.people import CAMILLE
from tests.shared_runtime.deep import spell, wait

class Scard(SimScard):
    def transmit(self, *asked):
        spell()
        return super().transmit(*asked)

scard, inbox = Scard(), Inbox()
reader = PcscCardReader(SystemClock(), scard=lambda: scard)
reader.start(inbox.put)
inbox.health(Health.OK)
scard.put_in(VirtualChip(vitale([CAMILLE])))
inbox.next(CardInserted)
inbox.next(CardReadFinished)
wait()
reader.stop()
"""
SCREEN_PROCESS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from kiosk.app.main import LET_GO_AFTER_MS, run
from tests.shared_runtime.deep import spell, wait

def visit(kiosk):
    spell(120)  # deeper than a frame
    kiosk._forget()
    QTimer.singleShot(2 * LET_GO_AFTER_MS, lambda: (wait(), kiosk._application.exit(0)))

folder = Path(sys.argv[1])
config = folder / "kiosk.toml"
config.write_text(
    f'[kiosk]\\ndevices = "simulated"\\npaper_folder = "{folder}"\\n'
    f'gateway_socket = "{folder}/nobody.sock"\\n'
)
sys.exit(run(config, (540, 960), visit))
"""
GATEWAY_PROCESS = """
import asyncio, sys
from pathlib import Path
from shared_runtime.clock import SystemClock
from kiosk.sync.listener import listen
from kiosk.sync.main import open_store_worker
from kiosk.sync.process import Process
from tests.shared_runtime.deep import spell, wait
from tests.sync.test_process import settings

async def visit(process):
    spell()
    tending = asyncio.create_task(process._tend())
    await asyncio.sleep(0)
    wait()

given, clock = settings(Path(sys.argv[1])), SystemClock()
worker = open_store_worker(given, clock)
asyncio.run(visit(Process(given, worker, listen(given.socket, None), clock, lambda: 0.5)))
worker.close()
"""
WITHIN_S = 30.0


def test_what_a_call_leaves_is_found_where_nobody_goes_over_it(tmp_path: Path) -> None:
    with running(BARE.format("pass"), tmp_path) as pid:
        assert found(pid, {"name": name()})


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(BARE.format("own_memory.wipe_stack()"), id="itself"),
        pytest.param(SCREEN_PROCESS, id="main thread of the screen process"),
        pytest.param(GATEWAY_PROCESS, id="main thread of the gateway"),
        pytest.param(WORKER, id="worker of the screen process"),
        pytest.param(READER, id="reader of cards"),
        pytest.param(STORE, id="owner of the queue"),
    ],
)
def test_nothing_of_a_person_stays_on_the_stack_of(program: str, tmp_path: Path) -> None:
    with running(program, tmp_path) as pid:
        eventually(lambda: not found(pid, {"name": name()}), WITHIN_S)


@contextmanager
def running(program: str, folder: Path) -> Iterator[int]:
    """The id of a process with the units' settings, in which ``program`` has done its work."""
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **SCREEN, **environment_of("kiosk-sync")},
        cwd=ROOT,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == b"done\n"
        yield process.pid
        process.stdin.close()
