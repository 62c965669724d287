"""The tables of commands: as the models name them, and gone without a trace."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

from central.store.command_models import CommandRow  # noqa: F401 - its tables
from central.store.migrate import upgrade
from central.store.models import Base
from tests.central.store.test_papers_migration import alembic, engine  # noqa: F401 - the fixture

TABLES = {
    "commands",
    "command_approvals",
    "command_signatures",
    "command_states",
    "command_results",
}


def test_the_migration_makes_what_the_models_name(engine: Engine) -> None:  # noqa: F811
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = compare_metadata(context, Base.metadata)
    named = [each for each in differences if any(table in str(each) for table in TABLES)]
    assert named == []


def test_back_and_forth_again(engine: Engine) -> None:  # noqa: F811
    upgrade(engine)
    alembic(engine, command.downgrade, "0015")
    assert TABLES.isdisjoint(inspect(engine).get_table_names())
    upgrade(engine)
    assert set(inspect(engine).get_table_names()) >= TABLES
