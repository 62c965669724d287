"""The socket of pcscd, asked without its library: which calls a service that refuses us absent."""

import os
import socket
from pathlib import Path

_DEFAULT = "/run/pcscd/pcscd.comm"
_WITHIN_S = 1.0
"""pcscd asks polkit before it reads a word from a client, which takes it some milliseconds."""


def path() -> Path:
    """Where the library looks for the service, too."""
    return Path(os.environ.get("PCSCLITE_CSOCK_NAME", _DEFAULT))


def hangs_up(at: Path) -> bool:
    """Whether somebody is there, and closes the line before a word is said: so pcscd treats an
    account which polkit (action access_pcsc) does not let in. Takes a second at most. False, too,
    where this process may open no more files: then nobody was asked."""
    try:
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    except OSError:
        return False
    with made as line:
        line.settimeout(_WITHIN_S)
        try:
            line.connect(str(at))
        except OSError:
            return False
        try:
            return line.recv(1) == b""
        except TimeoutError:
            return False
        except OSError:
            return True
