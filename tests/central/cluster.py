"""A throw-away PostgreSQL cluster for tests: its own folder, a Unix socket, no TCP."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.waiting import eventually

_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
_OWNER = "postgres"
WHY_NOT = "PostgreSQL is not installed (apt install postgresql)"


def is_installed() -> bool:
    return bool(_BINARIES)


@contextmanager
def running(*, durable: bool = False) -> Iterator[str]:
    """The folder of the cluster's socket; superuser ``postgres``, no password. ``durable``: what is
    committed is put to disk, as at a caisse."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    account = _account_for(folder)
    try:
        data = folder / "data"
        initdb = [str(_BINARIES[-1] / "initdb"), "-D", str(data), "-U", _OWNER]
        subprocess.run(
            [*initdb, "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"],
            check=True,
            capture_output=True,
            cwd=folder,
            user=account,
            group=account,
        )
        postgres = [str(_BINARIES[-1] / "postgres"), "-D", str(data), "-k", str(folder)]
        options = ("listen_addresses=", f"fsync={'on' if durable else 'off'}", "max_connections=60")
        server = subprocess.Popen(
            [*postgres, *(word for option in options for word in ("-c", option))],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            user=account,
            group=account,
        )
        try:
            ready = [str(_BINARIES[-1] / "pg_isready"), "-q", "-h", str(folder)]
            eventually(lambda: subprocess.run(ready, check=False).returncode == 0)
            yield str(folder)
        finally:
            server.terminate()
            server.wait(20)
    finally:
        shutil.rmtree(folder)


def url(folder: str, database: str) -> str:
    return f"postgresql://{_OWNER}@/{database}?host={folder}"


def _account_for(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: hand the folder to its own account then."""
    if os.geteuid() != 0:
        return None
    shutil.chown(folder, _OWNER, _OWNER)
    return _OWNER
