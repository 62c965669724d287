"""A machine that is set up as a kiosk as an installer does it, with the caisse's central on it."""

import json
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.machine import image
from tests.machine.devices import Card, Printer, build_finger, touch
from tests.machine.machine import Machine, switched_on
from tests.machine.rehearsal import SCREEN, Press

KIOSK_UNITS = ("kiosk-display.service", "kiosk-sync.service", "kiosk-ui.service")
_FINGER = "/usr/local/lib/borne-finger.so"
_CENTRAL = """
port = 8080
public_url = "http://127.0.0.1:8080"
kiosk_url = "https://localhost:8443"
kiosk_port = 8443
next_poll_s = 5
database_url = "sqlite:////var/lib/central/central.db"
server_key_file = "/var/lib/central/server.key"
intake_key_file = "/var/lib/central/intake.key"
body_keys_folder = "/var/lib/central/body-keys"
authority_key_file = "/var/lib/central/authority.key"
authority_certificate_file = "/var/lib/central/authority.pem"
signing_key_file = "/var/lib/central/signing.key"
signing_public_file = "/var/lib/central/signing.pem"
codes.hash_time = 1
codes.hash_memory_kib = 8
codes.hash_lanes = 1
"""
_KIOSK = """
[kiosk]
production = true
[sync]
central_url = "http://127.0.0.1:8080"
caisse_key_file = "/etc/borne/caisse-key.pem"
socket_group = "kiosk"
allowed_users = ["kiosk-ui"]
"""
_DISPLAY = f"""[Service]
Environment=DISPLAY_BACKEND=headless-backend.so DISPLAY_CONFIG=/etc/borne/weston.ini
Environment="DISPLAY_OPTIONS=--width={SCREEN[0]} --height={SCREEN[1]}"
"""
_MAKE_CENTRAL = """
as_central() { runuser -u central -- central "$@" --config /etc/borne/central.toml; }
install -d -o central -g central -m 700 /var/lib/central
as_central migrate
as_central seed
as_central fleet signing-key --make
as_central fleet signing-key > /var/lib/central/signing.pem
for name in server-key intake-key; do
    from=/var/lib/central/$(echo $name | tr - .)
    systemd-creds --with-key=host encrypt --name=$name $from /etc/borne/credentials/$name
done
as_central intake-key > /etc/borne/caisse-key.pem
systemctl enable --now central.service
"""
_CODE = (
    "runuser -u central -- central fleet code borne-07 --site 0131 --config /etc/borne/central.toml"
    " 2>/dev/null | grep -E '^[0-9A-Z]{4}(-[0-9A-Z]{4})+$'"
)
_APPROVE = """
as_central() { runuser -u central -- central "$@" --config /etc/borne/central.toml; }
asked=$(as_central fleet enrolments | grep ' asked ')
set -- $asked
as_central fleet approve $1 --check $3
"""


class KioskMachine:
    """``machine`` and what stands around it."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.card, self.printer = Card(machine), Printer(machine)

    def set_up(self) -> None:
        """What an installer does on the first day, by the commands that they have for it."""
        machine, etc = self.machine, self.machine.root / "etc"
        dropped = etc / "systemd/system/kiosk-display.service.d"
        dropped.mkdir(parents=True)
        (dropped / "test.conf").write_text(_DISPLAY)
        build_finger(machine.root / _FINGER.lstrip("/"))
        ours = (machine.root / "usr/share/borne/weston/weston.ini").read_text()
        (etc / "borne/weston.ini").write_text(ours.replace("-notify.so", f"-notify.so,{_FINGER}"))
        set_up_central(machine)
        self.printer.install()
        (etc / "borne/kiosk.toml").write_text(_KIOSK)
        machine.shell("systemctl daemon-reload; systemctl restart kiosk-display kiosk-sync")
        self._enrol()
        machine.shell("systemctl start kiosk-ui")
        self.expect_ready()

    def ready(self) -> bool:
        """Whether a person could begin: all units are there, and the screen asks for a card."""
        return all(map(self.machine.active, KIOSK_UNITS)) and self.shown() == "Attract"

    def expect_ready(self, within_s: float = 90) -> float:
        return self.machine.wait_until(self.ready, "a kiosk that is ready", within_s)

    def shown(self) -> str:
        """The state of the session, as the screen's process that runs now has written it last."""
        pid = self.machine.pid("kiosk-ui.service")
        said = self.machine.run(
            "journalctl", "--no-pager", "--quiet", "--output=cat", "--lines=40", f"_PID={pid}"
        ).out
        states = [
            str(json.loads(line)["to"]) for line in said.splitlines() if '"event": "moved"' in line
        ]
        return states[-1] if states else ""

    def moves(self) -> list[dict[str, Any]]:
        said = self.machine.events("kiosk-ui.service")
        return [each for each in said if each["event"] == "moved"]

    def press(self, press: Press, moves: bool) -> None:
        """Touches what lies there; ``moves``: and waits until the visit has moved by it."""
        before = len(self.moves())
        touch(self.machine, press.x, press.y)
        if moves:
            self.machine.wait_until(
                lambda: len(self.moves()) > before, f"a move by {press.name}", 20
            )

    def put_package(self, package: Path | None = None) -> None:
        """It, or what is installed once more, as /var/tmp/borne-kiosk.deb."""
        found = package or image.package("borne-kiosk")
        shutil.copy(found, self.machine.root / "var/tmp/borne-kiosk.deb")

    def begin(self, *words: str) -> "subprocess.Popen[bytes]":
        """A command in the machine, not waited for."""
        quiet = subprocess.DEVNULL
        told = self.machine.within(*words)
        return subprocess.Popen(told, stdin=quiet, stdout=quiet, stderr=quiet)

    def expect_rest(self, rest_s: float) -> None:
        """Until nothing has been written of the visit for so long."""
        seen, since = -1, time.monotonic()

        def rests() -> bool:
            nonlocal seen, since
            said = len(self.machine.events("kiosk-ui.service"))
            if said != seen:
                seen, since = said, time.monotonic()
            return time.monotonic() - since >= rest_s

        self.machine.wait_until(rests, "a screen at rest")

    def expect_shown(self, state: str) -> float:
        return self.machine.wait_until(lambda: self.shown() == state, f"the screen {state}")

    def _enrol(self) -> None:
        code = self.machine.shell(_CODE)
        enrolling = threading.Thread(
            target=self.machine.run, args=("kiosk", "enrol"), kwargs={"given": code.encode()}
        )
        enrolling.start()
        self.machine.wait_until(lambda: self.machine.run("sh", "-c", _APPROVE).ok, "a check word")
        enrolling.join(60)
        self.machine.wait_until(self._identified, "kiosk-sync with a certificate")

    def _identified(self) -> bool:
        said = self.machine.events("kiosk-sync.service")
        return any(each["event"] == "identified" for each in said)


def set_up_central(machine: Machine) -> None:
    """What a caisse does on the first day, by the commands that it has for it."""
    (machine.root / "etc/borne/central.toml").write_text(_CENTRAL)
    machine.shell(_MAKE_CENTRAL)


@contextmanager
def kiosk_machine(layers: Sequence[Path], folder: Path) -> Iterator[KioskMachine]:
    """Switched on and set up; at the end its power is cut, and its file system forgotten."""
    with switched_on(layers, folder) as machine:
        made = KioskMachine(machine)
        try:
            made.set_up()
            yield made
        finally:
            made.card.remove()
