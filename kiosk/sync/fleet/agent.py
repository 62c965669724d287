"""The fleet in kiosk-sync: configuration, commands and where other kiosks are, with each exchange
and each screen."""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from kiosk.sync.db.failures import StoreFailed
from kiosk.sync.fleet.commands import FleetCommands
from kiosk.sync.fleet.configuration import FleetConfiguration
from kiosk.sync.fleet.nearest import NearestKiosks
from wire.sync import SyncAnswer, SyncRequest

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class FleetAgent:
    """Of a kiosk that is enrolled."""

    configuration: FleetConfiguration
    commands: FleetCommands
    nearest: NearestKiosks

    async def start(self) -> Sequence[Coroutine[Any, Any, None]]:
        """Before anybody connects. What is to run from then on."""
        self.configuration.start()
        self.nearest.start()
        await self.commands.start()
        return self.configuration.run(), self.commands.run()

    async def exchange(
        self, request: SyncRequest, send: Callable[[SyncRequest], Awaitable[E]]
    ) -> E:
        """Sends it with what is to be reported, and takes what the answer brings."""
        reports = await self.commands.reports()
        told = replace(
            request,
            applied_configuration=self.configuration.report(),
            command_reports=reports,
            nearest=self.nearest.tag,
        )
        came_to = await send(told)
        if isinstance(came_to, SyncAnswer):
            self.configuration.answered(came_to)
            self.nearest.answered(came_to)
            with suppress(StoreFailed):  # said in the log; central sends what was not heard again
                await self.commands.answered(came_to, reports)
        return came_to

    def screen_came(self, running: int, unusable: int | None) -> None:
        self.configuration.screen_came(running, unusable)
        self.commands.screen_came()

    def screen_left(self) -> None:
        self.configuration.screen_left()
        self.commands.screen_left()
