"""uvicorn on the Unix socket: limits on everything, its peers checked, no log of its own."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from kiosk.sync.peers import for_peers

GRACE_S = 2
"""What a stopping process gives answers under way and farewells to central."""
PEER_IDLE_S = 5
"""kiosk-ui makes a connection for each call: one that stays open without asking serves nobody."""
CONNECTIONS = 32
"""kiosk-ui needs a handful; a runaway loop in it must not take the process down."""


def gateway_config(app: ASGIApp, allowed_uids: frozenset[int]) -> uvicorn.Config:
    """How uvicorn serves the Unix socket: limits on everything, and no log of its own."""
    return uvicorn.Config(
        app,
        http=for_peers(allowed_uids),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=PEER_IDLE_S,
        timeout_graceful_shutdown=GRACE_S,
    )


class GatewayServer(uvicorn.Server):
    """uvicorn that leaves signals to the process, and says when it has begun to listen."""

    def __init__(self, config: uvicorn.Config, on_listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_listening = on_listening

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_listening()
