"""A central with kiosks that it knows, in as many workers as wanted, and nginx before them."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.serialization import Encoding

from benchmarks.tree import family_processor_s
from central.config.reading import intake_keys_of
from central.config.settings import Settings
from central.crypto.authority import SERIAL_BYTES, Authority, new_key
from central.runtime.chance import SystemChance
from devdock.caisse import make_store
from devdock.fleet.issuing import authority_for, issue
from devdock.fleet.plan import FleetPlan, IssuedKiosk
from devdock.ports import free_port
from shared_runtime.clock import SystemClock
from tests.central import cluster
from tests.central.server import Server, serving
from tests.central.world import settings_for
from tests.waiting import eventually

NGINX = Path("/usr/sbin/nginx")
_ROOT = Path(__file__).parents[1]
_ROOM = "20000"
_NGINX = """
user {user};
worker_processes 1;
worker_rlimit_nofile 20000;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log crit;
events {{ worker_connections 10000; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  upstream central {{
{workers}
    keepalive 64;
  }}
  server {{
    listen 127.0.0.1:{port} ssl backlog=4096;
    ssl_certificate {folder}/nginx.pem;
    ssl_certificate_key {folder}/nginx.pem;
    ssl_client_certificate {folder}/central-authority.pem;
    ssl_verify_client on;
    ssl_verify_depth 1;
    ssl_protocols TLSv1.3;
    client_max_body_size 3m;
    location / {{
      proxy_pass http://central;
      proxy_set_header X-Client-Verified $ssl_client_verify;
      proxy_set_header X-Client-Certificate $ssl_client_escaped_cert;
      proxy_set_header X-Real-IP $remote_addr;
      proxy_set_header Host $host;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
    }}
  }}
}}
"""
"""As docs/fleet.md has it, and with connections to the workers that are kept."""


@dataclass(frozen=True, slots=True)
class FleetStand:
    """A store, its keys, and where kiosks come."""

    folder: Path
    store: str
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    @property
    def settings(self) -> Settings:
        return settings_for(self.store, kiosk_url=self.url, **self._keys())

    @property
    def authority(self) -> Authority:
        return authority_for(self.settings)

    def prepare(self) -> None:
        make_store(self.settings)

    def kiosks(self, number: int) -> list[IssuedKiosk]:
        return issue(self.settings, self.authority, number, (), SystemClock(), SystemChance())

    def plan(self, seconds: float, interval_s: float, look_s: float, **more: Any) -> FleetPlan:
        intake_key = intake_keys_of(self.settings).current.public_key().public_bytes_raw()
        return FleetPlan(
            self.url, self.url, self.authority.pem, intake_key, seconds, interval_s, look_s, **more
        )

    def socket(self, worker: int) -> Path:
        return self.folder / f"worker-{worker}.sock"

    @contextmanager
    def worker(self, number: int = 0, **more: str) -> Iterator[Server]:
        """One process, behind a Unix socket of its own."""
        own = self.folder / f"worker-{number}"
        own.mkdir(exist_ok=True)
        (own / "central.db").touch()  # the store is made, and may lie elsewhere
        keys = {name.upper(): str(path) for name, path in self._keys().items()}
        with serving(
            own,
            DATABASE_URL=self.store,
            KIOSK_URL=self.url,
            KIOSK_SOCKET=str(self.socket(number)),
            LIMITS__CONNECTIONS=_ROOM,
            LIMITS__CONNECTIONS_PER_ADDRESS=_ROOM,
            **(keys | more),
        ) as server:
            yield server

    @contextmanager
    def workers(self, number: int) -> Iterator[list[Server]]:
        with ExitStack() as stack:
            yield [stack.enter_context(self.worker(each)) for each in range(number)]

    @contextmanager
    def nginx(self, workers: int) -> Iterator[int]:
        """Its process, by number."""
        key, pem = new_key()
        host = urlsplit(self.url).hostname or ""
        serial, now = SystemChance().bytes(SERIAL_BYTES), SystemClock().now()
        certificate = self.authority.for_server(host, key.public_key(), serial, now)
        (self.folder / "nginx.pem").write_bytes(pem + certificate.public_bytes(Encoding.PEM))
        sockets = (f"    server unix:{self.socket(each)} max_fails=0;" for each in range(workers))
        text = _NGINX.format(
            user="root" if os.geteuid() == 0 else "nobody",
            folder=self.folder,
            port=self.port,
            workers="\n".join(sockets),
        )
        file = self.folder / "nginx.conf"
        file.write_text(text)
        process = subprocess.Popen([NGINX, "-c", file])
        try:
            eventually(lambda: (self.folder / "nginx.pid").exists() or process.poll() is not None)
            assert process.poll() is None, (self.folder / "nginx.log").read_text()
            yield process.pid
        finally:
            process.terminate()
            process.wait(20)

    @contextmanager
    def bare(self) -> Iterator[tuple[Path, int]]:
        """The bare route beside central, on the same store: its socket and its process."""
        socket = self.folder / "bare.sock"
        command = [sys.executable, "-m", "benchmarks.bare_route", str(socket), self.store]
        process = subprocess.Popen(command, cwd=_ROOT)
        try:
            eventually(lambda: socket.exists() or process.poll() is not None, 60)
            assert process.poll() is None
            yield socket, process.pid
        finally:
            process.terminate()
            process.wait(20)

    def _keys(self) -> Mapping[str, Path]:
        return {
            "body_keys_folder": self.folder / "central-body-keys",
            "intake_key_file": self.folder / "central-intake.key",
            "authority_key_file": self.folder / "central-authority.key",
            "authority_certificate_file": self.folder / "central-authority.pem",
        }


@contextmanager
def sqlite_stand(folder: Path) -> Iterator[FleetStand]:
    folder.mkdir()
    stand = FleetStand(folder, f"sqlite:///{folder / 'store.db'}")
    stand.prepare()
    yield stand


@contextmanager
def postgresql_stand(folder: Path) -> Iterator[FleetStand]:
    folder.mkdir()
    with cluster.running(durable=True) as data:
        stand = FleetStand(folder, cluster.url(data, "postgres"))
        stand.prepare()
        yield stand


def store_taken_s(stand: FleetStand) -> float:
    """Of the processor, by PostgreSQL's processes; SQLite has none."""
    if stand.store.startswith("sqlite"):
        return 0.0
    data = Path(stand.store.partition("host=")[2]) / "data" / "postmaster.pid"
    return family_processor_s(int(data.read_text().splitlines()[0]))
