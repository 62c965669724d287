"""A real ``central serve`` in a folder of its own, for tests against the process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from devdock.caisse import make_store
from devdock.ports import free_port
from tests.central.world import DEVICE_TOKEN, PEOPLE, SERVER_KEY, card, settings_for
from tests.waiting import eventually

_COMMAND = [sys.executable, "-c", "from central.cli.main import main; main()"]
_ROOT = Path(__file__).parents[2]
_HTTP = httpx.Client(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))
"""One for all calls: each that is made loads all that the system trusts, a quarter of a second."""
_CHEAP = {
    "CODES__HASH_TIME": "1",
    "CODES__HASH_MEMORY_KIB": "8",
    "CODES__HASH_LANES": "1",
    "BUDGETS__PERSONS_PER_KIOSK": "100000",
    "BUDGETS__UNKNOWN_PER_KIOSK": "100000",
    "BUDGETS__FAILURES_PER_KIOSK": "100000",
    "BUDGETS__ITEMS_PER_KIOSK": "1000000",
    "LIMITS__OPENINGS_PER_KIOSK": "100000",
    "LIMITS__CODES_PER_KIOSK": "100000",
    "LIMITS__MESSAGES_PER_KIOSK": "100000",
    "LIMITS__SYNCS_PER_KIOSK": "100000",
    "LIMITS__STRANGERS_PER_ADDRESS": "100000",
    "LIMITS__CHECKS_IN_ALL": "100000",
    "LIMITS__CHECKS_PER_ADDRESS": "100000",
    "LIMITS__CHECKS_PER_CODE": "100000",
}


def environment(**settings: str) -> dict[str, str]:
    """The environment of a central that is cheap to ask, with these settings over it."""
    given = {"SERVER_KEY": SERVER_KEY, **_CHEAP, **settings}
    kept = {name: value for name, value in os.environ.items() if "BORNE" not in name}
    return (
        kept
        | {"PYTHONPATH": str(_ROOT)}
        | {f"BORNE_CENTRAL_{name}": value for name, value in given.items()}
    )


def prepare(folder: Path) -> None:
    """What ``central migrate`` and ``central seed`` do, without two more processes."""
    store = f"sqlite:///{folder / 'central.db'}"
    keys = {
        "intake_key_file": folder / "central-intake.key",
        "authority_key_file": folder / "central-authority.key",
        "authority_certificate_file": folder / "central-authority.pem",
    }
    make_store(settings_for(store, **keys))


@dataclass
class Server:
    url: str
    folder: Path
    pid: int
    token: str | None = None

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")

    def call(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {DEVICE_TOKEN}"}
        if self.token is not None:
            headers["Borne-Citizen"] = self.token
        response = _HTTP.request(method, self.url + path, headers=headers, json=body)
        assert response.is_success, response.text
        return response.json() if response.content else None

    def open(self, slug: str) -> Any:
        answer = self.call("POST", "/v1/citizen-sessions", card(slug))
        self.token = answer["token"]
        return answer

    def log_in(self, slug: str) -> None:
        self.open(slug)
        asked = {"kind": "personal", "code": PEOPLE[slug].code}
        self.token = self.call("POST", "/v1/citizen-sessions/code", asked)["token"]


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Server]:
    """A listening central, migrated and seeded at its first start; its log in ``folder/log``."""
    if not (folder / "central.db").exists():
        prepare(folder)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*_COMMAND, "serve", "--port", str(port)],
            cwd=folder,
            env=environment(PUBLIC_URL=url, **settings),
            stdout=log,
            stderr=log,
        )
        try:
            eventually(lambda: process.poll() is not None or _answers(url), 300)
            assert process.poll() is None, (folder / "log").read_text(encoding="utf-8")
            yield Server(url, folder, process.pid)
        finally:
            process.terminate()
            process.wait(20)


def _answers(url: str) -> bool:
    try:
        return _HTTP.get(url + "/v1/health").is_success
    except httpx.TransportError:
        return False
