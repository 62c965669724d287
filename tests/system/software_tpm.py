"""TPMs in software: the real swtpm, and before each a manager of its own, as the kernel has one for
a real TPM. Without a manager systemd 252 runs out of sessions at its third command."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from kiosk.sync.fleet.tpm import Ran, Tpm, TpmError
from tests.waiting import eventually

DEVICE = "tabrmd:bus_type=session"
MISSING = next(
    (
        f"{path} is not there: apt-get install {package}"
        for path, package in (
            ("/usr/bin/systemd-creds", "systemd"),
            ("/usr/bin/swtpm", "swtpm"),
            ("/usr/sbin/tpm2-abrmd", "tpm2-abrmd"),
            ("/usr/lib/x86_64-linux-gnu/libtss2-tcti-tabrmd.so.0", "libtss2-tcti-tabrmd0"),
            ("/usr/bin/dbus-daemon", "dbus"),
        )
        if not Path(path).exists()
    ),
    None,
)


@dataclass(frozen=True)
class SoftwareTpm:
    """``environment``: what a process of the machine with this TPM is started with."""

    environment: Mapping[str, str]

    @property
    def tpm(self) -> Tpm:
        return Tpm(DEVICE, self._run)

    def _run(self, command: tuple[str, ...], given: bytes) -> Ran:
        environment = {**os.environ, **self.environment}
        done = subprocess.run(
            command, input=given, capture_output=True, env=environment, timeout=60
        )
        return Ran(done.returncode, done.stdout, done.stderr.decode())


@contextmanager
def software_tpm(folder: Path) -> Iterator[SoftwareTpm]:
    """Made new in ``folder``; no other opens what it seals."""
    folder.mkdir()
    chip, bus = folder / "tpm", folder / "bus"
    (folder / "state").mkdir()
    made = SoftwareTpm({"DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}"})
    with ExitStack() as running, (folder / "log").open("wb") as log:
        start = partial(_started, running, {**os.environ, **made.environment}, log)
        start(
            *("swtpm", "socket", "--tpm2", "--tpmstate", f"dir={folder / 'state'}"),
            *("--server", f"type=unixio,path={chip}", "--ctrl", f"type=unixio,path={chip}.ctrl"),
            *("--flags", "not-need-init,startup-clear"),
        )
        start("dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address=unix:path={bus}")
        eventually(lambda: chip.exists() and bus.exists())
        start("/usr/sbin/tpm2-abrmd", "--session", "--allow-root", f"--tcti=swtpm:path={chip}")
        eventually(lambda: _answers(made.tpm))
        yield made


def _started(
    running: ExitStack, environment: Mapping[str, str], log: IO[bytes], *command: str
) -> None:
    process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    running.callback(process.wait, 20)
    running.callback(process.terminate)


def _answers(tpm: Tpm) -> bool:
    try:
        tpm.seal(b"anything")
    except TpmError:
        return False
    return True
