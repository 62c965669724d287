"""kiosk-ui as a process: it starts alone, names the mistakes of its configuration, and stops."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.system.caisse import SCREEN
from tests.waiting import eventually

pytestmark = pytest.mark.system

WITHIN_S = 60


def _run(config: Path, log: Path, **environment: str) -> subprocess.Popen[bytes]:
    with log.open("wb") as stream:
        return subprocess.Popen(
            [str(Path(sys.executable).with_name("kiosk")), "run", "--config", str(config)],
            stderr=stream,
            stdout=stream,
            env={**os.environ, **SCREEN, **environment},
        )


def test_every_mistake_of_the_configuration_is_named_and_the_exit_code_is_78(tmp_path):
    config, log = tmp_path / "kiosk.toml", tmp_path / "log"
    config.write_text(
        '[kiosk]\nproduction = true\ndevices = "simulated"\ntimezone = "Mars"\nx = 1\n'
    )
    process = _run(config, log)
    assert process.wait(WITHIN_S) == 78
    said = log.read_text()
    for word in ("devices must be real", "timezone", "x is not a setting"):
        assert word in said
    assert "Traceback" not in said


def test_a_configuration_that_is_not_there_is_said_plainly(tmp_path):
    log = tmp_path / "log"
    assert _run(tmp_path / "absent.toml", log).wait(WITHIN_S) == 78
    assert "cannot be read" in log.read_text()


def _alone(folder: Path) -> Path:
    """The configuration of a kiosk without a gateway, on simulated devices."""
    config = folder / "kiosk.toml"
    config.write_text(
        f"""[kiosk]
        devices = "simulated"
        paper_folder = "{folder}"
        gateway_socket = "{folder}/nobody.sock"
        """
    )
    return config


def test_systemd_is_told_of_start_and_life(tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        path = tmp_path / "notify.sock"
        systemd.bind(str(path))
        systemd.settimeout(WITHIN_S)
        told = {"NOTIFY_SOCKET": str(path), "WATCHDOG_USEC": "600000"}
        process = _run(_alone(tmp_path), tmp_path / "log", **told)
        try:
            assert [systemd.recv(64) for _ in range(3)] == [b"READY=1"] + [b"WATCHDOG=1"] * 2
        finally:
            process.terminate()
            process.wait(WITHIN_S)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGUSR1])
def test_asked_to_stop_it_stops(tmp_path, number):
    """With no gateway and no card the kiosk stands all the same. SIGUSR1 asks it to end when nobody
    is there, as nobody is."""
    log = tmp_path / "log"
    process = _run(_alone(tmp_path), log)
    eventually(lambda: '"to": "Attract"' in log.read_text(), WITHIN_S)
    assert listening(process.pid) == set(), "whoever wants something of it finds no way in"
    process.send_signal(number)
    assert process.wait(10) == 0
    assert '"bug"' not in log.read_text()


def listening(pid: int) -> set[str]:
    """The sockets at which others may call the process, by the kernel's own table."""
    own = set()
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):  # closed meanwhile
            own.add(str(file.readlink()))
    found = set()
    for table, inode, state, listens in (
        ("unix", 6, 3, "00010000"),
        *((name, 9, 3, "0A") for name in ("tcp", "tcp6")),
    ):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            words = line.split()
            if words[state] == listens and f"socket:[{words[inode]}]" in own:
                found.add(line)
    return found


def test_one_that_listens_would_be_found(tmp_path):
    with socket.socket(socket.AF_UNIX) as unix, socket.socket() as tcp:
        unix.bind(str(tmp_path / "s"))
        unix.listen()
        tcp.bind(("127.0.0.1", 0))
        tcp.listen()
        assert len(listening(os.getpid())) >= 2
