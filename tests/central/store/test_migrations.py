"""All tables are as the models name them; those of a migration go without a trace and come back."""

from importlib import import_module
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, inspect

from central import store
from central.store.migrate import upgrade
from tests.central.store.migrating import alembic, differences

TABLES = {
    "0015": {
        "kiosk_tags",
        "configuration_drafts",
        "configuration_approvals",
        "configuration_versions",
        "configuration_targets",
        "configuration_waves",
        "configuration_wave_members",
    },
    "0016": {"kiosk_status", "kiosk_status_history", "kiosk_usage"},
    "0017": {"fleet_alerts", "fleet_alert_messages"},
    "0018": {
        "commands",
        "command_approvals",
        "command_signatures",
        "command_states",
        "command_results",
    },
    "0019": {"server_keys"},
    "0020": {"key_endorsements", "retired_keys", "kiosk_keys"},
    "0021": {"open_kiosks"},
    "0024": {
        "admins",
        "admin_credentials",
        "admin_recovery_codes",
        "admin_grants",
        "admin_sessions",
        "proposals",
    },
    "0026": {"trouble_ticks"},
    "0027": {"kiosk_views", "bulk_actions", "bulk_kiosks"},
    "0029": {
        "use_groups",
        "use_tags",
        "use_group_tags",
        "use_members",
        "told_use_days",
        "told_use_weeks",
        "use_days_due",
    },
    "0034": {"support_bundles"},
}
"""What each of these migrations adds."""

for path in Path(store.__path__[0]).glob("*models.py"):
    import_module(f"central.store.{path.stem}")


def test_the_migrations_make_what_the_models_name(engine: Engine) -> None:
    upgrade(engine)
    assert differences(engine) == []


@pytest.mark.parametrize("revision", TABLES)
def test_its_tables_go_and_come_back(engine: Engine, revision: str) -> None:
    upgrade(engine)
    alembic(engine, command.downgrade, f"{revision}-1")
    assert TABLES[revision].isdisjoint(inspect(engine).get_table_names())
    alembic(engine, command.upgrade, revision)
    assert set(inspect(engine).get_table_names()) >= TABLES[revision]
    upgrade(engine)
