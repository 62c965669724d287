"""A store brought to one schema or another."""

from collections.abc import Callable
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine

from central.store.migrate import _config
from central.store.models import Base

_ON_SQLITE_ALONE = {"ix_kiosk_status_listed"}
"""Alembic does not know of ``ddl_if``."""


def alembic(engine: Engine, run: Callable[..., None], revision: str) -> None:
    """``run``: ``alembic.command.upgrade`` or ``downgrade``."""
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        run(config, revision)


def differences(engine: Engine) -> list[Any]:
    """Between the tables that are there and those that the models name."""
    with engine.connect() as connection:
        found: list[Any] = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    if engine.dialect.name == "sqlite":
        return found
    return [each for each in found if getattr(each[1], "name", None) not in _ON_SQLITE_ALONE]
