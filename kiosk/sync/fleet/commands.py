"""Commands at work: taken from central, done by whoever can, and told of until central has heard.

Nothing is done in the middle of a visit. kiosk-ui says when nobody is there, and begins what is its
own to do; what kiosk-sync does itself it begins then too, or at once where no screen has been
connected for SCREEN_GONE_S.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

import structlog

from kiosk.sync.commands.journal import UNKNOWN_OUTCOME, CommandJournal, OpenCommand
from kiosk.sync.db.failures import StoreFailed
from kiosk.sync.fleet.command_deeds import CommandDeeds
from kiosk.sync.fleet.command_verify import (
    BelievedCommand,
    CommandNotDone,
    NotBelieved,
    judge_command,
)
from kiosk.sync.fleet.pinned import Pinned
from shared_runtime.clock import Clock
from wire.codec import codec_of
from wire.commands import MAX_REPORTS, CommandOffer, CommandReport, CommandResult, ReportedState
from wire.moments import within_years
from wire.screen_orders import ScreenDeed, ScreenOrders, ScreenTask, TaskDone
from wire.sync import SyncAnswer

T = TypeVar("T")

LOOK_EVERY_S = 5.0
SCREEN_GONE_S = 30.0
"""A screen that only starts anew is back by then, with its visitor perhaps still before it."""
DONE_WITHIN_S = 300.0
"""A printer that warms up takes a minute; after five nobody waits for its page any more."""

SCREEN_DEEDS: Mapping[str, ScreenDeed] = {
    "test-page": "test-page",
    "purge-prints": "purge-prints",
    "screenshot": "screenshot",
    "out-of-service": "rest",
    "back-in-service": "rest",
    "message": "rest",
    "restart-app": "restart",
    "restart-machine": "restart",
}
"""What of a command is the screen's part; the others need none."""
_DONE_BY_SCREEN = ("test-page", "purge-prints", "screenshot")

log = structlog.get_logger(__name__)


class AskJournal(Protocol):
    """Does something with the journal, on the thread that owns it. Raises StoreFailed."""

    def __call__(self, call: Callable[[CommandJournal], T], /) -> Awaitable[T]: ...


class FleetCommands:
    """Used from the one event loop. ``pinned``: whose word counts now; ``tell``: called with
    what the screen is to know, at each change; ``hurry``: has central called soon; ``floor``: when
    the configuration that counts was signed."""

    def __init__(
        self,
        ask: AskJournal,
        pinned: Callable[[], Pinned],
        deeds: CommandDeeds,
        tell: Callable[[ScreenOrders], None],
        hurry: Callable[[], None],
        floor: Callable[[], datetime | None],
        clock: Clock,
    ) -> None:
        self._ask, self._pinned, self._deeds, self._clock = ask, pinned, deeds, clock
        self._tell, self._hurry, self._floor = tell, hurry, floor
        self._wake = asyncio.Event()
        self._refused: dict[UUID, CommandReport] = {}
        self._begun: dict[UUID, float] = {}
        self._to_do: set[UUID] = set()
        self._results: dict[UUID, CommandResult] = {}
        self._lost: set[UUID] = set()
        self._screen = False
        self._gone_at = clock.monotonic()
        self._orders: ScreenOrders | None = None

    async def start(self) -> None:
        """Before central is called. A disk that fails is looked at again by ``run``."""
        try:
            await self._ask(lambda journal: journal.recover())
            await self._publish()
        except StoreFailed as error:
            log.error("commands_failed", error=type(error).__name__)

    def screen_came(self) -> None:
        self._screen = True
        self._wake.set()

    def screen_left(self) -> None:
        """What it had begun, nobody learns the end of."""
        self._screen, self._gone_at = False, self._clock.monotonic()
        self._lost.update(self._begun)
        self._wake.set()

    async def reports(self) -> tuple[CommandReport, ...]:
        """What goes up with the next exchange."""
        try:
            kept = await self._ask(lambda journal: journal.reports())
        except StoreFailed:
            return ()
        return (*kept, *self._refused.values())[:MAX_REPORTS]

    async def answered(self, answer: SyncAnswer, sent: Sequence[CommandReport]) -> None:
        """Central has answered an exchange that carried these reports. Raises StoreFailed: then it
        sends again what it sent."""
        taken = [each for each in sent if each.id in answer.reports_taken]
        for each in taken:
            self._refused.pop(each.id, None)
        await self._ask(lambda journal: journal.reported(taken))
        for offer in answer.commands:
            await self._offered(offer, answer.server_time)

    async def begin(self, command: UUID) -> bool:
        """kiosk-ui says that nobody is there. Whether it is to do its part now."""
        found = await self._found(command)
        if found is None or not await self._begin(found):
            return False
        self._wake.set()
        return found.verb in _DONE_BY_SCREEN

    async def done(self, command: UUID, said: TaskDone) -> None:
        """What came of its part. Said again after it was heard, it changes nothing."""
        found = await self._found(command)
        if found is None or found.verb not in _DONE_BY_SCREEN:
            return
        if said.state == "executed" and found.verb == "screenshot" and said.picture is not None:
            self._results[command] = CommandResult(command, "screenshot", said.picture)
            self._wake.set()
        else:
            await self._settle(command, said.state, said.reason)

    async def run(self) -> None:
        """Runs until cancelled; nothing else ends it."""
        while True:
            self._wake.clear()
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - a bad disk or a bug must not end all looking
                log.error("commands_failed", error=type(error).__name__)
            try:
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self._wake.wait()
            except TimeoutError:
                continue

    async def look(self) -> None:
        """Does what can be done now, and has the screen told of the rest."""
        for command in await self._open():
            if command.started or (self._is_ours_now(command) and await self._begin(command)):
                await self._go_on(command)
        await self._publish()

    async def _offered(self, offer: CommandOffer, server_time: datetime) -> None:
        floors = [self._floor(), await self._ask(lambda journal: journal.floor())]
        known = [each for each in floors if each is not None]
        found = judge_command(offer, self._pinned(), server_time, known)
        if isinstance(found, NotBelieved):
            if not await self._ask(lambda journal: journal.is_known(offer.id)):
                self._refuse(offer.id, found.why)
            return
        state: ReportedState | None = None
        if found.why is not None:
            state = "expired" if found.why is CommandNotDone.EXPIRED else "refused"
            log.warning("command_refused", command=str(offer.id), why=found.why)
        await self._take(found, state)

    async def _take(self, found: BelievedCommand, state: ReportedState | None) -> None:
        new, why = found.command, found.why
        taken = await self._ask(lambda journal: journal.take(new, state, why))
        self._refused.pop(new.id, None)  # what came false under its id before says nothing of it
        match taken:
            case "fresh" if state is None:
                log.info("command_accepted", command=str(new.id), verb=new.verb)
                self._wake.set()
                self._hurry()
            case "replayed":
                self._refuse(new.id, CommandNotDone.REPLAYED)
            case _:
                pass

    def _refuse(self, command: UUID, why: CommandNotDone) -> None:
        log.warning("command_refused", command=str(command), why=why)
        if len(self._refused) < MAX_REPORTS:
            now = within_years(self._clock.now())
            self._refused[command] = CommandReport(command, "refused", now, why)

    async def _open(self) -> Sequence[OpenCommand]:
        return await self._ask(lambda journal: journal.open())

    async def _found(self, command: UUID) -> OpenCommand | None:
        return next((each for each in await self._open() if each.id == command), None)

    async def _begin(self, command: OpenCommand) -> bool:
        begins = await self._ask(lambda journal: journal.begin(command.id))
        if begins:
            self._begun[command.id] = self._clock.monotonic()
            if command.verb not in _DONE_BY_SCREEN:
                self._to_do.add(command.id)
        return begins

    def _is_ours_now(self, command: OpenCommand) -> bool:
        if command.verb not in SCREEN_DEEDS:
            return True
        gone = not self._screen and self._clock.monotonic() - self._gone_at >= SCREEN_GONE_S
        return gone and command.verb not in _DONE_BY_SCREEN

    async def _go_on(self, command: OpenCommand) -> None:
        """One that has begun: our part of it, its result on its way up, or its time over."""
        if command.id in self._to_do:
            self._to_do.discard(command.id)
            await self._do(command)
        result = self._results.get(command.id)
        if result is not None and await self._deeds.send(result):
            await self._settle(command.id, "executed")
        elif result is None and command.id in self._lost and command.verb in _DONE_BY_SCREEN:
            await self._settle(command.id, "failed", UNKNOWN_OUTCOME)
        elif self._clock.monotonic() - self._begun.get(command.id, -1e9) > DONE_WITHIN_S:
            await self._settle(command.id, "failed", "no-answer" if result is None else "not-sent")

    async def _do(self, command: OpenCommand) -> None:
        """Our own part, once. Starting the machine anew is told of by whoever runs after it."""
        match command.verb:
            case "restart-app" | "restart-machine" as verb:
                if not await self._deeds.restart(verb):
                    await self._settle(command.id, "failed", "not-allowed")
                elif verb == "restart-app":
                    await self._settle(command.id, "executed")
            case "send-logs":
                lines = await self._deeds.logs(command.order["hours"])
                if lines is None:
                    await self._settle(command.id, "failed", "no-journal")
                else:
                    self._results[command.id] = CommandResult(command.id, "logs", lines)
            case "refresh":
                self._deeds.refresh()
                await self._settle(command.id, "executed")
            case _:
                # That it is executed is what counts from now on: see ``CommandJournal.lasting``.
                await self._settle(command.id, "executed")

    async def _settle(self, command: UUID, state: ReportedState, reason: str | None = None) -> None:
        if await self._ask(lambda journal: journal.settle(command, state, reason)):
            log.info("command_settled", command=str(command), state=state, why=reason)
        self._begun.pop(command, None)
        self._results.pop(command, None)
        self._lost.discard(command)
        self._hurry()
        self._wake.set()

    async def _publish(self) -> None:
        lasting = await self._ask(lambda journal: journal.lasting())
        task = next(
            (
                ScreenTask(each.id, SCREEN_DEEDS[each.verb])
                for each in await self._open()
                if each.verb in SCREEN_DEEDS and (each.started or each.may_begin)
            ),
            None,
        )
        said = {"out_of_service": lasting.out_of_service, "message": lasting.message}
        orders = replace(codec_of(ScreenOrders).of_plain(said), task=task)
        if orders != self._orders:
            self._orders = orders
            self._tell(orders)
