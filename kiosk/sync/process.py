"""The kiosk-sync process: its parts put together, started, kept alive and stopped."""

import asyncio
import gc
import signal
import ssl
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from typing import Any

import structlog

from kiosk.config.sync_settings import SyncSettings
from kiosk.domain.outcomes import Cause
from kiosk.runtime.systemd import Notifier
from kiosk.sync.answers import CitizenToken
from kiosk.sync.central import CentralClient
from kiosk.sync.central_http import central_http, http_client
from kiosk.sync.closing import CLOSED_FILE, ScreenClosing
from kiosk.sync.current_visit import CurrentVisit
from kiosk.sync.db.schema import VERSION as SCHEMA_VERSION
from kiosk.sync.events import EventFeed
from kiosk.sync.fleet.agent import FleetAgent
from kiosk.sync.fleet.command_deeds import run_program
from kiosk.sync.fleet.enrolling import Enrolling
from kiosk.sync.fleet.enrolment import EnrolmentClient
from kiosk.sync.fleet.identity import FOLDER, Identity
from kiosk.sync.fleet.renewal import Renewer
from kiosk.sync.fleet.told_keys import ToldKeys
from kiosk.sync.fleet.tpm import tpm_named
from kiosk.sync.fleet_parts import fleet_agent
from kiosk.sync.health.board import HealthBoard
from kiosk.sync.health.probes import versions
from kiosk.sync.health.reporter import Reporter
from kiosk.sync.link import LinkJudge
from kiosk.sync.listener import Listening
from kiosk.sync.loop_errors import LoopErrors
from kiosk.sync.routes.actions import ActionRoutes
from kiosk.sync.routes.application import RouteGroup, application
from kiosk.sync.routes.begun import BegunRoutes
from kiosk.sync.routes.citizen import CitizenRoutes
from kiosk.sync.routes.commands import CommandRoutes
from kiosk.sync.routes.health import HealthRoutes
from kiosk.sync.routes.prints import PrintRoutes
from kiosk.sync.routes.queue import QueueRoutes
from kiosk.sync.routes.status import StatusRoutes
from kiosk.sync.server import GRACE_S, GatewayServer, gateway_config
from kiosk.sync.staff.stay import CurrentStay
from kiosk.sync.staff_parts import staff_routes
from kiosk.sync.status import StatusPublisher
from kiosk.sync.store.store_worker import StoreWorker
from kiosk.sync.upload.engine import Uploader
from kiosk.sync.upload.policy import Exchanged
from kiosk.sync.watcher import LinkWatcher
from shared_runtime import own_memory
from shared_runtime.clock import BootClock
from wire.capabilities import Capabilities
from wire.configuration import StaffVerifier
from wire.status import LinkState
from wire.sync import SyncAnswer, SyncRequest

SWEEP_S = 5.0
"""How late a silent visit may be dropped."""
STUCK_S = 120.0
"""The loops come round in under a minute, pauses apart; after two they hang, and systemd restarts
us."""

log = structlog.get_logger(__name__)


class Process:
    """Everything that lives as long as the process does."""

    def __init__(
        self,
        settings: SyncSettings,
        worker: StoreWorker,
        listening: Listening,
        clock: BootClock,
        chance: Callable[[], float],
    ) -> None:
        self._listening = listening
        self._clock = clock
        self._settings, self._worker, self._notifier = settings, worker, Notifier()
        self._clients = AsyncExitStack()
        self._http = central_http(settings)
        token = settings.device_token()
        self._central = CentralClient(self._http, token, settings.call_deadline_s, self._called)
        enrolment = EnrolmentClient(self._http, settings.sync_deadline_s)
        tpm = tpm_named(settings.tpm)
        self._renewer = Renewer(
            settings.state_folder,
            tpm,
            token is not None,
            lambda signing_request: enrolment.certify(signing_request, token),
            self._identified,
            clock,
            chance,
        )
        self._enrolling = Enrolling(settings.state_folder, tpm, enrolment, self._renewer.look)
        self._farewells: set[asyncio.Task[bool]] = set()
        self._helpers: list[asyncio.Task[Any]] = []
        self._stays = CurrentStay(clock, self._staff_told)
        self._current = CurrentVisit(
            self._central, clock, self._farewell, lambda: self._stays.end("citizen_session")
        )
        self._feed = EventFeed(on_lost=self._screen_left)
        self._status_publisher = StatusPublisher(worker, self._feed.publish)
        closed = settings.state_folder / CLOSED_FILE
        self._closing = ScreenClosing(worker, closed, self._feed.publish_orders)
        self._kiosk: str | None = None
        self._keys = ToldKeys(settings.state_folder / FOLDER, worker.sealer)
        board = HealthBoard(worker, self._link_state, settings.state_folder, clock)
        self._uploader = Uploader(
            worker,
            self._sync,
            self._status_publisher.queue_changed,
            clock=clock,
            chance=chance,
            reports=Reporter(board.snapshot, versions(SCHEMA_VERSION), clock),
            slow_after_s=settings.slow_after_s,
        )
        self._fleet = self._fleet_of(self._keys) if self._keys.is_pinned else None
        self._watcher = LinkWatcher(
            self._central.health,
            LinkJudge(clock, settings.slow_after_s),
            self._link,
            interval_s=settings.health_interval_s,
            clock=clock,
            chance=chance,
        )
        staff = staff_routes(
            settings,
            worker,
            self._central,
            board,
            self._stays,
            self._closing,
            self._renewer,
            self._enrolling,
            clock,
            run=run_program,
            in_visit=self._current.is_at_hand,
            configuration=lambda: None if self._fleet is None else self._fleet.configuration,
            link=self._link_state,
            queue_changed=self._queue_changed,
            send_now=self._uploader.send_now,
        )
        groups: tuple[RouteGroup, ...] = (
            CitizenRoutes(self._current, clock),
            ActionRoutes(worker, self._current, self._online, self._queue_changed, clock),
            QueueRoutes(worker, self._queue_changed),
            PrintRoutes(worker),
            BegunRoutes(worker),
            HealthRoutes(board, worker),
            CommandRoutes(lambda: None if self._fleet is None else self._fleet.commands),
            *staff,
            StatusRoutes(self._feed, self._status_publisher.look, self._screen_came),
        )
        config = gateway_config(application(groups), settings.allowed_users)
        self._server = GatewayServer(config, self._started)

    async def run(self) -> None:
        """Serves until a signal asks for the end, then drops the visit and says goodbye."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(LoopErrors(self._clock))
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop)
        async with self._clients:
            await self._clients.enter_async_context(self._http)
            await self._closing.start()
            if self._fleet is not None:
                await self._begin(self._fleet)
            await self._renewer.begin()
            loops = (
                self._renewer.run(),
                self._watcher.run(),
                self._uploader.run(),
                self._status_publisher.run(),
                self._tend(),
            )
            self._helpers += [asyncio.create_task(each) for each in loops]
            try:
                await self._server.serve(sockets=[self._listening.socket])
            finally:
                for helper in self._helpers:
                    helper.cancel()
                self._current.drop("stopping")
                self._stays.end("stopping")
                self._enrolling.stop()
                if self._farewells:
                    await asyncio.wait(self._farewells, timeout=GRACE_S)
                log.info("sync_stopped")

    def _started(self) -> None:
        # So that each look for what is left goes through little. No call is taken before this: what
        # is of a person at such a moment would stay in memory for good.
        gc.freeze()
        self._notifier.ready()
        log.info("sync_started")

    def _stop(self) -> None:
        self._notifier.stopping()
        self._feed.close()
        self._server.should_exit = True

    async def _tend(self) -> None:
        """Drops silent visits and what of any visit only cycles of objects or the stack still hold,
        and tells systemd that the loops still turn."""
        period = min(SWEEP_S, (self._notifier.watchdog_s or SWEEP_S * 2) / 2)
        while True:
            self._current.sweep()
            self._stays.sweep()
            gc.collect()
            own_memory.wipe_stack()
            beats = (self._watcher.last_beat, self._uploader.back_by)
            if self._clock.monotonic() - min(beats) < STUCK_S:
                self._notifier.alive()
            await asyncio.sleep(period)

    def _identified(self, identity: Identity, tls: ssl.SSLContext) -> None:
        """Calls that are under way end as they began. Where it is another kiosk now, all that was
        told to the former one ends with this process."""
        former, self._kiosk = self._kiosk, identity.enrolled.kiosk
        if former not in (None, self._kiosk):
            self._stop()
            return
        http = http_client(self._settings, identity.enrolled.address, tls)
        self._clients.push_async_callback(http.aclose)
        self._central.speak_by(http)
        self._uploader.link_is_back()
        log.info("identified", kiosk=identity.enrolled.kiosk)
        self._keys.reload()
        if self._fleet is None and self._keys.is_pinned:
            self._fleet = self._fleet_of(self._keys)
            self._helpers.append(asyncio.create_task(self._begin(self._fleet)))

    def _called(self, failure: Cause | None) -> None:
        self._watcher.called(failure)

    async def _sync(self, request: SyncRequest) -> Exchanged:
        async def send(told: SyncRequest) -> Exchanged:
            came_to = await self._central.sync(
                self._keys.tell(told), self._settings.sync_deadline_s
            )
            if isinstance(came_to, SyncAnswer):
                self._keys.heard(came_to)
            return came_to

        return await (send(request) if self._fleet is None else self._fleet.exchange(request, send))

    async def _begin(self, fleet: FleetAgent) -> None:
        self._helpers += [asyncio.create_task(each) for each in await fleet.start()]

    def _fleet_of(self, keys: ToldKeys) -> FleetAgent:
        return fleet_agent(
            self._settings,
            keys.pinned,
            self._worker,
            self._central,
            self._clock,
            self._status_publisher.configuration,
            self._closing.ordered,
            self._feed.publish_nearest,
            self._uploader.call_soon,
        )

    def _staff_told(self) -> Sequence[StaffVerifier]:
        return () if self._fleet is None else self._fleet.configuration.staff

    def _screen_came(self, running: int, unusable: int | None) -> None:
        if self._fleet is not None:
            self._fleet.screen_came(running, unusable)

    def _screen_left(self) -> None:
        self._current.drop("stream_closed")
        self._stays.end("stream_closed")
        if self._fleet is not None:
            self._fleet.screen_left()

    def _link(self, state: LinkState, central: Capabilities | None) -> None:
        self._status_publisher.link(state, central)
        # A wrong clock is told by central itself, or by its certificate: it is worth a try.
        if state in {"online", "clock_wrong"}:
            self._uploader.link_is_back()

    def _link_state(self) -> LinkState:
        return self._status_publisher.status.state

    def _online(self) -> bool:
        return self._link_state() == "online"

    def _queue_changed(self) -> None:
        self._uploader.wake()
        self._status_publisher.queue_changed()

    def _farewell(self, token: CitizenToken) -> None:
        task = asyncio.create_task(self._central.end_session(token))
        self._farewells.add(task)
        task.add_done_callback(self._farewells.discard)
