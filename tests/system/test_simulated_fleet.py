"""``devdock fleet`` before a real central: some kiosks well, one of each trouble."""

import subprocess
import sys
from pathlib import Path

import pytest

from devdock.ports import free_port
from tests.central.server import environment, prepare, serving

pytestmark = pytest.mark.system

_DEVDOCK = [sys.executable, "-c", "from devdock.cli import main; main()", "fleet"]
_ALL_FAULTS = "silent,cloned,clock,old-version,herd"


def _settings(folder: Path) -> dict[str, str]:
    port = str(free_port())
    return {
        "KIOSK_PORT": port,
        "KIOSK_URL": f"https://127.0.0.1:{port}",
        "AUTHORITY_KEY_FILE": str(folder / "central-authority.key"),
        "AUTHORITY_CERTIFICATE_FILE": str(folder / "central-authority.pem"),
        "DATABASE_URL": f"sqlite:///{folder / 'central.db'}",
    }


def _run(folder: Path, *options: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*_DEVDOCK, *options],
        env=environment(**settings),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_kiosks_are_answered_and_two_of_one_are_shut_out(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    with serving(tmp_path, **settings) as server:
        settings["PUBLIC_URL"] = server.url
        options = ("--kiosks", "8", "--seconds", "8", "--interval", "1", "--faults", _ALL_FAULTS)
        ran = _run(tmp_path, *options, **settings)
    assert ran.returncode == 0, ran.stderr
    said = dict(line.split(": ", 1) for line in ran.stdout.splitlines())
    assert int(said["exchanges"].split(",")[0]) >= 8
    assert said["errors"].startswith("status 401 (cloned)")
    assert "," not in said["errors"], "nobody else had trouble"
    assert '"cloned"' in server.log


def test_what_lacks_is_named(tmp_path: Path) -> None:
    prepare(tmp_path)
    settings = _settings(tmp_path)
    (tmp_path / "central-authority.key").unlink()
    (tmp_path / "central-authority.pem").unlink()
    ran = _run(tmp_path, "--kiosks", "1", **settings)
    assert ran.returncode == 1
    assert ran.stderr.startswith("cannot begin: kiosk_url, authority_key_file:")
    ran = _run(tmp_path, "--faults", "noisy", **settings)
    assert (ran.returncode, ran.stderr[:22]) == (2, "no such fault: noisy; ")
