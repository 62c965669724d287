"""The tables of admins: as the models name them, and gone without a trace."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

from central.store.admin_models import AdminRow  # noqa: F401 - its tables
from central.store.migrate import upgrade
from central.store.models import Base
from tests.central.store.test_papers_migration import alembic, engine  # noqa: F401 - the fixture

TABLES = {
    "admins",
    "admin_credentials",
    "admin_recovery_codes",
    "admin_grants",
    "admin_sessions",
    "proposals",
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
    alembic(engine, command.downgrade, "0018")
    assert TABLES.isdisjoint(inspect(engine).get_table_names())
    upgrade(engine)
    assert set(inspect(engine).get_table_names()) >= TABLES
