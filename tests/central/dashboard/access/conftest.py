from collections.abc import Iterator
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal

from tests.central.dashboard.access.commanding import SignerInside, with_signer
from tests.central.dashboard.access.configuring import PUBLISHER, Two
from tests.central.dashboard.access.console import (
    ADMINISTRATOR,
    Console,
    console_of,
    dashboard_settings,
)


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


@pytest.fixture
def signer(console: Console) -> SignerInside:
    return with_signer(console)


@pytest.fixture
def two(console: Console, signer: SignerInside) -> Two:
    lea, tom = console.add("lea", PUBLISHER), console.add("tom", ADMINISTRATOR)
    return Two(console, lea, tom, lea.signed_in(), tom.signed_in("192.0.2.8"))
