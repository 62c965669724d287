"""kiosk-ui as a process: it starts alone, names the mistakes of its configuration, and stops."""

import os
import signal
import socket
import subprocess
import sys
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
    process.send_signal(number)
    assert process.wait(10) == 0
    assert '"bug"' not in log.read_text()
