"""Whether a process is there for those who call."""

import socket
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError


def accepts(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return path.exists() and probe.connect_ex(str(path)) == 0


def serves(url: str) -> bool:
    with (
        suppress(URLError, ConnectionError, TimeoutError),
        urllib.request.urlopen(url, timeout=2) as answer,  # noqa: S310 - our own loopback address
    ):
        return bool(answer.status == 200)
    return False
