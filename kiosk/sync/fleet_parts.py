"""The fleet in kiosk-sync: its parts put together, for a kiosk that is enrolled."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from kiosk.config.sync_settings import SyncSettings
from kiosk.sync.central import CentralClient
from kiosk.sync.commands.journal import CommandJournal
from kiosk.sync.fleet.agent import FleetAgent
from kiosk.sync.fleet.command_deeds import CommandDeeds, run_program
from kiosk.sync.fleet.commands import FleetCommands
from kiosk.sync.fleet.configuration import FleetConfiguration
from kiosk.sync.fleet.nearest import NearestKiosks
from kiosk.sync.fleet.pinned import Pinned
from kiosk.sync.fleet.state_files import StateFiles
from kiosk.sync.store.store_worker import StoreWorker
from shared_runtime.clock import BootClock
from wire.nearest import KnownNearest
from wire.screen_orders import ScreenOrders

T = TypeVar("T")


def fleet_agent(
    settings: SyncSettings,
    pinned: Callable[[], Pinned],
    worker: StoreWorker,
    central: CentralClient,
    clock: BootClock,
    tell_version: Callable[[int], None],
    tell_orders: Callable[[ScreenOrders], None],
    tell_nearest: Callable[[KnownNearest], None],
    call_soon: Callable[[], None],
) -> FleetAgent:
    """Believes what the keys signed that are ``pinned`` now. The three ``tell`` reach the screen,
    ``call_soon`` central, with an exchange ahead of its time."""

    def ask(call: Callable[[CommandJournal], T]) -> Awaitable[T]:
        return worker.ask(lambda store: call(store.commands))

    configuration = FleetConfiguration(
        StateFiles(settings.state_folder / "configuration", pinned),
        pinned,
        settings.socket.parent,
        tell_version,
        clock,
    )
    deeds = CommandDeeds(
        run_program,
        configuration.refresh,
        lambda result: central.bring(result, settings.sync_deadline_s),
    )
    commands = FleetCommands(
        ask, pinned, deeds, tell_orders, call_soon, lambda: configuration.floor, clock
    )
    nearest = NearestKiosks(settings.state_folder, tell_nearest, clock)
    return FleetAgent(configuration, commands, nearest)
