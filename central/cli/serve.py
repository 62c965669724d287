"""``central serve`` and ``central serve-public``: the kiosk API and the public page, together or
as processes of their own."""

import ssl
from typing import Annotated

import typer

from central.cli.command import (
    ConfigOption,
    engine_of,
    keep_production,
    mistakes_named,
    public_settings_from,
    require_current_store,
    require_server_keys,
    settings_from,
    store_reached,
)
from central.cli.fleet_watch import watched
from central.config.public_settings import PublicSettings
from central.config.reading import authority_of, check_key_of
from central.config.server_settings import ConfigurationError, ServerSettings
from central.config.settings import Settings
from central.crypto.body_keys import BodyKeys, BodyKeysUnusable
from central.fleet.open_kiosks.keeping import may_read_public
from central.papers.checking import may_check
from central.runtime import bugs
from central.runtime import logging as logs
from central.runtime.chance import SystemChance
from central.store.database import engine_for
from shared_runtime.clock import SystemClock

HostOption = Annotated[str | None, typer.Option(help="Address to listen on.")]
PortOption = Annotated[int | None, typer.Option(help="Port; 0 takes a free one.")]
PublicOption = Annotated[
    bool,
    typer.Option(
        "--public/--no-public", help="The check page too, or beside it: `central serve-public`."
    ),
]


def serve(
    config: ConfigOption = None,
    host: HostOption = None,
    port: PortOption = None,
    public: PublicOption = True,
) -> None:
    """Serve kiosks and the check page until told to stop, and watch the fleet: all of central in
    one process. Without the check page, `central fleet watch` does that."""
    # Loaded for this command alone: the others do not wait for a server.
    from central.web.app import create_app
    from central.web.client_certificates import not_from_proxy
    from central.web.combined import CombinedApp
    from central.web.serving.kiosk_listeners import kiosk_listeners
    from central.web.serving.listening import listen, require_room

    with mistakes_named():
        settings = settings_from(config, host=host, port=port)
        require_current_store(settings)
        keep_production(settings)
        require_server_keys(settings)
        kiosk_api = create_app(settings)
        _require_body_keys(settings)
        require_certificate(settings)
        require_room(settings)
        for_kiosks = kiosk_listeners(
            kiosk_api, settings, authority_of(settings), SystemClock(), SystemChance()
        )
    logs.configure()
    bugs.install()
    if not public:
        listen(not_from_proxy(kiosk_api), settings, *for_kiosks)
        return
    with mistakes_named(), watched(kiosk_api.state.container):
        listen(not_from_proxy(CombinedApp.beside(kiosk_api)), settings, *for_kiosks)


def serve_public(
    config: ConfigOption = None, host: HostOption = None, port: PortOption = None
) -> None:
    """Serve the check page alone, with a key and a role that reach nothing else."""
    from central.web.serving.listening import listen, require_room
    from central.web.verifier.app import create_public_app
    from central.web.verifier.container import PublicContainer

    with mistakes_named():
        settings = public_settings_from(config, host=host, port=port)
        key = check_key_of(settings)
        require_current_store(settings)
        _require_role(settings)
        require_certificate(settings)
        require_room(settings)
        engine = engine_for(settings.database_url.get_secret_value())
    logs.configure()
    bugs.install()
    listen(create_public_app(PublicContainer.of(settings, SystemClock(), engine, key)), settings)


def _require_body_keys(settings: Settings) -> None:
    try:
        BodyKeys(settings.body_keys_folder, SystemChance()).require_usable()
    except BodyKeysUnusable as error:
        raise ConfigurationError(
            (f"body_keys_folder: {error}; `central migrate` makes one",)
        ) from None


def _require_role(settings: PublicSettings) -> None:
    """A new release may read more than the role was given for the one before."""
    with store_reached(), engine_of(settings) as engine:
        reads = {"papers": may_check(engine), "open kiosks": may_read_public(engine)}
    lacks = " and ".join(what for what, may in reads.items() if not may)
    if lacks:
        mistake = f"database_url: its role may not read {lacks}; run `central public-role` again"
        raise ConfigurationError((mistake,))


def require_certificate(settings: ServerSettings) -> None:
    certificate, key = settings.tls_certificate, settings.tls_key
    if certificate is None or key is None:
        return
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError):
        raise ConfigurationError(("tls_certificate, tls_key: cannot be loaded",)) from None
