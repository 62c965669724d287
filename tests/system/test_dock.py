"""One fault of each kind by ``devdock do``, on a real world, to the screen it leads to."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from devdock.cli import app
from devdock.clocks import NO_LIBRARY, library
from devdock.console_sign_in import csv_lines
from devdock.control_server import ControlServer
from devdock.demo_commands import DemoCommands
from devdock.demo_environment import CHEAP_HASHES, DemoEnvironment, Setup
from devdock.staff_sign_in import DEMO_STAFF
from shared_runtime.clock import SystemClock
from tests.system.caisse import SCREEN
from tests.waiting import eventually

pytestmark = pytest.mark.system

WITHIN_S = 60.0
FLEET = 12


class Terminal:
    """Where somebody types ``devdock do``."""

    def __init__(self, line: Path, logs: Path) -> None:
        self._line = str(line)
        self.logs = logs

    def do(self, words: str) -> str:
        ran = self.try_to(words)
        assert ran.exit_code == 0, ran.output
        return ran.stdout.strip()

    def try_to(self, words: str) -> Result:
        return CliRunner().invoke(app, ["do", "--line", self._line, *words.split()])

    def see(self, screen: str) -> None:
        eventually(lambda: self.try_to("screen").stdout.strip() == screen, WITHIN_S)

    def press_until(self, name: str, screen: str) -> None:
        """As somebody whose first touch came too early, or who saw nothing come of it."""

        def leads_there() -> bool:
            self.try_to(f"press {name}")
            return self.try_to("screen").stdout.strip() == screen

        eventually(leads_there, WITHIN_S)

    def read(self, text: str) -> None:
        eventually(lambda: text in self.do("texts"), WITHIN_S)

    def read_no_more(self, text: str) -> None:
        eventually(lambda: text not in self.do("texts"), WITHIN_S)


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    folder = tmp_path_factory.mktemp("dock")
    world = DemoEnvironment(Setup(folder, central=CHEAP_HASHES, environment=SCREEN, fleet=FLEET))
    desk = DemoCommands(world)
    line = ControlServer(world.dock_socket, desk.perform)
    try:
        desk.start()
        world.start_fleet()
        made = Terminal(world.dock_socket, world.logs)
        made.see("attract")
        yield made
    finally:
        line.close()
        desk.close()


def test_a_card_that_is_spoiled(terminal: Terminal):
    terminal.do("insert camille-martin --fault mute")
    terminal.see("wrongCard")
    terminal.do("remove")
    terminal.see("attract")


def test_a_card_pulled_while_it_is_read(terminal: Terminal):
    terminal.do("reader silent")
    terminal.do("insert camille-martin")
    terminal.see("reading")
    terminal.do("remove next_exchange")
    terminal.do("reader mend")
    terminal.see("wrongCard")
    assert "card: False" in terminal.do("state")
    terminal.do("insert camille-martin")
    terminal.see("home")
    terminal.do("remove")
    terminal.see("attract")


def test_a_reader_that_is_unplugged(terminal: Terminal):
    terminal.do("reader unplugged")
    terminal.see("outOfService")
    terminal.do("reader mend")
    terminal.see("attract")


def test_a_printer_without_paper(terminal: Terminal):
    terminal.do("printer paper_out")
    terminal.do("insert aicha-diallo")
    terminal.see("home")
    terminal.read("L’imprimante est arrêtée")
    terminal.do("printer mend")
    terminal.read_no_more("imprimante")
    terminal.do("remove")


def test_staff_come_in_by_their_badge_look_mend_and_leave(terminal: Terminal):
    (agent,) = (each for each in DEMO_STAFF if each.role == "agent")
    terminal.do(f"insert {agent.card}")
    terminal.see("code")
    for digit in agent.pin:
        terminal.do(f"key {digit}")
    terminal.press_until("Valider", "staffMenu")
    terminal.press_until("Imprimantes", "tool")
    terminal.read("La file « borne » est prête.")
    terminal.press_until("Imprimer un test", "show")
    terminal.read("C’est fait")
    terminal.press_until("D’accord", "tool")
    terminal.press_until("Terminer", "takeCard")
    terminal.do("remove")
    terminal.see("attract")
    eventually(lambda: "staff_stay_ended" in (terminal.logs / "sync.log").read_text("utf-8"))
    said = (terminal.logs / "sync.log").read_text("utf-8")
    assert '"reason": "left"' in said, "the stay would be good for five minutes more"
    assert agent.pin not in said


def test_a_line_that_is_cut(terminal: Terminal):
    terminal.do("network cut")
    terminal.read("Le réseau est coupé")
    terminal.do("network mend")
    terminal.read_no_more("Le réseau est coupé")


def test_a_clock_ten_years_ahead(terminal: Terminal):
    said = terminal.do("clock +10y")
    if library() is None:
        assert NO_LIBRARY in said
    else:
        terminal.do("insert aicha-diallo")
        terminal.read("L’heure de la borne est fausse")
        terminal.do("remove")
    terminal.do("clock right")
    terminal.read_no_more("L’heure de la borne est fausse")
    assert "shift_s: 0.0" in terminal.do("state")


def test_kiosk_sync_killed_and_started(terminal: Terminal):
    assert terminal.do("process sync kill") == "dead: SIGKILL"
    terminal.read("Le réseau est coupé")
    assert terminal.do("process sync start").startswith("running")
    terminal.read_no_more("Le réseau est coupé")


def test_the_kiosk_killed_and_started(terminal: Terminal):
    terminal.do("clock -1h")
    assert terminal.do("process kiosk kill") == "dead: SIGKILL"
    refused = terminal.try_to("insert camille-martin")
    assert refused.exit_code == 1
    assert "kiosk-ui does not run: dead: SIGKILL" in refused.stderr
    assert "sync: running" in terminal.do("state")
    terminal.do("process kiosk start")
    terminal.see("attract")
    assert "shift_s: -3600.0" in terminal.do("state"), "the machine's clock is as it was"
    terminal.do("clock right")


def test_the_console_killed_and_started(terminal: Terminal):
    terminal.do("process console kill")
    assert "http:" not in terminal.do("state")
    terminal.do("process console start")
    (address,) = re.findall(r"http://127\.0\.0\.1:[0-9]+", terminal.do("state"))
    heading, real, neighbour = 1, 1, 1
    listed = csv_lines(address, "/kiosks.csv", SystemClock().now())
    assert listed == heading + real + neighbour + FLEET


def test_the_command_itself(terminal: Terminal):
    command = Path(sys.executable).with_name("devdock")
    line = terminal._line
    ran = subprocess.run(
        [command, "do", "--line", line, "screen"], capture_output=True, text=True, timeout=30
    )
    assert (ran.returncode, ran.stdout) == (0, "attract\n")
