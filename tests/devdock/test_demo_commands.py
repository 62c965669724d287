"""The desk of a demonstration: its own moves, the kiosk's, and what it says when one fails."""

import signal
import threading
from collections.abc import Mapping
from typing import Any

import pytest

from central.admins.second_factor import step_of
from devdock import demo_commands as desk_module
from devdock.clocks import NO_LIBRARY
from devdock.console_sign_in import SECRET
from devdock.control_server import Refusal
from devdock.demo_commands import DemoCommands
from devdock.demo_environment import DemoEnvironment
from devdock.network.proxy import FaultProxy
from devdock.processes import EndedAtOnce, NotStarted, ProcessExited, ProcessState, Running
from kiosk.hardware.sim.receipts.faults import ReceiptFault
from shared_runtime.clock import SystemClock


class FakeKiosk:
    """The far end of the kiosk's line."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.fails: Exception | None = None

    def do(self, what: str, **arguments: Any) -> Any:
        self.asked.append((what, arguments))
        if self.fails is not None:
            raise self.fails
        return {"screen": "home", "printer": "paper_jam"} if what == "state" else None


class SpoiledReceipts:
    """An emulator without its terminal."""

    def __init__(self) -> None:
        self.fault: ReceiptFault | None = None

    def set_fault(self, name: str | None) -> None:
        self.fault = None if name is None else ReceiptFault(name)


class FakeWorld:
    """What a desk asks of a world."""

    def __init__(self) -> None:
        self.deeds: list[str] = []
        self.states: dict[str, ProcessState] = {
            name: Running(7) for name in ("central", "sync", "kiosk", "console")
        }
        self.console_url = "http://127.0.0.1:1"
        self.network = FaultProxy()
        self.receipts = SpoiledReceipts()
        self.fails: Exception | None = None

    def state(self, name: str) -> ProcessState:
        return self.states[name]

    def runs(self, name: str) -> bool:
        return isinstance(self.states[name], Running)

    def queue(self) -> Mapping[str, int] | None:
        return {"waiting": 1, "sent": 2, "given_up": 0}

    def start(self) -> None:
        self._deed("start")

    def start_one(self, name: str) -> None:
        self._deed(f"start {name}")
        self.states[name] = Running(8)

    def stop(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        self._deed(f"{how.name} {name}")
        self.states[name] = ProcessExited(0 if how is signal.SIGTERM else -how)

    def give_clock(self, name: str) -> None:
        self.deeds.append(f"clock for {name}")

    def shift_clock(self, name: str, seconds: float) -> None:
        self._deed(f"{seconds:+g} {name}")

    def close(self) -> None:
        self._deed("close")

    def _deed(self, deed: str) -> None:
        if self.fails is not None:
            raise self.fails
        self.deeds.append(deed)


class At:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.world, self.kiosk = FakeWorld(), FakeKiosk()
        monkeypatch.setattr(desk_module, "Remote", lambda *_: self.kiosk)
        monkeypatch.setattr(FakeWorld, "ui_socket", None, raising=False)
        self.desk = DemoCommands(_as_world(self.world))


def _as_world(fake: Any) -> DemoEnvironment:
    world: DemoEnvironment = fake
    return world


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    made = At(monkeypatch)
    yield made
    made.world.network.close()


def with_library(monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    monkeypatch.setattr(desk_module, "library", lambda: "libfaketime" if there else None)


def test_what_the_desk_does_not_do_itself_goes_to_the_kiosk(at: At):
    at.desk.perform({"do": "insert", "card": "bank", "fault": None})
    assert at.kiosk.asked == [("insert", {"card": "bank", "fault": None})]


@pytest.mark.parametrize(("thing", "fault"), [("network", "hang"), ("receipt", "cutter")])
def test_network_and_receipt_printer_are_spoiled_and_mended(at: At, thing: str, fault: str):
    at.desk.do(thing, fault=fault)
    assert at.desk.do("state")[thing] == fault
    with pytest.raises(Refusal, match="on_fire"):
        at.desk.do(thing, fault="on_fire")
    at.desk.do(thing, fault=None)
    assert at.desk.do("state")[thing] is None


@pytest.mark.parametrize(
    ("how", "deed", "words"),
    [
        ("kill", "SIGKILL central", "dead: SIGKILL"),
        ("stop", "SIGTERM central", "dead: exit code 0"),
        ("start", "start central", "running, pid 8"),
    ],
)
def test_a_process_is_moved_and_its_state_said(at: At, how: str, deed: str, words: str):
    assert at.desk.do("process", name="central", how=how) == words
    assert at.world.deeds == [deed]


@pytest.mark.parametrize(("name", "how"), [("central", "tickle"), ("pcscd", "kill")])
def test_no_other_process_and_no_other_move(at: At, name: str, how: str):
    with pytest.raises(Refusal):
        at.desk.do("process", name=name, how=how)
    assert at.world.deeds == []


@pytest.mark.parametrize("error", [EndedAtOnce("sync is dead: exit code 78"), TimeoutError("sync")])
def test_a_process_that_does_not_start_is_said(at: At, error: Exception):
    at.world.fails = error
    with pytest.raises(Refusal, match="sync"):
        at.desk.do("process", name="sync", how="start")
    with pytest.raises(Refusal, match="sync"):
        at.desk.start()


def test_how_the_queue_stands_is_known_while_kiosk_sync_runs(at: At):
    assert at.desk.do("state")["queue"] == {"waiting": 1, "sent": 2, "given_up": 0}
    at.desk.do("process", name="sync", how="kill")
    assert "queue" not in at.desk.do("state")


def test_how_one_signs_in_is_known_while_the_console_runs(at: At):
    console = at.desk.do("state")["console"]
    assert console["address"] == "http://127.0.0.1:1"
    assert step_of(SECRET, console["code"], SystemClock().now(), 0) is not None
    at.desk.do("process", name="console", how="stop")
    assert "console" not in at.desk.do("state")


def test_a_dead_kiosk_is_said_and_the_rest_still_known(at: At):
    at.world.states["console"] = NotStarted()
    at.world.states["kiosk"] = ProcessExited(-9)
    with pytest.raises(Refusal, match="kiosk-ui does not run: dead: SIGKILL"):
        at.desk.do("insert", card="bank")
    assert at.desk.do("state") == {
        "processes": {
            "central": "running, pid 7",
            "sync": "running, pid 7",
            "kiosk": "dead: SIGKILL",
            "console": "not started",
        },
        "network": None,
        "receipt": None,
        "queue": {"waiting": 1, "sent": 2, "given_up": 0},
    }
    assert at.kiosk.asked == []


@pytest.mark.parametrize("error", [TimeoutError(), ConnectionRefusedError()])
def test_a_kiosk_that_hangs_is_said(at: At, error: OSError):
    at.kiosk.fails = error
    with pytest.raises(Refusal, match="does not answer"):
        at.desk.do("printer", fault="slow")
    assert "screen" not in at.desk.do("state")


def test_before_the_start_nothing_is_known_of_the_kiosk(at: At):
    at.world.states["kiosk"] = NotStarted()
    assert at.desk.do("state")["processes"]["kiosk"] == "not started"


def test_both_clocks_of_the_kiosks_machine_move(at: At, monkeypatch: pytest.MonkeyPatch):
    with_library(monkeypatch, True)
    at.desk.start()
    assert at.world.deeds == ["clock for sync", "start"]
    assert at.desk.do("clock", shift_s=-3600) is None
    assert at.kiosk.asked == [("clock", {"shift_s": -3600.0})]
    assert at.world.deeds[2:] == ["-3600 sync"]
    at.desk.do("process", name="kiosk", how="kill")
    at.desk.do("process", name="kiosk", how="start")
    assert at.kiosk.asked[1:] == [("clock", {"shift_s": -3600.0})], "a new kiosk, the same machine"


def test_a_clock_moved_while_the_kiosk_is_dead_is_the_one_it_wakes_to(
    at: At, monkeypatch: pytest.MonkeyPatch
):
    with_library(monkeypatch, True)
    at.world.states["kiosk"] = ProcessExited(-9)
    at.desk.do("clock", shift_s=60)
    assert at.kiosk.asked == []
    at.desk.do("process", name="kiosk", how="start")
    assert at.kiosk.asked == [("clock", {"shift_s": 60.0})]


def test_without_the_library_kiosk_sync_keeps_the_true_time_and_this_is_said(
    at: At, monkeypatch: pytest.MonkeyPatch
):
    with_library(monkeypatch, False)
    at.desk.start()
    assert NO_LIBRARY in at.desk.do("clock", shift_s=60)
    assert at.world.deeds == ["start"]


def test_closed_it_waits_for_the_move_under_way_and_takes_no_other(
    at: At, monkeypatch: pytest.MonkeyPatch
):
    starting, go_on = threading.Event(), threading.Event()

    def start_one(name: str) -> None:
        starting.set()
        go_on.wait(10)
        at.world.deeds.append(f"start {name}")

    monkeypatch.setattr(at.world, "start_one", start_one)
    runner = threading.Thread(target=lambda: at.desk.do("process", name="sync", how="start"))
    runner.start()
    starting.wait(10)
    closer = threading.Thread(target=at.desk.close)
    closer.start()
    go_on.set()
    runner.join(10)
    closer.join(10)
    assert at.world.deeds == ["start sync", "close"]
    with pytest.raises(Refusal, match="over"):
        at.desk.do("process", name="sync", how="start")
