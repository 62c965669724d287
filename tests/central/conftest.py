"""Central's fixtures: each test has a seeded store of its own, on SQLite and on PostgreSQL.

What the store keeps, counts, locks, orders or refuses is asserted on both. A test of what stands
before it runs on SQLite alone and says so, ``any_store``: what is read from a request, the words of
pages and problems, the people of the rights source, tokens that are calculated, limits in memory.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from anyio.from_thread import start_blocking_portal
from typer.testing import CliRunner

from central.cli.main import main
from central.cli.seeding import seed
from central.container import build
from central.store.migrate import upgrade
from central.store.models import Base
from central.web.app import create_app
from central.web.combined import CombinedApp
from tests.central import cluster
from tests.central.world import (
    DEVICE_TOKEN,
    INTAKE_KEYS,
    Http,
    Kiosk,
    Phone,
    TurnedClock,
    World,
    settings_for,
)

_SEEDED = ("kiosks", "accounts", "audit_head")

MakeWorld = Callable[..., World]


def _fill(database_url: str) -> None:
    container = build(settings_for(database_url), clock=TurnedClock(), intake_keys=INTAKE_KEYS)
    upgrade(container.engine)
    seed(container)
    container.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "central.db"
    _fill(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """URL of a seeded database on a cluster of its own, and a copy of what was seeded beside it."""
    if not cluster.is_installed():
        pytest.skip(cluster.WHY_NOT)
    with cluster.running() as folder:
        url = cluster.url(folder, "postgres")
        _fill(url)
        copies = (f"CREATE TABLE seeded_{table} AS TABLE {table}" for table in _SEEDED)
        with psycopg.connect(url) as connection:
            _execute(connection, "; ".join(copies))
        yield url


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is marked ``any_store`` runs on one."""
    twice = {
        item
        for item in items
        if item.get_closest_marker("any_store") and _store_of(item) == "postgresql"
    }
    if twice:
        items[:] = [item for item in items if item not in twice]
        config.hook.pytest_deselected(items=list(twice))


def _store_of(item: pytest.Item) -> object:
    """None when it has no store."""
    given = getattr(item, "callspec", None)
    return None if given is None else given.params.get("database_url")


@pytest.fixture(scope="session")
def as_seeded(postgresql: str) -> Iterator[Callable[[], None]]:
    """Empties the database and seeds it. Not by TRUNCATE, which makes each table's files anew and
    takes ten times as long; and by one connection, which knows the tables by now."""
    tables = [each.name for each in Base.metadata.sorted_tables]
    statements = (
        *(f"DELETE FROM {table}" for table in reversed(tables)),
        "SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences",
        *(f"INSERT INTO {table} TABLE seeded_{table}" for table in tables if table in _SEEDED),
    )
    with psycopg.connect(postgresql, autocommit=True) as connection:
        yield lambda: _execute(connection, "; ".join(statements))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.system)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "central.db")
        yield f"sqlite:///{tmp_path / 'central.db'}"
        return
    request.getfixturevalue("as_seeded")()
    yield request.getfixturevalue("postgresql")


@pytest.fixture
def make_world(database_url: str) -> Iterator[MakeWorld]:
    """Makes a central on the test's store, with other settings or another rights source."""
    with ExitStack() as running:

        def make(
            *,
            source: Any = None,
            chance: Any = None,
            handlers: Any = None,
            intake_keys: Any = INTAKE_KEYS,
            **changes: Any,
        ) -> World:
            settings, clock, phone = settings_for(database_url, **changes), TurnedClock(), Phone()
            app = create_app(
                settings,
                clock=clock,
                source=source,
                chance=chance,
                sms=phone,
                intake_keys=intake_keys,
                handlers=handlers,
            )
            container = app.state.container
            http = Http(running.enter_context(start_blocking_portal()), CombinedApp.beside(app))
            running.callback(container.close)
            return World(settings, container, clock, phone, http, Kiosk(http, DEVICE_TOKEN))

        yield make


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    return make_world()


@pytest.fixture
def kiosk(world: World) -> Kiosk:
    return world.kiosk


def _execute(connection: psycopg.Connection, statements: str) -> None:
    connection.execute(statements.encode())


@pytest.fixture
def central(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs the command in a folder of its own; ``settings`` go into the environment."""
    monkeypatch.chdir(tmp_path)
    former = os.umask(0o077)

    def run(*arguments: str, **settings: str):
        given = {f"BORNE_CENTRAL_{name}": value for name, value in settings.items()}
        return CliRunner().invoke(main, arguments, env=given)

    yield run
    os.umask(former)
