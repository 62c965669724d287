"""The Unix socket that kiosk-sync listens on: tight mode, one owner, no stale file in the way."""

import fcntl
import os
import shutil
import socket
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from shared_runtime.exhaustion import PatientListener


@dataclass(frozen=True, slots=True)
class Listening:
    """``lock`` is held as long as it is open; the kernel lets go of it when the process dies."""

    socket: socket.socket
    path: Path
    lock: IO[bytes]

    def close(self) -> None:
        """Takes the socket file away, then lets the next process in."""
        self.path.unlink(missing_ok=True)
        self.socket.close()
        self.lock.close()


@dataclass(frozen=True, slots=True)
class NotListening:
    """``reason`` is a plain sentence for whoever starts the process."""

    reason: str


def listen(path: Path, group: str | None = None) -> Listening | NotListening:
    """Binds the socket at ``path``, mode 0600, or 0660 for ``group``. A second process on the same
    path is refused; the file of one that was killed is replaced."""
    try:
        lock = path.with_name(path.name + ".lock").open("wb")
    except OSError as error:
        return NotListening(f"Cannot make the lock file beside {path}: {error.strerror}.")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return NotListening(f"Another kiosk-sync is already listening on {path}.")
    try:
        return Listening(_bind(path, group), path, lock)
    except (OSError, LookupError) as error:
        lock.close()
        return NotListening(f"Cannot listen on {path}: {error}.")


def _bind(path: Path, group: str | None) -> socket.socket:
    _clear(path)
    listening = PatientListener(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        before = os.umask(0o177)
        try:
            listening.bind(str(path))
        finally:
            os.umask(before)
        if group is not None:
            shutil.chown(path, group=group)
            path.chmod(0o660)
    except (OSError, LookupError):
        listening.close()
        raise
    return listening


def _clear(path: Path) -> None:
    """Removes the socket of a process that was killed; we hold the lock, so nobody uses it."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISSOCK(mode):
        raise FileExistsError("something that is no socket stands there")
    path.unlink()
