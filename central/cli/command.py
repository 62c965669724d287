"""What every ``central`` command shares: the settings, and mistakes named instead of traced."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from central.config.public_settings import PublicSettings
from central.config.reading import keys_of, load
from central.config.server_settings import ConfigurationError, ServerSettings
from central.config.settings import Settings
from central.container import Container, build
from central.crypto.digests import ServerKeyUnknown
from central.store.database import engine_for, transaction
from central.store.migrate import StoreSchema, schema_of
from central.store.production import is_production, mark_production
from central.store.server_keys import require_known
from shared_runtime.clock import SystemClock

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="TOML file; BORNE_CENTRAL_… goes over it.")
]
Since = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what came in from that day on.")
]
AtMost = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="At most so many.")]
KioskArgument = Annotated[str, typer.Argument(metavar="KIOSK", help="Id of the kiosk.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document.")]


def settings_from(config: Path | None, **given: Any) -> Settings:
    return load(config, Settings, **_given(given))


def public_settings_from(config: Path | None, **given: Any) -> PublicSettings:
    return load(config, PublicSettings, **_given(given))


def _given(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def require_current_store(settings: ServerSettings) -> None:
    if require_no_newer_store(settings) == "older":
        raise ConfigurationError(("database_url: not up to date; run `central migrate`",))


def require_no_newer_store(settings: ServerSettings) -> StoreSchema:
    """A release before knows no way back: what a later one keeps there, it would lose."""
    with store_reached(), engine_of(settings) as engine:
        schema = schema_of(engine)
    if schema == "newer":
        raise ConfigurationError(("database_url: a later release made this store; install that",))
    return schema


def keep_production(settings: Settings) -> None:
    """A store remembers that it is a caisse's: no other configuration makes a playground of it."""
    with store_reached(), engine_of(settings) as engine:
        if settings.production:
            mark_production(engine, SystemClock().now())
        elif is_production(engine):
            raise ConfigurationError(("production: this store is a caisse's, it must be true",))


def require_server_keys(settings: Settings) -> None:
    """Without a key that made something in the store, what is there would be taken for absent."""
    ring = keys_of(settings).ring
    with store_reached(), engine_of(settings) as engine, transaction(engine) as db:
        try:
            require_known(db, tuple(key.id for key in ring.keys))
        except ServerKeyUnknown as error:
            raise ConfigurationError(
                (f"server_key_file: the store holds what key {error.key_id} made, it is missing",)
            ) from None


@contextmanager
def engine_of(settings: ServerSettings) -> Iterator[Engine]:
    """An engine on the store, whose connections are closed afterwards."""
    engine = engine_for(settings.database_url.get_secret_value())
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def container_at(config: Path | None) -> Iterator[Container]:
    """The parts of central on its store, for one command."""
    with mistakes_named():
        settings = settings_from(config)
        require_current_store(settings)
        keep_production(settings)
        require_server_keys(settings)
        container = build(settings)
        try:
            with store_reached():
                yield container
        finally:
            container.close()


def midnight(container: Container, day: datetime | None) -> datetime | None:
    """When that day begins at the caisse."""
    return None if day is None else day.replace(tzinfo=container.settings.zone)


@contextmanager
def store_reached() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise ConfigurationError((f"database_url: {type(error).__name__}",)) from None


@contextmanager
def mistakes_named() -> Iterator[None]:
    """Names every mistake of the configuration on standard error, and exits with 78."""
    try:
        yield
    except ConfigurationError as error:
        for mistake in error.mistakes:
            typer.echo(f"configuration: {mistake}", err=True)
        raise typer.Exit(os.EX_CONFIG) from None
