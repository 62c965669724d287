"""Central's store with the fictitious people in it, as `migrate` and `seed` of central leave it."""

import ssl
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from central.cli.seeding import DEMO_KIOSK, seed
from central.cli.signing import signer_at
from central.config.dashboard_settings import DashboardSettings
from central.config.reading import (
    authority_of,
    intake_keys_of,
    keys_of,
    load,
    make_missing_keys,
)
from central.config.server_settings import ConfigurationError
from central.config.settings import Settings
from central.container import build
from central.crypto.signing_key import make_signing_key, public_pem, read_signing_key
from central.fleet.configuration.giving import give_signed
from central.runtime.chance import SystemChance
from central.store.migrate import upgrade
from central.web.serving.kiosk_listeners import tls_for_kiosks
from devdock.console_admin import settle_admins
from devdock.demo_staff import settle_staff
from devdock.neighbour import DEMO_SITE, name_both, settle_neighbour
from devdock.processes import NotPrepared
from devdock.staff_sign_in import STAFF_PEPPER
from shared_runtime.clock import SystemClock


def prepare(config: Path, console: Path | None = None) -> str:
    """Keys, tables and people by this configuration of central's, in this process; gives the public
    key that kiosks seal for, in PEM form. ``console``: the console's, where there is to be one;
    then the pepper of its agency's staff lies beside it. Raises NotPrepared."""
    try:
        settings = load(config, Settings)
        make_store(settings)
        _settle(settings, named=console is not None)
        _make_signer(settings)
        if console is not None:
            of_console = load(console, DashboardSettings)
            settle_admins(of_console, keys_of(settings).audit_key)
            settle_staff(of_console, DEMO_SITE, console.with_name(STAFF_PEPPER))
            _sign_for_kiosk(settings)
        return intake_keys_of(settings).public_pem
    except ConfigurationError as error:
        raise NotPrepared("; ".join(error.mistakes)) from None
    except SQLAlchemyError as error:
        raise NotPrepared(f"database_url: {type(error).__name__}") from None


def tls_of(config: Path) -> ssl.SSLContext:
    """A server's side of TLS that kiosks of this central believe, and that asks for their
    certificates. Raises NotPrepared."""
    try:
        settings = load(config, Settings)
        authority = authority_of(settings)
    except ConfigurationError as error:
        raise NotPrepared("; ".join(error.mistakes)) from None
    if authority is None or settings.kiosk_url is None:
        raise NotPrepared("kiosk_url, authority_key_file: both are needed")
    return tls_for_kiosks(authority, settings.kiosk_url, SystemClock(), SystemChance())


def _make_signer(settings: Settings) -> None:
    """Raises ConfigurationError."""
    if settings.signing_key_file.exists():
        return
    try:
        make_signing_key(settings.signing_key_file)
        pem = public_pem(read_signing_key(settings.signing_key_file).public_key())
        settings.signing_public_file.write_text(pem, encoding="ascii")
    except (OSError, ValueError):
        raise ConfigurationError(("signing_key_file: cannot be made",)) from None


def _sign_for_kiosk(settings: Settings) -> None:
    """What was approved for it, with the key at hand: so it is told at its first call. Raises
    ConfigurationError."""
    at = build(settings)
    try:
        signer = signer_at(settings, at.engine, at.clock, at.audit)
        give_signed(at.engine, at.clock, signer.sign_for((DEMO_KIOSK,)))
    finally:
        at.close()


def _settle(settings: Settings, *, named: bool) -> None:
    container = build(settings)
    try:
        settle_neighbour(container)
        if named:
            name_both(container.engine)
    finally:
        container.close()


def make_store(settings: Settings) -> None:
    """Missing keys, tables, people. Raises ConfigurationError, or SQLAlchemyError."""
    make_missing_keys(settings, SystemChance(), SystemClock().now())
    container = build(settings)
    try:
        upgrade(container.engine)
        seed(container)
    finally:
        container.close()
