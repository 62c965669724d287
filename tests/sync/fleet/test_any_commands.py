"""Whatever order commands, answers, screens and crashes come in: nothing is done twice, nothing
false is done, and what the kiosk says of a command goes forward only."""

from contextlib import ExitStack
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from structlog.testing import capture_logs

from kiosk.sync.fleet.command_deeds import RESTART_UNITS
from tests.sync.fleet.command_stand import CommandStand, Crashed, id_of, offer
from tests.sync.fleet.documents import FOREIGN
from tests.sync.store.stand import disk
from wire.commands import (
    SETTLED,
    CommandOrder,
    PrintTestPage,
    PurgePrints,
    PutBackInService,
    RefreshConfiguration,
    RestartApp,
    RestartMachine,
    SendLogs,
    ShowMessage,
    TakeOutOfService,
    TakeScreenshot,
)
from wire.screen_orders import TaskDone

GENUINE = [
    offer(number, order, valid=timedelta(hours=2))
    for number, order in enumerate[CommandOrder](
        (
            RestartApp(),
            TakeOutOfService("closed"),
            PrintTestPage(),
            RefreshConfiguration(),
            PutBackInService(),
            SendLogs(),
            TakeScreenshot(),
            ShowMessage({"fr": "Bonjour"}),
            PurgePrints(),
            RestartMachine(),
        ),
        start=1,
    )
]
FALSE = [
    offer(13, RestartMachine(), kiosk="borne-08"),
    offer(11, RestartMachine(), key=FOREIGN),
    offer(12, {"verb": "format-disk"}),
]
ONCE = {"refresh", *RESTART_UNITS.values(), "journalctl"}


class AnyCommands(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.left = ExitStack()
        folder = self.left.enter_context(disk())
        self.left.enter_context(capture_logs())
        self.kiosk = CommandStand(folder)
        self.screen: set[str] = set()
        self.ranks: dict[str, int] = {}
        self.said: dict[str, str] = {}

    def teardown(self) -> None:
        if hasattr(self, "left"):
            self.kiosk.store.database.close()
            self.left.close()

    @rule(which=st.lists(st.sampled_from(GENUINE + FALSE), max_size=4), lost=st.booleans())
    def exchanges(self, which, lost: bool) -> None:
        for report in self.kiosk.hears(*which, lost=lost):
            key, rank = str(report.id), 2 if report.state in SETTLED else 1
            assert rank >= self.ranks.get(key, 0), "it took back what it said"
            if rank == self.ranks.get(key, 0):
                assert self.said[key] == report.state
            self.ranks[key], self.said[key] = rank, report.state

    @rule()
    def looks(self) -> None:
        self.kiosk.look()

    @rule(step=st.integers(0, 12))
    def dies_while_it_looks(self, step: int) -> None:
        self.dies_in(step, self.kiosk.look)

    @rule(which=st.sampled_from(GENUINE), step=st.integers(0, 6))
    def dies_while_it_hears(self, which, step: int) -> None:
        self.dies_in(step, lambda: self.exchanges([which], lost=False))

    def dies_in(self, step: int, work) -> None:
        self.kiosk.asks_left = step
        try:
            work()
        except Crashed:
            self.dies(reboot=False)
        finally:
            self.kiosk.asks_left = None

    @rule(reboot=st.booleans())
    def dies(self, reboot: bool) -> None:
        self.screen.clear()
        self.kiosk.restart(reboot=reboot)

    @rule()
    def screen_comes(self) -> None:
        self.screen.clear()
        self.kiosk.fleet.screen_left()
        self.kiosk.screen_comes()

    @rule()
    def screen_is_gone(self) -> None:
        self.screen.clear()
        self.kiosk.screen_is_gone()

    @precondition(lambda self: self.kiosk.orders.task is not None)
    @rule(step=st.integers(0, 8))
    def screen_begins(self, step: int) -> None:
        task = self.kiosk.orders.task
        assert task is not None
        if str(task.id) in self.screen:
            return
        self.screen.add(str(task.id))
        self.dies_in(step, self.kiosk.begins)

    @precondition(lambda self: self.kiosk.orders.task is not None)
    @rule(state=st.sampled_from(["executed", "failed"]))
    def screen_is_done(self, state) -> None:
        task = self.kiosk.orders.task
        assert task is not None
        picture = b"png" if task.deed == "screenshot" else None
        if (task.deed, str(task.id)) in self.kiosk.done:
            self.kiosk.says(task.id, TaskDone(state, picture=picture))

    @rule(seconds=st.sampled_from([1.0, 60.0, 301.0, 2_000.0]))
    def time_passes(self, seconds: float) -> None:
        self.kiosk.clock.turn(seconds)

    @rule(reached=st.booleans(), allowed=st.booleans())
    def luck_turns(self, reached: bool, allowed: bool) -> None:
        self.kiosk.reached, self.kiosk.allowed = reached, allowed

    @invariant()
    def nothing_is_done_twice(self) -> None:
        """Every command of the pool has a deed that tells it from the others."""
        keys = [frozenset(ONCE.intersection(each) or each) for each in self.kiosk.done]
        assert len(keys) == len(set(keys)), self.kiosk.done

    @invariant()
    def nothing_false_is_done(self) -> None:
        task = self.kiosk.orders.task
        assert task is None or task.id in {each.id for each in GENUINE}
        if task is not None and task.id == id_of(1):
            assert task.deed == "restart"


def test_any_commands() -> None:
    run_state_machine_as_test(
        AnyCommands, settings=settings(max_examples=60, stateful_step_count=30, deadline=None)
    )
