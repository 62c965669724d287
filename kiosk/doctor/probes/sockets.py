"""Whether a service is kept from this account, which its library would call absent."""

import os
from pathlib import Path


def kept_out(socket: Path) -> bool:
    try:
        socket.stat()
    except PermissionError:
        return True
    except OSError:
        return False
    return not os.access(socket, os.R_OK | os.W_OK)
