"""The kiosk-sync process: its parts put together, started, kept alive and stopped."""

import asyncio
import gc
import os
import signal
import ssl
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from secrets import SystemRandom
from typing import Any, TypeVar

import httpx
import structlog

from kiosk.config.section import EXIT_CONFIGURATION, Mistakes
from kiosk.config.sync_settings import SyncSettings, load
from kiosk.domain.outcomes import Cause
from kiosk.runtime import crash
from kiosk.runtime.logging import configure
from kiosk.runtime.options import config_option
from kiosk.runtime.systemd import Notifier
from kiosk.sync.answers import CitizenToken
from kiosk.sync.central import CentralClient
from kiosk.sync.commands.journal import CommandJournal
from kiosk.sync.current_visit import CurrentVisit
from kiosk.sync.db.schema import VERSION as SCHEMA_VERSION
from kiosk.sync.events import EventFeed
from kiosk.sync.fleet.agent import FleetAgent
from kiosk.sync.fleet.command_deeds import CommandDeeds, run_program
from kiosk.sync.fleet.commands import FleetCommands
from kiosk.sync.fleet.configuration import FleetConfiguration
from kiosk.sync.fleet.enrolment import EnrolmentClient
from kiosk.sync.fleet.identity import FOLDER, Identity
from kiosk.sync.fleet.pinned import Pinned, pinned_in
from kiosk.sync.fleet.renewal import Renewer
from kiosk.sync.fleet.state_files import StateFiles
from kiosk.sync.fleet.tpm import tpm_named
from kiosk.sync.health.board import HealthBoard
from kiosk.sync.health.probes import versions
from kiosk.sync.health.reporter import Reporter
from kiosk.sync.link import LinkJudge
from kiosk.sync.listener import Listening, NotListening, listen
from kiosk.sync.outbox.limits import OutboxLimits
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.routes.actions import ActionRoutes
from kiosk.sync.routes.application import application
from kiosk.sync.routes.begun import BegunRoutes
from kiosk.sync.routes.citizen import CitizenRoutes
from kiosk.sync.routes.commands import CommandRoutes
from kiosk.sync.routes.health import HealthRoutes
from kiosk.sync.routes.prints import PrintRoutes
from kiosk.sync.routes.queue import QueueRoutes
from kiosk.sync.routes.status import StatusRoutes
from kiosk.sync.server import GRACE_S, GatewayServer, gateway_config
from kiosk.sync.status import StatusPublisher
from kiosk.sync.store.store_worker import StoreNotOpened, StoreWorker
from kiosk.sync.upload.engine import Uploader
from kiosk.sync.upload.policy import Exchanged
from kiosk.sync.watcher import LinkWatcher
from shared_runtime import own_memory
from shared_runtime.clock import BootClock, SystemClock
from wire.capabilities import Capabilities
from wire.status import LinkState
from wire.sync import SyncRequest

T = TypeVar("T")

EXIT_UNAVAILABLE = 69  # EX_UNAVAILABLE: the queue or the socket cannot be had
SWEEP_S = 5.0
"""How late a silent visit may be dropped."""
STUCK_S = 120.0
"""The loops come round in under a minute, pauses apart; after two they hang, and systemd restarts
us."""
IDLE_CONNECTION_S = 60.0
"""Above the time between two looks at central, so that none costs a TLS handshake, and below the 75
seconds after which central and nginx close: no call meets a dead connection."""

log = structlog.get_logger(__name__)


def main(arguments: Sequence[str] = ()) -> int:
    """Runs kiosk-sync until SIGTERM or SIGINT. Returns the exit code: 0 stopped as asked, 69 the
    queue or the socket cannot be had, 78 the configuration has mistakes (all named on standard
    error)."""
    configure("kiosk-sync")
    record = crash.to_stderr("kiosk-sync")
    crash.install(crash.end_on(record), record)
    settings = load(config_option("sync", arguments), os.environ)
    if isinstance(settings, Mistakes):
        return _refuse(EXIT_CONFIGURATION, settings.sentences)
    clock = SystemClock()
    worker = open_store_worker(settings, clock)
    if isinstance(worker, StoreNotOpened):
        return _refuse(EXIT_UNAVAILABLE, (worker.reason,))
    try:
        listening = listen(settings.socket, settings.socket_group)
        if isinstance(listening, NotListening):
            return _refuse(EXIT_UNAVAILABLE, (listening.reason,))
        try:
            process = Process(settings, worker, listening, clock, SystemRandom().random)
            asyncio.run(process.run())
        finally:
            listening.close()
    finally:
        worker.close()
    return 0


def open_store_worker(settings: SyncSettings, clock: BootClock) -> StoreWorker | StoreNotOpened:
    """The queue and the print journal, checked and ready, as the agency's settings want them."""
    limits = OutboxLimits(
        agency=settings.agency_code,
        # As staff write it on the screen; a reference holds capitals and digits alone.
        kiosk=settings.kiosk_number.upper().replace("-", ""),
        limit_bytes=settings.queue_limit_mb * 1_000_000,
        keep_trying=timedelta(days=settings.keep_trying_days),
        kept=timedelta(days=settings.digests_kept_days),
    )
    return StoreWorker.open(settings.state_folder, limits, Sealer(settings.caisse_key()), clock)


def _refuse(code: int, sentences: tuple[str, ...]) -> int:
    sys.stderr.write("kiosk-sync cannot start:\n")
    sys.stderr.writelines(f"  - {sentence}\n" for sentence in sentences)
    return code


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
        self._settings, self._worker = settings, worker
        self._clients = AsyncExitStack()
        self._http = central_http(settings)
        token = settings.device_token()
        self._central = CentralClient(self._http, token, settings.call_deadline_s, self._called)
        enrolment = EnrolmentClient(self._http, settings.sync_deadline_s)
        self._renewer = Renewer(
            settings.state_folder,
            tpm_named(settings.tpm),
            token is not None,
            lambda signing_request: enrolment.certify(signing_request, token),
            self._identified,
            clock,
            chance,
        )
        self._sync_deadline_s = settings.sync_deadline_s
        self._farewells: set[asyncio.Task[bool]] = set()
        self._current = CurrentVisit(self._central, clock, self._farewell)
        self._feed = EventFeed(on_lost=self._screen_left)
        self._status_publisher = StatusPublisher(worker, self._feed.publish)
        self._kiosk: str | None = None
        self._helpers: list[asyncio.Task[Any]] = []
        pinned = pinned_in(settings.state_folder / FOLDER)
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
        self._fleet = None if pinned is None else self._fleet_of(pinned)
        self._watcher = LinkWatcher(
            self._central.health,
            LinkJudge(clock, settings.slow_after_s),
            self._link,
            interval_s=settings.health_interval_s,
            clock=clock,
            chance=chance,
        )
        self._notifier = Notifier()
        groups = (
            CitizenRoutes(self._current, clock),
            ActionRoutes(worker, self._current, self._online, self._queue_changed, clock),
            QueueRoutes(worker, self._queue_changed),
            PrintRoutes(worker),
            BegunRoutes(worker),
            HealthRoutes(board),
            CommandRoutes(lambda: None if self._fleet is None else self._fleet.commands),
            StatusRoutes(self._feed, self._status_publisher.look, self._screen_came),
        )
        config = gateway_config(application(groups), settings.allowed_users)
        self._server = GatewayServer(config, self._started)

    async def run(self) -> None:
        """Serves until a signal asks for the end, then drops the visit and says goodbye."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(record_bug)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop)
        async with self._clients:
            await self._clients.enter_async_context(self._http)
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
        http = _http(self._settings, identity.enrolled.address, tls)
        self._clients.push_async_callback(http.aclose)
        self._central.speak_by(http)
        self._uploader.link_is_back()
        log.info("identified", kiosk=identity.enrolled.kiosk)
        pinned = pinned_in(identity.folder)
        if self._fleet is None and pinned is not None:
            self._fleet = self._fleet_of(pinned)
            self._helpers.append(asyncio.create_task(self._begin(self._fleet)))

    def _called(self, failure: Cause | None) -> None:
        self._watcher.called(failure)

    async def _sync(self, request: SyncRequest) -> Exchanged:
        def send(told: SyncRequest) -> Awaitable[Exchanged]:
            return self._central.sync(told, self._sync_deadline_s)

        return await (send(request) if self._fleet is None else self._fleet.exchange(request, send))

    async def _begin(self, fleet: FleetAgent) -> None:
        self._helpers += [asyncio.create_task(each) for each in await fleet.start()]

    def _fleet_of(self, pinned: Pinned) -> FleetAgent:
        def ask(call: Callable[[CommandJournal], T]) -> Awaitable[T]:
            return self._worker.ask(lambda store: call(store.commands))

        configuration = FleetConfiguration(
            StateFiles(self._settings.state_folder / "configuration", pinned),
            pinned,
            self._settings.socket.parent,
            self._status_publisher.configuration,
            self._clock,
        )
        deeds = CommandDeeds(
            run_program,
            configuration.refresh,
            lambda result: self._central.bring(result, self._sync_deadline_s),
        )
        commands = FleetCommands(
            ask,
            pinned,
            deeds,
            self._feed.publish_orders,
            self._uploader.call_soon,
            lambda: configuration.floor,
            self._clock,
        )
        return FleetAgent(configuration, commands)

    def _screen_came(self, running: int, unusable: int | None) -> None:
        if self._fleet is not None:
            self._fleet.screen_came(running, unusable)

    def _screen_left(self) -> None:
        self._current.drop("stream_closed")
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


def record_bug(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What asyncio would print with its text, which may quote a token or a person."""
    log.error("bug_in_the_loop", error=type(context.get("exception")).__name__)


def central_http(settings: SyncSettings) -> httpx.AsyncClient:
    """The HTTP client for central's address for everybody."""
    tls = ssl.create_default_context(cafile=settings.ca_file)
    return _http(settings, settings.central_url, tls)


def _http(settings: SyncSettings, address: str, tls: ssl.SSLContext) -> httpx.AsyncClient:
    """Certificates checked, no redirects, no proxy from outside."""
    return httpx.AsyncClient(
        base_url=address,
        verify=tls,
        timeout=settings.call_deadline_s,
        follow_redirects=False,
        trust_env=False,
        limits=httpx.Limits(max_connections=8, keepalive_expiry=IDLE_CONNECTION_S),
    )
