"""A whole caisse on one machine: central, kiosk-sync and kiosk-ui as real processes."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.error import URLError

from devdock.clocks import ProcessClock
from devdock.patience import eventually

START_WITHIN_S = 30.0
STOP_WITHIN_S = 10.0


@dataclass(frozen=True, slots=True)
class Setup:
    """What a world is made of. ``kiosk`` holds settings of section ``[kiosk]`` that differ from
    the demonstration's; ``central`` those of central."""

    folder: Path
    kiosk: Mapping[str, str] = field(default_factory=dict)
    central: Mapping[str, str] = field(default_factory=dict)
    window: str = "1080x1920"
    environment: Mapping[str, str] = field(default_factory=dict)


class World:
    """Everything lies in ``setup.folder``: configuration, sockets, logs, paper."""

    def __init__(self, setup: Setup) -> None:
        self.folder = setup.folder.resolve()
        self._window = setup.window
        self._environment = {**os.environ, **setup.environment}
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._clocks: dict[str, ProcessClock] = {}
        self.paper = self.folder / "paper"
        self.hand_socket = self.folder / "hand.sock"
        self.sms_socket = self.folder / "sms.sock"
        self.logs = self.folder / "logs"
        for folder in (self.folder, self.paper, self.logs):
            folder.mkdir(parents=True, exist_ok=True)
        self.port = _free_port()
        self._configure(setup)

    @property
    def central_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """All three processes, each after what it needs."""
        self.prepare()
        self.start_central()
        self.start_sync()
        self.start_kiosk()

    def prepare(self) -> None:
        """Central's store with the fictitious people in it."""
        config = str(self.folder / "central.toml")
        self._once("central-migrate", _command("central"), "migrate", "--config", config)
        self._once("central-seed", _command("central"), "seed", "--config", config)

    def start_central(self) -> None:
        config = str(self.folder / "central.toml")
        self._spawn("central", _command("central"), "serve", "--config", config)
        eventually(self._central_answers, START_WITHIN_S, "central answers")

    def start_sync(self) -> None:
        config = str(self.folder / "kiosk.toml")
        self._spawn("sync", _command("kiosk"), "sync", "--config", config)
        socket_path = self.folder / "gateway.sock"
        eventually(lambda: _accepts(socket_path), START_WITHIN_S, "kiosk-sync listens")

    def start_kiosk(self) -> None:
        config = str(self.folder / "kiosk.toml")
        self._spawn(
            "kiosk",
            sys.executable,
            "-m",
            "devdock.stage",
            config,
            str(self.hand_socket),
            self._window,
        )
        eventually(lambda: _accepts(self.hand_socket), START_WITHIN_S, "the kiosk's window stands")

    def stop(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        """Ends the process ``name`` (central, sync, kiosk), if it is there."""
        process = self._processes.pop(name, None)
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def shift_clock(self, name: str, seconds: float) -> None:
        """Moves the wall clock of the process ``name`` (central, sync, kiosk) to ``seconds`` from
        the true time. A process that runs by the true clock is started anew for it; from then on
        it is moved while it runs. Raises NoLibrary where libfaketime is missing."""
        if name not in self._clocks:
            self._clocks[name] = ProcessClock(self.folder / f"clock-{name}")
            self._clocks[name].shift(seconds)
            self.restart(name)
        self._clocks[name].shift(seconds)

    def restart(self, name: str) -> None:
        """Ends the process ``name``, if it is there, and starts it."""
        starts = {"central": self.start_central, "sync": self.start_sync}
        self.stop(name)
        starts.get(name, self.start_kiosk)()

    def runs(self, name: str) -> bool:
        return name in self._processes and self._processes[name].poll() is None

    def close(self) -> None:
        for name in ("kiosk", "sync", "central"):
            self.stop(name)

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
            "sms_dock_socket": _text(self.sms_socket),
            "demo_kiosk_token": _text(token),
            **setup.central,
        }
        kiosk = {
            "devices": _text("simulated"),
            "paper_folder": _text(self.paper),
            "gateway_socket": _text(self.folder / "gateway.sock"),
            **setup.kiosk,
        }
        sync = {
            "socket": _text(self.folder / "gateway.sock"),
            "central_url": _text(self.central_url),
            "device_token_file": _text(token_file),
            "health_interval_s": "2",
        }
        _write(self.folder / "central.toml", {None: central})
        _write(self.folder / "kiosk.toml", {"kiosk": kiosk, "sync": sync})

    def _once(self, name: str, *arguments: str) -> None:
        with self._log(name) as log:
            subprocess.run(  # noqa: S603 - our own commands
                arguments,
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._environment,
                cwd=self.folder,
            )

    def _spawn(self, name: str, *arguments: str) -> None:
        if self.runs(name):
            return
        with self._log(name) as log:
            self._processes[name] = subprocess.Popen(  # noqa: S603 - our own commands
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._environment_of(name),
                cwd=self.folder,
            )

    def _environment_of(self, name: str) -> Mapping[str, str]:
        clock = self._clocks.get(name)
        return self._environment if clock is None else {**self._environment, **clock.environment}

    def _log(self, name: str) -> IO[bytes]:
        return (self.logs / f"{name}.log").open("ab")

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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _accepts(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return path.exists() and probe.connect_ex(str(path)) == 0
