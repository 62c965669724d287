"""A store brought to one schema or another."""

from collections.abc import Callable

from sqlalchemy import Engine

from central.store.migrate import _config


def alembic(engine: Engine, run: Callable[..., None], revision: str) -> None:
    """``run``: ``alembic.command.upgrade`` or ``downgrade``."""
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        run(config, revision)
