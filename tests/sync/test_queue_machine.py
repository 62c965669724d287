"""The outbox, the engine and central together against a plain list of what people were told.

Whatever the order of submissions, losses, repetitions, clock jumps, restarts and second tries: what
was recorded is at central once, in order, or both sides know why not; what central could not take
for a while is there in the end.
"""

import shutil
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from central.container import build
from central.intake import judging
from central.store.migrate import upgrade
from kiosk.app.ids import IdSource
from kiosk.sync.outbox.action import NewAction, Stored
from tests.central.kiosks import DEMANDE, Queue, demande
from tests.central.world import INTAKE_KEYS, settings_for
from tests.sync.queue_world import KEEP_TRYING, KIOSK, Clocks, QueueWorld, Weather
from wire.demandes.ceam import CeamOrder
from wire.demandes.demande import Assurance
from wire.demandes.kinds import KINDS

GOOD = DEMANDE.write(demande("ceam"))
BAD = b'{"kind": "ceam"}'
WEATHERS: tuple[Weather, ...] = (
    "fine",
    "nothing_arrives",
    "answer_lost",
    "twice",
    "half_answered",
    "fails",
)
_TEMPLATE: list[Path] = []


class QueueMachine(RuleBasedStateMachine):
    """``told``: references by id; ``order``: ids by visit; both as visitors were told."""

    @initialize()
    def begin(self) -> None:
        self.clocks = Clocks()
        self.store = TemporaryDirectory(prefix="central-")
        database = Path(self.store.name) / "central.db"
        shutil.copy(_TEMPLATE[0], database)
        central = build(
            settings_for(f"sqlite:///{database}"),
            clock=self.clocks.central,
            intake_keys=INTAKE_KEYS,
        )
        self.central_knows = pytest.MonkeyPatch()
        self.world = QueueWorld(central, self.clocks)
        self.ids = IdSource(self.clocks)
        self.told: dict[UUID, str] = {}
        self.actions: dict[UUID, NewAction] = {}
        self.order: defaultdict[UUID, list[UUID]] = defaultdict(list)
        self.contested: set[UUID] = set()
        self.made_on: dict[UUID, tuple[int, float]] = {}

    @rule(visit=st.integers(1, 3), good=st.sampled_from((True, True, True, False)))
    def a_person_confirms(self, visit: int, good: bool) -> None:
        action = NewAction(
            id=self.ids.confirmation().action,
            kind="ceam",
            schema_version=CeamOrder.newest_version,
            priority=CeamOrder.priority,
            assurance=Assurance.CARD,
            session_reference=None,
            subject=UUID(int=visit),
            confirmed_at=self.clocks.now(),
            body=GOOD if good else BAD,
        )
        self.actions[action.id] = action
        self.order[action.subject].append(action.id)
        self.made_on[action.id] = (self.clocks.boots, self.clocks.uptime())
        self._submit(action)

    @precondition(lambda self: self.told)
    @rule(number=st.integers(0, 999))
    def the_same_comes_again(self, number: int) -> None:
        ids = list(self.told)
        self._submit(self.actions[ids[number % len(ids)]])

    def _submit(self, action: NewAction) -> None:
        answer = self.world.submit(action)
        assert isinstance(answer, Stored)
        assert self.told.setdefault(action.id, answer.reference) == answer.reference

    @rule(weather=st.sampled_from(WEATHERS), times=st.integers(1, 3))
    def the_engine_has_its_turn(self, weather: Weather, times: int) -> None:
        self.world.line.weather = weather
        for _ in range(times):
            self.world.exchange()

    @rule(number=st.integers(0, 999))
    def an_old_request_comes_again(self, number: int) -> None:
        self.world.line.repeat(number)

    @precondition(lambda self: self.told)
    @rule(number=st.integers(0, 999))
    def central_gets_the_id_from_elsewhere(self, number: int) -> None:
        """As from a copied disk: the same id with other bytes, which central has seen first."""
        known = self.world.stored().keys() | self.world.line.put_off
        waiting = [action for action in self.told if action not in known]
        if not waiting:
            return
        action = waiting[number % len(waiting)]
        queue = Queue(now=self.clocks.central.now())
        other = queue.item(demande("card_damaged"), id=action)
        self.world.central.intake.receive(KIOSK, queue.batch(other))
        self.contested.add(action)

    @rule(years=st.sampled_from((-10, 10, 0)))
    def the_wall_clock_jumps(self, years: int) -> None:
        self.clocks.wrong_by = timedelta(days=365 * years)

    @rule(days=st.sampled_from((0.01, 1, 20)))
    def time_goes_by(self, days: float) -> None:
        self.clocks.central.turn(days=days)

    @rule(kinds=st.sampled_from(((), ("ceam",))))
    def central_is_brought_up_to_date_or_back(self, kinds: tuple[str, ...]) -> None:
        known = {kind: KINDS[kind] for kind in kinds}
        self.central_knows.setattr(judging, "KINDS", known)

    @rule(boot=st.booleans(), taken=st.booleans())
    def it_is_restarted(self, boot: bool, taken: bool) -> None:
        if taken:
            self.world.take()
        if boot:
            self.clocks.boot_anew()
        self.world.restart()

    @precondition(lambda self: self.told)
    @rule(number=st.integers(0, 999))
    def staff_try_again(self, number: int) -> None:
        ids = list(self.told)
        action = ids[number % len(ids)]
        before = self.world.ask(lambda store: store.outbox.find(action))
        assert before is not None, "forgotten"
        waits = before.state == "ready" and before.again_at is not None
        again = self.world.ask(lambda store: store.outbox.retry(action))
        assert again == (before.state in {"quarantined", "expired"} or waits)

    def _states(self) -> dict[UUID, str]:
        page = self.world.ask(lambda store: store.outbox.page(None, 200))
        found = {each.id: each.reference for each in page.actions}
        assert found == self.told
        return {each.id: each.state for each in page.actions}

    @invariant()
    def what_is_said_to_be_there_is_there_once(self) -> None:
        if not hasattr(self, "world"):
            return
        stored = self.world.stored()
        ours = [action for action in stored if action not in self.contested]
        assert self.world.effects() == (len(stored), len(stored))
        assert set(ours) <= set(self.told)
        for action, state in self._states().items():
            if state == "acknowledged":
                assert action in stored
            if state == "expired":
                assert not self._is_surely_young(action)

    def _is_surely_young(self, action: UUID) -> bool:
        """Whatever the wall clock says: it is not yet as old as it may become."""
        boot, uptime = self.made_on[action]
        age = timedelta(seconds=self.clocks.uptime() - uptime)
        return boot == self.clocks.boots and age < KEEP_TRYING

    @invariant()
    def the_summary_adds_up(self) -> None:
        if not hasattr(self, "world"):
            return
        said = self.world.ask(lambda store: store.outbox.summary())
        counted = said.ready + said.in_flight + said.acknowledged + said.quarantined + said.expired
        assert counted == len(self.told)
        assert said.put_off <= said.ready + said.in_flight
        newest = self.world.ask(lambda store: store.outbox.newest())
        assert newest == max(self.told, default=None)

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        self.central_knows.undo()
        try:
            self.world.drain()
            # What was put off comes again by itself, within a day and a fifth.
            self.clocks.central.turn(days=1.2)
            self.world.drain()
            self._everything_is_settled()
        finally:
            self.world.close()
            self.world.central.close()
            self.store.cleanup()

    def _everything_is_settled(self) -> None:
        stored, buried = self.world.stored(), self.world.buried()
        for action, state in self._states().items():
            match state:
                case "acknowledged" if action in self.contested:
                    raise AssertionError("central has something else")
                case "acknowledged":
                    assert action in stored
                case "quarantined" | "expired":
                    assert action in buried, "central was not told"
                case _:
                    raise AssertionError(f"still {state}")
        for visit, told in self.order.items():
            apart = buried | self.contested | self.world.line.put_off
            plain = [a for a in told if a not in apart]
            came = [a for a in stored if a in plain]
            assert came == plain, f"visit {visit} in another order"


@pytest.fixture(autouse=True, scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("template") / "central.db"
    parts = build(settings_for(f"sqlite:///{path}"), intake_keys=INTAKE_KEYS)
    upgrade(parts.engine)
    parts.close()
    _TEMPLATE[:] = [path]


TestQueue = QueueMachine.TestCase
TestQueue.settings = settings(
    max_examples=max(25, settings().max_examples // 20),
    stateful_step_count=20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
