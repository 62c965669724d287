"""``central dashboard``: the console, as a process of its own."""

from starlette.types import ASGIApp

from central.cli.command import (
    ConfigOption,
    mistakes_named,
    require_current_store,
)
from central.cli.serve import HostOption, PortOption, require_certificate
from central.config.dashboard_settings import DashboardSettings
from central.config.reading import load
from central.runtime import bugs
from central.runtime import logging as logs
from central.runtime.chance import SystemChance
from central.store.database import engine_for, light_engine_for
from shared_runtime.clock import SystemClock


def dashboard(
    config: ConfigOption = None, host: HostOption = None, port: PortOption = None
) -> None:
    """Serve the console, with a key that opens none of what people sent."""
    from central.web.serving.listening import listen, require_room

    given = {"host": host, "port": port}
    with mistakes_named():
        said = {name: each for name, each in given.items() if each is not None}
        settings = load(config, DashboardSettings, **said)
        require_current_store(settings)
        require_certificate(settings)
        require_room(settings)
        app = dashboard_app(settings)
    logs.configure()
    bugs.install()
    listen(app, settings)


def dashboard_app(settings: DashboardSettings) -> ASGIApp:
    """Raises ConfigurationError."""
    from central.dashboard.access.container import build_access
    from central.dashboard.app import OPEN_PATHS, create_dashboard_app
    from central.dashboard.container import DashboardContainer
    from central.dashboard.reader_door import ReaderDoor
    from central.dashboard.rendering import page
    from central.dashboard.signer_door import SignerDoor
    from central.intake.delays import Delays

    store = settings.database_url.get_secret_value()
    engine, light = engine_for(store), light_engine_for(store)
    clock, chance = SystemClock(), SystemChance()
    access = build_access(settings, engine, light, clock, chance, page, also_open=OPEN_PATHS)
    container = DashboardContainer(
        light,
        clock,
        settings.zone,
        settings.caisse_name,
        settings.encrypted,
        delays=Delays(settings.request_days),
        reader=None if settings.reader_socket is None else ReaderDoor(settings.reader_socket),
        signer=None if settings.signer_socket is None else SignerDoor(settings.signer_socket),
    )
    return create_dashboard_app(container, access)
