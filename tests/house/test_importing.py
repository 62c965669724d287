"""Importing any module opens nothing and starts nothing."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.house.files import ROOT


def report_of(*packages: str, at: Path) -> dict[str, Any]:
    program = Path(__file__).with_name("import_everything.py")
    ran = subprocess.run(
        [sys.executable, program, *packages],
        cwd=at,
        env={"PYTHONPATH": str(at)},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("{"), f"a module prints when it is imported: {ran.stdout[:200]}"
    report: dict[str, Any] = json.loads(ran.stdout)
    return report


@pytest.mark.skipif(
    find_spec("smartcard") is None or find_spec("cups") is None,
    reason="needs pyscard and pycups (extra: hardware)",
)
def test_importing_every_module_opens_nothing_and_starts_nothing() -> None:
    report = report_of("kiosk", "central", "wire", "shared_runtime", "devdock", at=ROOT)
    assert report["deeds"] == []
    assert len(report["imported"]) > 100


def test_the_commands_of_central_do_not_wait_for_a_server_that_only_serving_needs() -> None:
    program = (
        "import central.cli.main, sys; print(sorted({'fastapi', 'uvicorn'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("[]\n", "")


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.socket()",
        "import threading; threading.Thread(target=int).start()",
        "open('left-behind', 'w').close()",
        "import subprocess; subprocess.run(['true'])",
    ],
)
def test_a_module_that_does_something_is_found_out(deed: str, tmp_path: Path) -> None:
    (tmp_path / "eager").mkdir()
    (tmp_path / "eager" / "__init__.py").write_text("")
    (tmp_path / "eager" / "busy.py").write_text(deed)
    assert report_of("eager", at=tmp_path)["deeds"] != []
