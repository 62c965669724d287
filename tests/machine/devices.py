"""What stands around a kiosk on a machine for tests: a finger, a card, a printer with its queue."""

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.machine.machine import Machine

FINGER = Path(__file__).with_name("finger.c")
_PLACE = "/run/kiosk-display/finger"
_TOUCH = """
import socket, sys, time
line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
line.connect(sys.argv[1])
for each in sys.argv[2:]:
    line.send(each.encode())
    time.sleep(0.08)
"""
QUEUE, _PORT = "borne", 8631
_PRINTER = "/var/test-printer"
_COMMAND = f"""#!/bin/sh
if [ -e {_PRINTER}/empty ]; then echo 'STATE: +media-empty-error' >&2; exit 1; fi
cat "$1" > {_PRINTER}/out/$$.part && mv {_PRINTER}/out/$$.part {_PRINTER}/out/$$.pdf
"""


def build_finger(into: Path) -> None:
    """Needs gcc and libweston-10-dev."""
    flags = subprocess.run(
        ["pkg-config", "--cflags", "libweston-10"], check=True, capture_output=True, text=True
    )
    sources = [str(into), str(FINGER)]
    words = ["gcc", "-shared", "-fPIC", "-O2", "-o", *sources, *flags.stdout.split()]
    subprocess.run(words, check=True)


def touch(machine: Machine, x: int, y: int) -> None:
    """A finger comes down there, in pixels, and goes."""
    done = machine.run("python3", "-c", _TOUCH, _PLACE, f"down {x} {y}", "up")
    assert done.ok, done.err


@dataclass
class Card:
    """A virtual card, put into the reader of the machine's own pcscd by the dock on this machine,
    which for that is on the other's network."""

    machine: Machine
    _held: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def insert(self, name: str) -> None:
        dock = str(Path(sys.executable).with_name("devdock"))
        self._held = subprocess.Popen(
            self.machine.on_its_network(dock, "card", "--vpcd", name),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def remove(self) -> None:
        if self._held is not None:
            # Not SIGINT, to which whoever was started in the background is deaf.
            self._held.terminate()
            self._held.wait(10)
            self._held = None


@dataclass(frozen=True)
class Printer:
    """ippeveprinter as a unit of the machine's, and the queue of the kiosk that leads to it."""

    machine: Machine

    def install(self) -> None:
        command = self.machine.root / _PRINTER.lstrip("/") / "command"
        for name in ("out", "memory"):
            (command.parent / name).mkdir(parents=True)
        command.write_text(_COMMAND)
        self.machine.shell(f"chmod -R 777 {_PRINTER}")
        self.start()
        uri = f"ipp://localhost:{_PORT}/ipp/print"
        self.machine.shell(f"lpadmin -p {QUEUE} -E -v {uri} -m everywhere")
        described = self.machine.root / "etc/cups/ppd" / f"{QUEUE}.ppd"
        self.machine.wait_until(described.exists, "CUPS's description of the printer")
        # CUPS describes it after lpadmin has returned: filters count from its next start.
        self.machine.shell("systemctl restart cups")

    def start(self) -> None:
        words = f"-d {_PRINTER}/memory -f application/pdf,image/pwg-raster -c {_PRINTER}/command"
        self.machine.shell(
            "systemctl reset-failed test-printer 2>/dev/null || true;"
            f"systemd-run --quiet --unit=test-printer --property=User=nobody "
            f"ippeveprinter {words} -p {_PORT} stand"
        )
        asked = f"ipptool -T 2 ipp://localhost:{_PORT}/ipp/print get-printer-attributes.test"
        self.machine.wait_until(lambda: self.machine.run(*asked.split()).ok, "the printer")

    def papers(self) -> list[Path]:
        return sorted((self.machine.root / _PRINTER.lstrip("/") / "out").glob("*.pdf"))
