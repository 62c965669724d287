"""Central's store with the fictitious people in it, as `migrate` and `seed` of central leave it."""

from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from central.cli.seeding import seed
from central.config.reading import intake_keys_of, load, make_missing_keys
from central.config.server_settings import ConfigurationError
from central.config.settings import Settings
from central.container import build
from central.runtime.chance import SystemChance
from central.store.migrate import upgrade
from devdock.processes import NotPrepared
from shared_runtime.clock import SystemClock


def prepare(config: Path) -> str:
    """Keys, tables and people by this configuration of central's, in this process; gives the public
    key that kiosks seal for, in PEM form. Raises NotPrepared."""
    try:
        settings = load(config, Settings)
        make_store(settings)
        return intake_keys_of(settings).public_pem
    except ConfigurationError as error:
        raise NotPrepared("; ".join(error.mistakes)) from None
    except SQLAlchemyError as error:
        raise NotPrepared(f"database_url: {type(error).__name__}") from None


def make_store(settings: Settings) -> None:
    """Missing keys, tables, people. Raises ConfigurationError, or SQLAlchemyError."""
    make_missing_keys(settings, SystemChance(), SystemClock().now())
    container = build(settings)
    try:
        upgrade(container.engine)
        seed(container)
    finally:
        container.engine.dispose()
