"""kiosk-sync before a good central, and kiosk-ui on a display, as processes of their own."""

import os
import socket
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.tree import Tree
from devdock.patience import eventually
from tests.sync.fakes import CAISSE_KEY_PEM, DEVICE_TOKEN
from tests.system.sync_stand import Central

UP_WITHIN_S = 20.0
_SOCKET = "gateway.sock"
_KIOSK = (str(Path(sys.executable).with_name("kiosk")),)

UNIT = {"QV4_FORCE_INTERPRETER": "1", "QML_DISABLE_DISK_CACHE": "1"}
"""As systemd/kiosk-ui.service has it: nothing cached on disk, no compiled code."""


@dataclass(frozen=True, slots=True)
class KioskStand:
    """``sync`` runs; kiosk-ui is started as often as is wished."""

    folder: Path
    config: Path
    sync: Tree

    def start_at_rest(self, display: str) -> Tree:
        """``kiosk run``: shows the attract screen once it is at work."""
        return self._start(display, *_KIOSK, "run", "--config")

    def start_at_home(self, display: str) -> Tree:
        """The same with a card put in at once: goes on to the home screen."""
        return self._start(display, sys.executable, "-m", "benchmarks.kiosk_at_home")

    def _start(self, display: str, *command: str) -> Tree:
        environment = {**environment_on(display), **UNIT}
        return Tree((*command, str(self.config)), environment, self.folder / "ui.log")


def environment_on(display: str) -> Mapping[str, str]:
    """For a program that draws on ``display``, in software."""
    chosen = {"QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "software", "DISPLAY": display}
    return {**os.environ, **chosen}


@contextmanager
def kiosk_stand() -> Iterator[KioskStand]:
    """Central and kiosk-sync at work; everything ended and gone afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-")))
        central = Central()
        stack.callback(central.close)
        config = _configured(folder, central.url)
        command = (*_KIOSK, "sync", "--config", str(config))
        sync = Tree(command, os.environ, folder / "sync.log")
        stack.callback(sync.end)
        eventually(lambda: _accepts(folder / _SOCKET), "kiosk-sync listens", UP_WITHIN_S)
        yield KioskStand(folder, config, sync)


def _configured(folder: Path, central: str) -> Path:
    token = folder / "token"
    token.write_text(DEVICE_TOKEN)
    caisse = folder / "caisse.pem"
    caisse.write_bytes(CAISSE_KEY_PEM)
    config = folder / "kiosk.toml"
    config.write_text(
        f"""[kiosk]
        devices = "simulated"
        paper_folder = "{folder}"
        gateway_socket = "{folder / _SOCKET}"
        [sync]
        socket = "{folder / _SOCKET}"
        central_url = "{central}"
        device_token_file = "{token}"
        caisse_key_file = "{caisse}"
        state_folder = "{folder / "state"}"
        tpm = "none"
        """
    )
    return config


def _accepts(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return path.exists() and probe.connect_ex(str(path)) == 0
