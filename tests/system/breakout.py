"""A kiosk on a whole X screen, alone or inside Weston, and somebody who wants out of it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from devdock.kiosk_host import FULL_SCREEN
from devdock.remote import Remote
from tests.soak.memory_gateway import StatusServer
from tests.system.display import begin_display
from tests.waiting import eventually

WIDTH, HEIGHT = 1080, 1920
ENDS_WITHIN_S = WITHIN_S = 20.0
X_TOOLS = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
"""Those that this machine lacks."""
WESTON = shutil.which("weston") is not None
_TIME = re.compile(r"\d\d:\d\d")
_UNWRITABLE = "/proc"
"""Where not even root makes a file: a compositor that the unit lets write nowhere."""
_WESTON_INI = """[core]
shell=kiosk-shell.so
idle-time=0

[keyboard]
vt-switching=false
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one who looks at the display sees, and who is behind it."""

    screen: str
    texts: tuple[str, ...]
    windows: tuple[str, ...]
    focused: str
    running: tuple[int, ...]


class Stand:
    """The kiosk, and hands on the display's keyboard and pointer (XTEST)."""

    def __init__(
        self, kiosk: Remote, display: str, folder: Path, processes: list[subprocess.Popen[bytes]]
    ) -> None:
        self.kiosk = kiosk
        self.folder = folder
        self._environment = {**os.environ, "DISPLAY": display}
        self._processes = processes

    def x(self, *words: str) -> str:
        """What xdotool says."""
        done = subprocess.run(
            ["xdotool", *words], capture_output=True, text=True, env=self._environment, check=True
        )
        return done.stdout.strip()

    def shown(self) -> Shown:
        return Shown(
            self.kiosk.do("screen"),
            tuple(each for each in self.kiosk.do("texts") if not _TIME.fullmatch(each)),
            tuple(self.x("search", "--name", ".*").split()),
            self.x("getwindowfocus", "-f"),
            tuple(each.pid for each in self._processes if each.poll() is None),
        )

    def children(self) -> set[str]:
        """Whatever runs because of somebody on this display, by its command."""
        ours = {str(each.pid) for each in self._processes}
        found = set()
        for file in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # ended meanwhile
                name, _, rest = file.read_text("utf-8", "replace").rpartition(") ")
                if rest.split()[1] in ours:
                    found.add(name.partition("(")[2])
        return found

    def touch(self, name: str) -> None:
        """A finger in the middle of that control, as the display's pointer."""
        x, y = self.kiosk.do("middle", name=name)
        self.x("mousemove", str(x), str(y), "click", "1")

    def answers(self) -> None:
        """A touch of the button that calls an agent opens its panel, and another closes it."""
        self.kiosk.do("skip", seconds=1)
        self.touch("Appeler un agent")
        eventually(partial(self._offers, "Fermer"))
        time.sleep(0.6)
        self.touch("Fermer")
        eventually(lambda: not self._offers("Fermer"))

    def insert(self) -> None:
        self.kiosk.do("insert", card="aicha-diallo")
        self.kiosk.expect_screen("home", WITHIN_S)

    def remove(self) -> None:
        self.kiosk.do("remove")
        self.kiosk.expect_screen("attract", WITHIN_S)

    def begin_to_type(self) -> None:
        """From home to the field of a street."""
        self.kiosk.press("Changer d’adresse")
        self.kiosk.expect_screen("fill", WITHIN_S)

    def pictures(self) -> list[str]:
        """Files in which somebody has kept what the screen showed: Weston records at Super+R, and
        takes a picture at Super+S."""
        kept = {".png", ".wcap"}
        return [each.name for each in self.folder.rglob("*") if each.suffix in kept]

    def _offers(self, name: str) -> bool:
        return any(each.startswith(name) for each in self.kiosk.do("controls"))


@contextmanager
def stand(*, weston: bool) -> Iterator[Stand]:
    """Up, with nobody at the kiosk; gone at the end."""
    with ExitStack() as stack:
        # Not pytest's folder: paths of sockets may not be long.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="out")))
        started: list[subprocess.Popen[bytes]] = []
        stack.callback(_end, started)
        display = begin_display(started, f"{WIDTH}x{HEIGHT}")
        server = StatusServer(folder / "status.sock", "offline")
        stack.callback(server.close)
        environment = {
            **os.environ,
            "DISPLAY": display,
            "XDG_RUNTIME_DIR": str(folder),
            "HOME": str(folder / "home"),
            "QT_QPA_PLATFORM": "xcb",
            "QT_QUICK_BACKEND": "software",
        }
        if weston:
            _begin_weston(started, folder, environment)
            environment |= {"QT_QPA_PLATFORM": "wayland", "WAYLAND_DISPLAY": "w"}
        _begin_kiosk(started, folder, environment)
        kiosk = Remote(folder / "ui.sock")
        eventually((folder / "ui.sock").exists, 60)
        kiosk.expect_screen("attract")
        kiosk.expect_text("Le réseau est coupé")
        yield Stand(kiosk, display, folder, started)


def _begin_weston(
    started: list[subprocess.Popen[bytes]], folder: Path, environment: dict[str, str]
) -> None:
    ini = folder / "weston.ini"
    ini.write_text(_WESTON_INI)
    command = ["weston", "--backend=x11-backend.so", "--use-pixman", "--socket=w"]
    size = [f"--width={WIDTH}", f"--height={HEIGHT}"]
    files = [f"--config={ini}", f"--log={folder / 'weston.log'}"]
    _begin(started, [*command, *size, *files], folder / "weston.out", environment, _UNWRITABLE)
    eventually((folder / "w").exists)


def _begin_kiosk(
    started: list[subprocess.Popen[bytes]], folder: Path, environment: dict[str, str]
) -> None:
    (folder / "paper").mkdir()
    config = folder / "kiosk.toml"
    config.write_text(
        f"""[kiosk]
        devices = "simulated"
        paper_folder = "{folder / "paper"}"
        gateway_socket = "{folder / "status.sock"}"
        """
    )
    host = [sys.executable, "-m", "devdock.kiosk_host", str(config), str(folder / "ui.sock")]
    here = str(Path(__file__).parents[2])
    _begin(started, [*host, FULL_SCREEN], folder / "kiosk.log", environment, here)


def _begin(
    started: list[subprocess.Popen[bytes]],
    command: Sequence[str],
    log: Path,
    environment: dict[str, str],
    folder: str,
) -> None:
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=said, env=environment, cwd=folder, start_new_session=True
        )
    started.append(process)


def _end(started: list[subprocess.Popen[bytes]]) -> None:
    for process in reversed(started):
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(ENDS_WITHIN_S)
