"""Whoever runs as the same account reads nobody out of a process, and a crash leaves no core."""

import subprocess
import sys

import pytest

ASKED = """
import atexit, ctypes, importlib, sys
PR_GET_DUMPABLE = 3
prctl = ctypes.CDLL(None).prctl
atexit.register(lambda: print("dumpable", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0)))
module, *sys.argv = sys.argv[1:]
importlib.import_module(module).main()
"""


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("kiosk.cli.main", ["kiosk", "run", "--config", "absent.toml"]),
        ("kiosk.cli.main", ["kiosk", "sync", "--config", "absent.toml"]),
        ("kiosk.cli.main", ["kiosk", "card", "read", "--help"]),
        ("central.cli.main", ["central", "serve", "--config", "absent.toml"]),
    ],
    ids=lambda each: " ".join(each[:2]) if isinstance(each, list) else each,
)
def test_a_neighbour_under_the_same_account_reads_nobody_out_of(
    module: str, words: list[str]
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", ASKED, module, *words],
        capture_output=True,
        text=True,
        timeout=120,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin", "COLUMNS": "80"},
    )
    assert told.stdout.splitlines()[-1:] == ["dumpable 0"], told.stderr
