"""A TCP port of one's own on this machine."""

import secrets
import socket

FIRST, BEYOND = 20_000, 32_000
"""Below the ports that Linux gives to connections that go out (ip_local_port_range): one of those
would have the port meanwhile, or, knocking at a server that is away, become its own answer."""


def free_port() -> int:
    """Nobody listens there now, and nobody is given it by chance before its owner does."""
    while True:
        port = FIRST + secrets.randbelow(BEYOND - FIRST)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
