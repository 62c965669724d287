"""A whole caisse on one machine: central, kiosk-sync and kiosk-ui as real processes, and the
console beside them."""

import os
import secrets
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from devdock.answering import accepts, serves
from devdock.clocks import ProcessClock
from devdock.console_fleet import FILLED
from devdock.network.proxy import FaultProxy
from devdock.ports import free_port
from devdock.processes import Processes, ProcessState, Running, installed
from devdock.receipts.emulator import ReceiptEmulator
from devdock.receipts.folder import StripFolder
from devdock.settings_file import OPENING_HOURS, text, write
from devdock.staff_sign_in import STAFF_PEPPER
from kiosk.config.fleet_layer import FLEET_FILE
from shared_runtime.clock import SystemClock

CENTRAL, SYNC, KIOSK, CONSOLE, FLEET = "central", "sync", "kiosk", "console", "fleet"
SIGNER = "signer"
CAISSE = CENTRAL, SYNC, KIOSK
"""Each after what it needs."""
NAMES = *CAISSE, CONSOLE
"""Those that one hears of: the fictitious kiosks and the signer are two more."""

DEMO_FLEET = 200
CHEAP_HASHES = {"codes.hash_time": "1", "codes.hash_memory_kib": "8", "codes.hash_lanes": "1"}
"""Two dozen codes are hashed before the first visit; those of fictitious people are no secret, and
hashing them as dearly as real ones takes longer than everything else."""
QUEUE_WITHIN_S = 1.0

STRIP_S = 0.5
"""How long a receipt takes to print."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a demonstration is made of. ``kiosk`` holds settings of section ``[kiosk]`` that differ
    from the demonstration's; ``central`` those of central. ``environments`` are for single
    processes, by name. ``fleet``: how many fictitious kiosks the console shows beside the real
    one; 0: there is no console. ``enrolled``: the kiosk is known from the start, and with a console
    its screen begins with what the fleet says."""

    folder: Path
    kiosk: Mapping[str, str] = field(default_factory=dict)
    central: Mapping[str, str] = field(default_factory=dict)
    window: str = "1080x1920"
    environment: Mapping[str, str] = field(default_factory=dict)
    environments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fleet: int = 0
    enrolled: bool = True


class DemoEnvironment:
    """Everything lies in ``setup.folder``: configuration, sockets, logs, paper. kiosk-sync reaches
    central over ``network``, and the kiosk prints strips on ``receipts``: both can be spoiled."""

    def __init__(self, setup: Setup) -> None:
        self.folder = setup.folder.resolve()
        self._window = setup.window
        self._environment = {**os.environ, **setup.environment}
        self._environments = setup.environments
        self._fleet = setup.fleet
        self._waits_for_fleet = setup.fleet > 0 and setup.enrolled
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
        self._console_config = self.folder / "console.toml"
        self._caisse_key = self.folder / "caisse-key.pem"
        self._processes = Processes(self.logs, self.folder)
        self.network = FaultProxy()
        self._receipt_device = self.folder / "receipt-printer"
        self.receipts = ReceiptEmulator(
            self._receipt_device, StripFolder(self.strips), SystemClock(), STRIP_S
        )
        self.port = free_port()
        self.console_url = f"http://127.0.0.1:{free_port()}"
        self._configure(setup)

    @property
    def central_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """All processes, each after what it needs; the console, which needs none, meanwhile; the
        fleet afterwards. Raises what ``prepare`` and ``start_one`` raise."""
        self.prepare()
        if self._fleet:
            self._begin(CONSOLE)
        for name in CAISSE:
            self.start_one(name)
        if self._fleet:
            self.start_signer()
            self._begin(FLEET)
            self.start_console()

    def prepare(self) -> None:
        """Central's store with the fictitious people in it, the key that kiosk-sync seals with, and
        who signs in at the console. Raises NotPrepared."""
        # Loaded for this alone: three commands of central's would each load all of it.
        from devdock.caisse import prepare

        pem = prepare(self.folder / "central.toml", self._console_config if self._fleet else None)
        self._caisse_key.write_text(pem, encoding="ascii")

    def start_one(self, name: str) -> None:
        """Returns when the process of that name serves; at once if it does. Raises EndedAtOnce, or
        TimeoutError."""
        starts = self.start_central, self.start_sync, self.start_kiosk, self.start_console
        dict(zip(NAMES, starts, strict=True))[name]()

    def start_central(self) -> None:
        command = [installed("central"), "serve", "--config", str(self.folder / "central.toml")]
        health = f"{self.central_url}/v1/health"
        environment = self._environment_of(CENTRAL)
        self._processes.start(CENTRAL, command, environment, lambda: serves(health))

    def start_sync(self) -> None:
        from devdock.caisse import tls_of

        tls = tls_of(self.folder / "central.toml")
        self.network.open(self.port)
        self.network.open_for_kiosks(self._kiosk_socket, tls)
        command = [installed("kiosk"), "sync", "--config", str(self.folder / "kiosk.toml")]
        self._processes.start(SYNC, command, self._environment_of(SYNC), self._sync_is_there)

    def _sync_is_there(self) -> bool:
        """With what the fleet says: a screen that is told of it later starts anew for it."""
        told = not self._waits_for_fleet or (self.folder / FLEET_FILE).exists()
        return told and accepts(self._gateway)

    def start_kiosk(self) -> None:
        config, socket = str(self.folder / "kiosk.toml"), str(self.ui_socket)
        host = [sys.executable, "-m", "devdock.kiosk_host", config, socket]
        self._processes.start(
            KIOSK,
            [*host, self._window],
            self._environment_of(KIOSK),
            lambda: accepts(self.ui_socket),
        )

    def start_signer(self) -> None:
        """By whom kiosk-sync is told what the fleet says, its staff among it."""
        self._begin(SIGNER)

    def start_console(self) -> None:
        self._begin(CONSOLE)
        self._processes.wait_for(CONSOLE, lambda: serves(f"{self.console_url}/sign-in"))

    def start_fleet(self) -> None:
        """Returns when all that the fictitious kiosks have been through is in the store."""
        said = self.logs / f"{FLEET}.log"
        self._begin(FLEET)
        self._processes.wait_for(FLEET, lambda: FILLED in said.read_text(encoding="utf-8"))

    def _begin(self, name: str) -> None:
        """Of the console, its fleet and its signer."""
        config = str(self._console_config)
        signer = [installed("central"), "fleet", "signer", "--config"]
        commands = {
            CONSOLE: [installed("central"), "dashboard", "--config", config],
            SIGNER: [*signer, str(self.folder / "central.toml")],
            FLEET: [sys.executable, "-m", "devdock.console_fleet", config, str(self._fleet)],
        }
        self._processes.begin(name, commands[name], self._environment_of(name))

    def stop(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        """Ends the process of that name, if it is there."""
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

    def requests(self, *of: str) -> str:
        """What central has taken in, as its own command lists it; ``of``: its options."""
        return self._central("requests", "list", *of).decode()

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
        for name in (FLEET, SIGNER, *reversed(NAMES)):
            self.stop(name)
        self.network.close()
        self.receipts.close()

    def _central(self, *words: str) -> bytes:
        """What the command ``central`` says. Raises subprocess.CalledProcessError."""
        command = [installed("central"), *words, "--config", str(self.folder / "central.toml")]
        return self._processes.once(f"central-{words[0]}", command, self._environment)

    def _configure(self, setup: Setup) -> None:
        token = secrets.token_urlsafe(32)
        token_file = self.folder / "device-token"
        token_file.touch(mode=0o600)
        token_file.write_text(token, encoding="ascii")
        signer = text(self.folder / "signer.sock")
        central = {
            "port": str(self.port),
            "public_url": text(self.central_url),
            "database_url": text(f"sqlite:///{self.folder / 'central.db'}"),
            "server_key_file": text(self.folder / "central.key"),
            "body_keys_folder": text(self.folder / "central-body-keys"),
            "intake_key_file": text(self.folder / "central-intake.key"),
            "authority_key_file": text(self.folder / "central-authority.key"),
            "authority_certificate_file": text(self.folder / "central-authority.pem"),
            "signing_key_file": text(self.folder / "central-signing.key"),
            "signing_public_file": text(self.folder / "central-signing.pem"),
            "kiosk_url": text(self.network.kiosk_url),
            "kiosk_socket": text(self._kiosk_socket),
            "sms_dock_socket": text(self.sms_socket),
            "demo_kiosk_token": text(token),
            # The dock is quicker with cards than people are.
            "limits.openings_per_kiosk": "300",
            # The console shows within seconds what the kiosk says.
            **({"next_poll_s": "2", "signer_socket": signer} if setup.fleet else {}),
            **setup.central,
        }
        kiosk = {
            "devices": text("simulated"),
            "paper_folder": text(self.paper),
            "receipt_device": text(self._receipt_device),
            "gateway_socket": text(self._gateway),
            "opening_hours": OPENING_HOURS,
            **setup.kiosk,
        }
        sync = {
            "socket": text(self._gateway),
            "central_url": text(self.network.url),
            "device_token_file": text(token_file),
            "caisse_key_file": text(self._caisse_key),
            "state_folder": text(self.folder / "sync-state"),
            "tpm": text("none"),
            "agency_code": text("0751"),
            "health_interval_s": "2",
            **({"staff_pepper_file": text(self.folder / STAFF_PEPPER)} if setup.fleet else {}),
        }
        console = {
            "port": self.console_url.rpartition(":")[2],
            "public_url": text(self.console_url),
            "database_url": central["database_url"],
            "admin_key_file": text(self.folder / "console-admin.key"),
            "audit_key_file": text(self.folder / "console-audit.key"),
            "staff_secret_file": text(self.folder / "console-staff.key"),
            "signer_socket": signer,
            "hash_time": "1",
            "hash_memory_kib": "32",
        }
        write(self.folder / "central.toml", {None: central})
        write(self._console_config, {None: console})
        write(self.folder / "kiosk.toml", {"kiosk": kiosk, "sync": sync})

    def _environment_of(self, name: str) -> Mapping[str, str]:
        clock = self._clocks.get(name)
        of_clock = {} if clock is None else clock.environment
        return {**self._environment, **self._environments.get(name, {}), **of_clock}
