"""The ``central`` command: serve, migrate, seed, intake-key; kiosks and what staff read beside."""

import os
import ssl
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from central import logging as logs
from central.app import create_app
from central.chance import SystemChance
from central.command import (
    ConfigOption,
    engine_of,
    mistakes_named,
    require_current_store,
    settings_from,
    store_reached,
)
from central.commands.accounts import accounts
from central.commands.alarms import alarms
from central.commands.audit import audit
from central.commands.kiosks import kiosks
from central.configuration import intake_keys_of, make_missing_keys
from central.intake.commands import requests
from central.parts import build
from central.seeding import seed as seed_store
from central.settings import ConfigurationError
from central.store.migrate import upgrade

main = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="The caisse's server behind the kiosks.",
)
main.add_typer(kiosks, name="kiosk")
main.add_typer(requests, name="requests")
main.add_typer(alarms, name="alarms")
main.add_typer(accounts, name="account")
main.add_typer(audit, name="audit")


@main.callback()
def private_files() -> None:
    # Key, store and socket are for the account that runs central, for nobody else.
    os.umask(0o077)


@main.command()
def serve(
    config: ConfigOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one.")] = None,
) -> None:
    """Serve kiosks and the check page until told to stop."""
    with mistakes_named():
        settings = settings_from(config, host=host, port=port)
        require_current_store(settings)
        app = create_app(settings)
        certificate, key = settings.tls_certificate, settings.tls_key
        if certificate is not None and key is not None:
            _require_certificate(certificate, key)
    logs.configure()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        access_log=False,
        server_header=False,
        log_config=None,
        timeout_keep_alive=30,
        limit_concurrency=500,
    )


@main.command()
def migrate(config: ConfigOption = None) -> None:
    """Create or upgrade the store, and make the keys that are missing."""
    with mistakes_named():
        settings = settings_from(config)
        for path in make_missing_keys(settings, SystemChance()):
            print(f"a new key was written to {path}")
        with store_reached(), engine_of(settings) as engine:
            upgrade(engine)
    print("the store is up to date")


@main.command()
def seed(config: ConfigOption = None) -> None:
    """Set the accounts of the fictitious people to their first state."""
    with mistakes_named():
        settings = settings_from(config)
        if settings.production:
            raise ConfigurationError(("production: fictitious people have no place there",))
        require_current_store(settings)
        print(f"{seed_store(build(settings))} accounts seeded")


@main.command("intake-key")
def intake_key(config: ConfigOption = None) -> None:
    """Print the public key that kiosks seal for: their setting `caisse_key_file` wants it."""
    with mistakes_named():
        print(intake_keys_of(settings_from(config)).public_pem, end="")


def _require_certificate(certificate: Path, key: Path) -> None:
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError):
        raise ConfigurationError(("tls_certificate, tls_key: cannot be loaded",)) from None
