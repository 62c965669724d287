"""Staff at this kiosk, put together: who is let in, and what answers each row of the table."""

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.config.sync_settings import SyncSettings
from kiosk.sync.bundle.stick import Stick
from kiosk.sync.central import CentralClient
from kiosk.sync.closing import ScreenClosing
from kiosk.sync.db.schema import VERSION as SCHEMA_VERSION
from kiosk.sync.fleet.command_deeds import Run
from kiosk.sync.fleet.configuration import FleetConfiguration
from kiosk.sync.fleet.enrolling import Enrolling
from kiosk.sync.fleet.renewal import Renewer
from kiosk.sync.health.board import HealthBoard
from kiosk.sync.health.probes import versions
from kiosk.sync.network.diagnosis import NetworkDiagnosis
from kiosk.sync.network.reaching import CentralAddress
from kiosk.sync.network.seen import MachineNetwork
from kiosk.sync.routes.application import RouteGroup
from kiosk.sync.routes.staff import StaffRoutes
from kiosk.sync.routes.staff_calls import StaffCallRoutes
from kiosk.sync.staff.stay import CurrentStay
from kiosk.sync.staff_calls.about_calls import AboutCalls
from kiosk.sync.staff_calls.acts import StaffActs
from kiosk.sync.staff_calls.bundle_calls import BundleCalls
from kiosk.sync.staff_calls.enrol_calls import EnrolCalls
from kiosk.sync.staff_calls.health_calls import HealthCalls
from kiosk.sync.staff_calls.log_calls import LogCalls
from kiosk.sync.staff_calls.machine_calls import MachineCalls
from kiosk.sync.staff_calls.network_calls import NetworkCalls
from kiosk.sync.staff_calls.once import DeedsOnce
from kiosk.sync.staff_calls.print_calls import PrintCalls
from kiosk.sync.staff_calls.queue_calls import QueueCalls
from kiosk.sync.staff_calls.service_calls import ServiceCalls
from kiosk.sync.staff_calls.stay_calls import StayCalls
from kiosk.sync.store.store_worker import StoreWorker
from shared_runtime.clock import Clock
from wire.configuration import StaffVerifier
from wire.moments import within_years
from wire.status import LinkState

HARMLESS = (
    "agency_code",
    "kiosk_number",
    "queue_limit_mb",
    "keep_trying_days",
    "digests_kept_days",
    "sync_deadline_s",
    "call_deadline_s",
    "health_interval_s",
    "slow_after_s",
)
"""Settings that a support bundle holds: numbers and names of the kiosk, no path, address or
secret."""

SEND_WITHIN_S = 40.0
"""For a bundle over whatever line there is; below the time that kiosk-ui waits for a deed."""


def staff_routes(
    settings: SyncSettings,
    worker: StoreWorker,
    central: CentralClient,
    board: HealthBoard,
    stays: CurrentStay,
    closing: ScreenClosing,
    renewer: Renewer,
    enrolling: Enrolling,
    clock: Clock,
    *,
    run: Run,
    in_visit: Callable[[], bool],
    configuration: Callable[[], FleetConfiguration | None],
    link: Callable[[], LinkState],
    queue_changed: Callable[[], None],
    send_now: Callable[[], None],
) -> tuple[RouteGroup, ...]:
    """``configuration``: None of a kiosk that is told none."""

    def address() -> CentralAddress:
        identity = renewer.current
        if identity is None:
            ca_file = None if settings.ca_file is None else str(settings.ca_file)
            return CentralAddress(settings.central_url, ca_file)
        enrolled = identity.enrolled
        return CentralAddress(
            enrolled.address, authorities=identity.authorities_pem, dates_matter=False
        )

    def version() -> int | None:
        told = configuration()
        return None if told is None else told.version

    def staff() -> tuple[StaffVerifier, ...]:
        told = configuration()
        return () if told is None else told.staff

    def support_key() -> str | None:
        told = configuration()
        return None if told is None else told.support_key

    def harmless() -> Mapping[str, Any]:
        told = configuration()
        own = {name: getattr(settings, name) for name in HARMLESS}
        return {"own": own, "fleet": {"version": version(), "says": told.said if told else ()}}

    stick = Stick(run)
    network = NetworkDiagnosis(
        MachineNetwork(), address, central.health, lambda: link() == "online", clock
    )
    about = AboutCalls(
        versions(SCHEMA_VERSION),
        within_years(clock.now()),
        lambda: renewer.current,
        version,
        lambda: enrolling.pending,
        lambda: support_key() is not None,
        lambda: stick.is_there,
    )
    health, prints = HealthCalls(board), PrintCalls(worker)
    queue = QueueCalls(worker, queue_changed, send_now, link)
    service, way = ServiceCalls(worker, closing, lambda: board.today), NetworkCalls(network)
    bundle = BundleCalls(
        {
            "about": about.look,
            "health": health.look,
            "queue": queue.look,
            "prints": prints.look,
            "network": way.look,
            "day": service.day,
        },
        harmless,
        run,
        support_key,
        lambda bundle: central.send_bundle(bundle, SEND_WITHIN_S),
        stick,
        settings.kiosk_number,
        clock,
    )
    groups = (
        StayCalls(stays),
        health,
        queue,
        prints,
        service,
        way,
        MachineCalls(run),
        LogCalls(run),
        EnrolCalls(enrolling),
        about,
        bundle,
    )
    acts = StaffActs(worker, queue_changed)
    return (
        StaffRoutes(worker, staff, settings.staff_pepper, acts, stays, in_visit, clock),
        StaffCallRoutes(stays, DeedsOnce(acts, clock), groups, clock),
    )
