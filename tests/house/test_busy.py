"""The busy loops of ``make test LOAD=2``: there while the tests run, gone with them."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.house.files import ROOT
from tests.waiting import eventually

BUSY = str(ROOT / "scripts" / "busy.sh")
ENDS_WITHIN_S = 60.0
SHOW_LOOPS = 'grep -l "^PPid:[[:space:]]$PPID$" /proc/[0-9]*/status | grep -v "/$$/"'


def loops_in(said: str) -> list[Path]:
    return [Path(line).parent for line in said.split()]


def test_a_command_runs_beside_its_loops_and_takes_them_along():
    done = subprocess.run(
        [BUSY, "2", "sh", "-c", f"{SHOW_LOOPS}; exit 7"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 7, done.stderr
    loops = loops_in(done.stdout)
    assert len(loops) == 2
    eventually(lambda: not any(loop.exists() for loop in loops), ENDS_WITHIN_S)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_loops_outlive_no_run_that_is_killed(how: signal.Signals):
    command = [BUSY, "2", "sh", "-c", f"{SHOW_LOOPS}; echo; exec sleep 600"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        assert running.stdout is not None
        loops = loops_in("".join(iter(running.stdout.readline, "\n")))
        assert len(loops) == 2
        os.kill(running.pid, how)
        if how is signal.SIGKILL:
            running.wait(ENDS_WITHIN_S)
            eventually(lambda: not any(loop.exists() for loop in loops), ENDS_WITHIN_S)
        os.killpg(running.pid, signal.SIGKILL)
    eventually(lambda: not any(loop.exists() for loop in loops), ENDS_WITHIN_S)


@pytest.mark.parametrize("arguments", [[], ["2"], ["two", "true"], ["-1", "true"]])
def test_what_is_no_number_of_loops_is_refused(arguments: list[str]):
    done = subprocess.run([BUSY, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "how many busy loops" in done.stderr
