from collections.abc import Iterator
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal

from tests.central.dashboard.access.console import Console, console_of, dashboard_settings


@pytest.fixture
def make_console(database_url: str, tmp_path) -> Iterator[Any]:
    consoles: list[Console] = []
    with start_blocking_portal() as portal:

        def make(transport: Any = None, **changes: Any) -> Console:
            settings = dashboard_settings(database_url, tmp_path, **changes)
            consoles.append(console_of(settings, portal, transport))
            return consoles[-1]

        yield make
        for each in consoles:
            each.access.engine.dispose()
            each.access.light.dispose()


@pytest.fixture
def console(make_console) -> Console:
    made: Console = make_console()
    return made
