"""What is of a visit leaves the screen process's memory soon after it, whenever it came there."""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.files import ROOT
from tests.system.caisse import SCREEN

WHILE_LOADING = """
import weakref
from devdock.cards.people import cards

class OfAVisit:
    def __init__(self):
        self.itself = self  # as an answer over HTTP does; with it goes what was asked

def visit(kiosk):
    there, let_go = [OfAVisit()], []
    left = weakref.ref(there[0])
    reader = kiosk.devices.reader
    kiosk._letting_go.timeout.connect(lambda: let_go.append(1))
    reader.insert(cards()["aicha-diallo"].profile)

    def leave():
        there.clear()
        reader.remove()

    after(lambda: let_go and kiosk.screen_kind() == "home", leave)
    tell(kiosk, lambda: left() is None)
"""
LATE_ANSWER = """
from uuid import UUID
from kiosk.domain.effects import Do, EndSession
from kiosk.domain.identity import Insured
from kiosk.domain.ids import SessionId, Stamp
from kiosk.services import dialog
from tests.gateway.scripted_server import ScriptedServer, answer, problem
from tests.people import CAMILLE

SESSION = SessionId(UUID(int=1))
held = []

def on_call(connection):
    if server.asked[-1].startswith(b"POST"):
        held.append(connection)
    elif server.asked[-1].startswith(b"DELETE"):
        connection.sendall(answer(204, b""))

server = ScriptedServer(sys.argv[2], on_call)

def visit(kiosk):
    effects, let_go = kiosk._runtime._effects, []
    kiosk._letting_go.timeout.connect(lambda: let_go.append(1))

    def leave():
        let_go.clear()
        effects.perform(EndSession(SESSION))
        after(lambda: let_go, lambda: held[0].sendall(problem(503, "unavailable")))
        tell(kiosk, lambda: let_go and not kiosk._runtime.busy() and not asked())

    begin = [Do(Stamp(SESSION, 1), dialog.open_account(Insured(CAMILLE)))]
    after(lambda: let_go, lambda: effects.perform(begin.pop()))  # all is loaded
    after(lambda: held, leave)

def asked():
    return [each for each in gc.get_objects() if type(each).__name__ == "CardHolder"]
"""
RUN = """
import gc, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from kiosk.app.main import run

gc.disable()  # by itself Python looks for what refers to itself when there is much of it

def after(condition, act):
    timer = QTimer(interval=100)
    def look():
        if condition():
            timer.stop()
            act()
    timer.timeout.connect(look)
    timer.start()

def tell(kiosk, gone):
    def end(word):
        print(word)
        kiosk._application.exit(0)
    after(gone, lambda: end("gone"))
    QTimer.singleShot(90_000, lambda: end("stays"))
{}
code = run(Path(sys.argv[1]), (540, 960), visit)
if "server" in globals():
    server.close()
sys.exit(code)
"""


def test_who_came_while_the_kiosk_was_still_loading_does_not_stay_in_its_memory(tmp_path: Path):
    assert what_becomes_of_it(tmp_path, WHILE_LOADING) == "gone"


def test_an_answer_that_comes_after_the_person_has_left_does_not_stay_in_memory(tmp_path: Path):
    assert what_becomes_of_it(tmp_path, LATE_ANSWER) == "gone"


def what_becomes_of_it(folder: Path, program: str) -> str:
    """Runs the screen process, with ``program`` in it."""
    config, gateway = folder / "kiosk.toml", folder / "gateway.sock"
    config.write_text(
        f"""[kiosk]
        devices = "simulated"
        paper_folder = "{folder}"
        gateway_socket = "{gateway}"
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", RUN.replace("{}", program), str(config), str(gateway)],
        capture_output=True,
        text=True,
        timeout=240,
        env={**os.environ, **SCREEN},
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[0]
