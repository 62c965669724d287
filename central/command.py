"""What every ``central`` command shares: the settings, and mistakes named instead of traced."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.exc import SQLAlchemyError

from central.configuration import load
from central.settings import ConfigurationError, Settings
from central.store.database import engine_for
from central.store.migrate import is_current

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="TOML file; BORNE_CENTRAL_… goes over it.")
]


def settings_from(config: Path | None, **given: Any) -> Settings:
    return load(config, **{name: value for name, value in given.items() if value is not None})


def require_current_store(settings: Settings) -> None:
    with store_reached():
        if not is_current(engine_for(settings.database_url.get_secret_value())):
            raise ConfigurationError(("database_url: not up to date; run `central migrate`",))


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
