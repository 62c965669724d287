"""A whole caisse on one machine: central, kiosk-sync and kiosk-ui as real processes."""

import os
import secrets
import signal
import socket
import sys
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError

from devdock.clocks import ProcessClock
from devdock.network.proxy import FaultProxy
from devdock.ports import free_port
from devdock.processes import Processes, ProcessState, Running
from devdock.receipts.emulator import ReceiptEmulator
from devdock.receipts.folder import StripFolder
from shared_runtime.clock import SystemClock

CENTRAL, SYNC, KIOSK = "central", "sync", "kiosk"
NAMES = CENTRAL, SYNC, KIOSK
"""The processes, each after what it needs."""

CHEAP_HASHES = {"codes.hash_time": "1", "codes.hash_memory_kib": "8", "codes.hash_lanes": "1"}
"""Two dozen codes are hashed before the first visit; those of fictitious people are no secret, and
hashing them as dearly as real ones takes longer than everything else."""

QUEUE_WITHIN_S = 1.0
_DAY = '["08:30-12:00", "13:30-17:30"]'
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
_OPENING_HOURS = "{ " + ", ".join(f"{each} = {_DAY}" for each in _WEEKDAYS) + " }"

STRIP_S = 0.5
"""How long a receipt takes to print."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a demonstration is made of. ``kiosk`` holds settings of section ``[kiosk]`` that differ
    from the demonstration's; ``central`` those of central. ``environments`` are for single
    processes, by name."""

    folder: Path
    kiosk: Mapping[str, str] = field(default_factory=dict)
    central: Mapping[str, str] = field(default_factory=dict)
    window: str = "1080x1920"
    environment: Mapping[str, str] = field(default_factory=dict)
    environments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class DemoEnvironment:
    """Everything lies in ``setup.folder``: configuration, sockets, logs, paper. kiosk-sync reaches
    central over ``network``, and the kiosk prints strips on ``receipts``: both can be spoiled."""

    def __init__(self, setup: Setup) -> None:
        self.folder = setup.folder.resolve()
        self._window = setup.window
        self._environment = {**os.environ, **setup.environment}
        self._environments = setup.environments
        self._clocks: dict[str, ProcessClock] = {}
        self.paper = self.folder / "paper"
        self.strips = self.folder / "strips"
        self.ui_socket = self.folder / "ui.sock"
        self.dock_socket = self.folder / "dock.sock"
        self.sms_socket = self.folder / "sms.sock"
        self.logs = self.folder / "logs"
        for folder in (self.folder, self.paper, self.logs):
            folder.mkdir(parents=True, exist_ok=True)
        self._gateway = self.folder / "gateway.sock"
        self._kiosk_socket = self.folder / "kiosks.sock"
        self._caisse_key = self.folder / "caisse-key.pem"
        self._processes = Processes(self.logs, self.folder)
        self.network = FaultProxy()
        self._receipt_device = self.folder / "receipt-printer"
        self.receipts = ReceiptEmulator(
            self._receipt_device, StripFolder(self.strips), SystemClock(), STRIP_S
        )
        self.port = free_port()
        self._configure(setup)

    @property
    def central_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """All three processes, each after what it needs. Raises what ``prepare`` and ``start_one``
        raise."""
        self.prepare()
        for name in NAMES:
            self.start_one(name)

    def prepare(self) -> None:
        """Central's store with the fictitious people in it, and the key that kiosk-sync seals
        with. Raises NotPrepared."""
        # Loaded for this alone: three commands of central's would each load all of it.
        from devdock.caisse import prepare

        self._caisse_key.write_text(prepare(self.folder / "central.toml"), encoding="ascii")

    def start_one(self, name: str) -> None:
        """Returns when the process ``name`` (central, sync, kiosk) serves; at once if it does.
        Raises EndedAtOnce, or TimeoutError."""
        starts = {CENTRAL: self.start_central, SYNC: self.start_sync, KIOSK: self.start_kiosk}
        starts[name]()

    def start_central(self) -> None:
        config = str(self.folder / "central.toml")
        command = [_command("central"), "serve", "--config", config]
        self._processes.start(
            CENTRAL, command, self._environment_of(CENTRAL), self._central_answers
        )

    def start_sync(self) -> None:
        from devdock.caisse import tls_of

        tls = tls_of(self.folder / "central.toml")
        self.network.open(self.port)
        self.network.open_for_kiosks(self._kiosk_socket, tls)
        config = str(self.folder / "kiosk.toml")
        command = [_command("kiosk"), "sync", "--config", config]
        self._processes.start(
            SYNC, command, self._environment_of(SYNC), lambda: _accepts(self._gateway)
        )

    def start_kiosk(self) -> None:
        config = str(self.folder / "kiosk.toml")
        host = [sys.executable, "-m", "devdock.kiosk_host", config, str(self.ui_socket)]
        self._processes.start(
            KIOSK,
            [*host, self._window],
            self._environment_of(KIOSK),
            lambda: _accepts(self.ui_socket),
        )

    def stop(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        """Ends the process ``name`` (central, sync, kiosk), if it is there."""
        self._processes.stop(name, how)

    def state(self, name: str) -> ProcessState:
        return self._processes.state(name)

    def runs(self, name: str) -> bool:
        return isinstance(self.state(name), Running)

    def queue(self) -> Mapping[str, int] | None:
        """How many requests wait at kiosk-sync, and how many it has sent or given up; None while it
        does not say."""
        # Loaded for the first look: the demonstration begins without it.
        from kiosk.gateway.queue import QueueClient
        from wire.actions import QueueSummary

        match QueueClient(self._gateway, SystemClock(), QUEUE_WITHIN_S).summary():
            case QueueSummary() as stands:
                return {
                    "waiting": stands.ready + stands.in_flight,
                    "sent": stands.acknowledged,
                    "given_up": stands.quarantined + stands.expired,
                }
            case _:
                return None

    def requests(self) -> str:
        """What central has taken in, as its own command lists it."""
        return self._central("requests", "list").decode()

    def shift_clock(self, name: str, seconds: float) -> None:
        """Moves the wall clock of the process ``name`` (central, sync, kiosk) to ``seconds`` from
        the true time. A process that runs by the true clock is started anew for it; from then on
        it is moved while it runs. Raises NoLibrary where libfaketime is missing."""
        if name not in self._clocks:
            self.give_clock(name)
            self._clocks[name].shift(seconds)
            self.restart(name)
        self._clocks[name].shift(seconds)

    def give_clock(self, name: str) -> None:
        """The next time the process ``name`` starts, it goes by a clock of its own. Raises
        NoLibrary where libfaketime is missing."""
        self._clocks[name] = ProcessClock(self.folder / f"clock-{name}")

    def restart(self, name: str) -> None:
        """Ends the process ``name``, if it is there, and starts it."""
        self.stop(name)
        self.start_one(name)

    def close(self) -> None:
        for name in reversed(NAMES):
            self.stop(name)
        self.network.close()
        self.receipts.close()

    def _central(self, *words: str) -> bytes:
        """What the command ``central`` says. Raises subprocess.CalledProcessError."""
        config = str(self.folder / "central.toml")
        command = [_command("central"), *words, "--config", config]
        return self._processes.once(f"central-{words[0]}", command, self._environment)

    def _configure(self, setup: Setup) -> None:
        token = secrets.token_urlsafe(32)
        token_file = self.folder / "device-token"
        token_file.touch(mode=0o600)
        token_file.write_text(token, encoding="ascii")
        central = {
            "port": str(self.port),
            "public_url": _text(self.central_url),
            "database_url": _text(f"sqlite:///{self.folder / 'central.db'}"),
            "server_key_file": _text(self.folder / "central.key"),
            "body_keys_folder": _text(self.folder / "central-body-keys"),
            "intake_key_file": _text(self.folder / "central-intake.key"),
            "authority_key_file": _text(self.folder / "central-authority.key"),
            "authority_certificate_file": _text(self.folder / "central-authority.pem"),
            "signing_key_file": _text(self.folder / "central-signing.key"),
            "signing_public_file": _text(self.folder / "central-signing.pem"),
            "kiosk_url": _text(self.network.kiosk_url),
            "kiosk_socket": _text(self._kiosk_socket),
            "sms_dock_socket": _text(self.sms_socket),
            "demo_kiosk_token": _text(token),
            # The dock is quicker with cards than people are.
            "limits.openings_per_kiosk": "300",
            **setup.central,
        }
        kiosk = {
            "devices": _text("simulated"),
            "paper_folder": _text(self.paper),
            "receipt_device": _text(self._receipt_device),
            "gateway_socket": _text(self._gateway),
            "opening_hours": _OPENING_HOURS,
            **setup.kiosk,
        }
        sync = {
            "socket": _text(self._gateway),
            "central_url": _text(self.network.url),
            "device_token_file": _text(token_file),
            "caisse_key_file": _text(self._caisse_key),
            "state_folder": _text(self.folder / "sync-state"),
            "tpm": _text("none"),
            "agency_code": _text("0751"),
            "health_interval_s": "2",
        }
        _write(self.folder / "central.toml", {None: central})
        _write(self.folder / "kiosk.toml", {"kiosk": kiosk, "sync": sync})

    def _environment_of(self, name: str) -> Mapping[str, str]:
        clock = self._clocks.get(name)
        of_clock = {} if clock is None else clock.environment
        return {**self._environment, **self._environments.get(name, {}), **of_clock}

    def _central_answers(self) -> bool:
        with (
            suppress(URLError, ConnectionError, TimeoutError),
            urllib.request.urlopen(f"{self.central_url}/v1/health", timeout=2) as answer,  # noqa: S310 - our own loopback address
        ):
            return bool(answer.status == 200)
        return False


def _command(name: str) -> str:
    """The command as this environment installed it."""
    return str(Path(sys.executable).with_name(name))


def _text(value: object) -> str:
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _write(path: Path, sections: Mapping[str | None, Mapping[str, str]]) -> None:
    lines: list[str] = []
    for section, settings in sections.items():
        lines += [] if section is None else ["", f"[{section}]"]
        lines += [f"{name} = {value}" for name, value in settings.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _accepts(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return path.exists() and probe.connect_ex(str(path)) == 0
