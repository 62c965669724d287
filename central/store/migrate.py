"""Bringing the store to the newest schema, from the migrations in the package."""

from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

_MIGRATIONS = Path(__file__).parent / "migrations"

StoreSchema = Literal["older", "current", "newer"]


def upgrade(engine: Engine) -> None:
    """Creates or upgrades all tables; does nothing when they are up to date."""
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def schema_of(engine: Engine) -> StoreSchema:
    """The store's beside that of this release; ``older`` too where there is none yet."""
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    ours = ScriptDirectory.from_config(_config())
    if found == ours.get_current_head():
        return "current"
    known = {each.revision for each in ours.walk_revisions()}
    return "older" if found is None or found in known else "newer"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
