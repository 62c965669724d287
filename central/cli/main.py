"""The ``central`` command: its subcommands, those of few lines here and the others beside."""

import os

import typer

from central.cli.accounts import accounts
from central.cli.admins import admins
from central.cli.alarms import alarms
from central.cli.audit import audit
from central.cli.command import (
    ConfigOption,
    engine_of,
    keep_production,
    mistakes_named,
    require_current_store,
    require_no_newer_store,
    require_server_keys,
    settings_from,
    store_reached,
)
from central.cli.fleet import fleet
from central.cli.keys import keys
from central.cli.kiosks import kiosks
from central.cli.public import audit_key, check_key
from central.cli.reader import reader
from central.cli.requests import requests
from central.cli.roles import console_role, public_role, signer_role
from central.cli.seeding import seed as seed_store
from central.cli.serve import serve, serve_public
from central.cli.serve_dashboard import dashboard
from central.cli.staff import staff
from central.cli.support import support
from central.config.reading import intake_keys_of, keys_of, make_missing_keys
from central.config.server_settings import ConfigurationError
from central.container import build
from central.runtime.chance import SystemChance
from central.store.database import transaction
from central.store.migrate import upgrade
from central.store.server_keys import note_in_use
from shared_runtime import own_memory
from shared_runtime.clock import SystemClock

main = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="The caisse's server behind the kiosks.",
)
main.add_typer(kiosks, name="kiosk")
main.add_typer(fleet, name="fleet")
main.add_typer(requests, name="requests")
main.add_typer(alarms, name="alarms")
main.add_typer(accounts, name="account")
main.add_typer(audit, name="audit")
main.add_typer(keys, name="keys")
main.add_typer(admins, name="admin")
main.add_typer(staff, name="staff")
main.add_typer(support, name="support")
main.command()(serve)
main.command("serve-public")(serve_public)
main.command()(reader)
main.command()(dashboard)
main.command("check-key")(check_key)
main.command("audit-key")(audit_key)
main.command("public-role")(public_role)
main.command("console-role")(console_role)
main.command("signer-role")(signer_role)


@main.callback()
def private() -> None:
    # Key, store, socket and memory are for the account that runs central, for nobody else.
    os.umask(0o077)
    own_memory.keep()


@main.command()
def migrate(config: ConfigOption = None) -> None:
    """Create or upgrade the store, and make the keys that are missing."""
    with mistakes_named():
        settings = settings_from(config)
        require_no_newer_store(settings)
        for path in make_missing_keys(settings, SystemChance(), SystemClock().now()):
            print(f"a new key was written to {path}")
        with store_reached(), engine_of(settings) as engine:
            upgrade(engine)
        keep_production(settings)
        require_server_keys(settings)
        with store_reached(), engine_of(settings) as engine, transaction(engine) as db:
            note_in_use(db, keys_of(settings).ring, SystemClock().now())
    print("the store is up to date")


@main.command()
def seed(config: ConfigOption = None) -> None:
    """Set the accounts of the fictitious people to their first state."""
    with mistakes_named():
        settings = settings_from(config)
        if settings.production:
            raise ConfigurationError(("production: fictitious people have no place there",))
        require_current_store(settings)
        keep_production(settings)
        print(f"{seed_store(build(settings))} accounts seeded")


@main.command("intake-key")
def intake_key(config: ConfigOption = None) -> None:
    """Print the public key that kiosks seal for: their setting `caisse_key_file` wants it."""
    with mistakes_named():
        print(intake_keys_of(settings_from(config)).public_pem, end="")
