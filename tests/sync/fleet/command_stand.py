"""Commands on a real journal, with a central and a screen that the test plays, and a count of what
was really done."""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from kiosk.sync.fleet.command_deeds import CommandDeeds
from kiosk.sync.fleet.commands import SCREEN_GONE_S, FleetCommands
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.store.open_store import Store, open_store
from tests.sync.fakes import CAISSE
from tests.sync.fleet.documents import ISSUED, document, pinned
from tests.sync.store.stand import TERMS, MachineClock
from wire.codec import codec_of
from wire.commands import CommandOffer, CommandOrder, CommandReport, CommandResult
from wire.screen_orders import ScreenOrders, TaskDone
from wire.sync import SyncAnswer

T = TypeVar("T")
HOUR = timedelta(hours=1)


class Crashed(BaseException):
    """The process is gone."""


def run(work: Coroutine[Any, Any, T]) -> T:
    """To its end, which nothing here has to wait for."""
    try:
        work.send(None)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
    raise AssertionError("it waits for something")


def id_of(number: int) -> UUID:
    return UUID(int=(4 << 76) | (2 << 62) | number)


def offer(
    number: int,
    order: CommandOrder | dict[str, Any],
    *,
    valid: timedelta = HOUR,
    issued_at: datetime = ISSUED,
    **other: Any,
) -> CommandOffer:
    """The ``number``-th command that central has signed for this kiosk."""
    plain = order if isinstance(order, dict) else codec_of(type(order)).plain(order)
    said: dict[str, Any] = {
        "content": {"id": str(id_of(number)), "order": plain},
        "purpose": "command",
        "issued_at": issued_at,
        "not_after": issued_at + valid,
    }
    return CommandOffer(id_of(number), document(number, **(said | other)))


class CommandStand:
    """``done``: what was really done, by command and in order; it outlives every crash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.clock = MachineClock()
        self.done: list[tuple[str, ...]] = []
        self.orders = ScreenOrders()
        self.sent: list[CommandResult] = []
        self.allowed, self.reached, self.journal = True, True, b""
        self.floor: datetime | None = None
        self.asks_left: int | None = None
        self._open()

    def _open(self) -> None:
        store = open_store(
            self._folder, TERMS, Sealer(CAISSE.public_key()), self.clock, lambda _: 0
        )
        assert isinstance(store, Store), store
        self.store = store
        deeds = CommandDeeds(self._run, lambda: self.done.append(("refresh",)), self._send)
        self.fleet = FleetCommands(
            self._ask, pinned, deeds, self._tell, lambda: None, lambda: self.floor, self.clock
        )
        run(self.fleet.start())

    def restart(self, *, reboot: bool = False) -> None:
        self.store.database.close()
        self.asks_left = None
        self.orders = ScreenOrders()
        if reboot:
            self.clock.reboot()
        self._open()

    def hears(
        self, *offers: CommandOffer, server_time: datetime | None = None, lost: bool = False
    ) -> tuple[CommandReport, ...]:
        """An exchange: what was reported, and offers that come down unless the answer is lost."""
        reports = run(self.fleet.reports())
        if not lost:
            taken = tuple(each.id for each in reports)
            time = server_time or self.clock.now()
            answer = SyncAnswer(time, 60.0, commands=offers, reports_taken=taken)
            run(self.fleet.answered(answer, reports))
            self.store.outbox.witness(time)
        return reports

    def look(self) -> None:
        run(self.fleet.look())

    def screen_comes(self) -> None:
        self.fleet.screen_came()

    def screen_is_gone(self) -> None:
        """For so long that nobody can stand before it."""
        self.fleet.screen_left()
        self.clock.turn(SCREEN_GONE_S)

    def begins(self) -> bool:
        """The screen is at rest: whether it is to do its part of the task it was given, and then it
        does."""
        assert self.orders.task is not None
        task = self.orders.task
        act = run(self.fleet.begin(task.id))
        if act:
            self.done.append((task.deed, str(task.id)))
        return act

    def says(self, command: UUID, done: TaskDone) -> None:
        run(self.fleet.done(command, done))

    def state(self, number: int) -> tuple[str, str | None]:
        """How it is reported now."""
        rows = {each.id: each for each in run(self.fleet.reports())}
        found = rows[id_of(number)]
        return found.state, found.reason

    def _tell(self, orders: ScreenOrders) -> None:
        self.orders = orders

    def _ask(self, call: Callable[..., T]) -> Awaitable[T]:
        async def asked() -> T:
            if self.asks_left is not None:
                self.asks_left -= 1
                if self.asks_left < 0:
                    raise Crashed
            return call(self.store.commands)

        return asked()

    async def _run(self, words: Sequence[str]) -> bytes | None:
        if not self.allowed:
            return None
        self.done.append(tuple(words))
        return self.journal

    async def _send(self, result: CommandResult) -> bool:
        if self.reached:
            self.sent.append(result)
        return self.reached
