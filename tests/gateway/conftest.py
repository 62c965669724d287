"""Shared by the tests of the gateway: a socket path, and servers that are closed again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.gateway.scripted_server import Script, ScriptedServer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gateway.sock"


@pytest.fixture
def opened(path: Path) -> Iterator[Callable[[Script], ScriptedServer]]:
    servers: list[ScriptedServer] = []

    def open_server(script: Script) -> ScriptedServer:
        servers.append(ScriptedServer(path, script))
        return servers[-1]

    yield open_server
    for server in servers:
        server.close()
