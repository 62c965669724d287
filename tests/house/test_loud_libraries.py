"""Whatever Python and its libraries have to say, no process prints a person's number."""

import json
import subprocess
import sys

import pytest

from tests.house.files import ROOT

NIR = "185037599900118"
CENTRAL = """
from central.runtime import bugs
from central.runtime import logging
logging.configure()
bugs.install()
"""
KIOSK_SYNC = """
from kiosk.runtime import crash
from kiosk.runtime.logging import configure
configure("kiosk-sync")
record = crash.to_stderr("kiosk-sync")
crash.install(crash.end_on(record), record)
"""
KIOSK_UI = """
from kiosk.runtime import crash
from kiosk.runtime import early_log
from kiosk.runtime.logging import configure
record = crash.to_stderr("kiosk-ui")
crash.install(crash.end_on(record), record)
early_log.wait()
configure("kiosk-ui")
"""
SAYS = """
from tests.house.loud import be_loud, fail_in_a_thread
said = "1850375" + "99900118"
be_loud(said)
"""
PROCESSES = {"central": CENTRAL, "kiosk-sync": KIOSK_SYNC, "kiosk-ui": KIOSK_UI}


def run(program: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-W", "always", "-X", "dev", "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout == ""
    assert NIR not in done.stderr
    return done


@pytest.mark.parametrize("process", PROCESSES)
def test_a_number_in_a_warning_is_on_no_line(process: str) -> None:
    done = run(PROCESSES[process] + SAYS)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    warned = [line for line in lines if line["event"] == "python_warning"]
    places = [line["place"] for line in warned if line["place"].startswith("loud.py:")]
    assert len(places) == 4
    assert {line["category"] for line in warned} >= {"UserWarning", "ResourceWarning"}
    assert [line["kind"] for line in lines if line["event"] == "bug"] == ["ValueError"]
    said = [line for line in lines if line["event"] == "library"]
    assert {line["library"] for line in said} == {"library", "asyncio"}
    assert all(line["place"] for line in said)
    assert done.returncode == 0


@pytest.mark.parametrize("process", PROCESSES)
@pytest.mark.parametrize("ends", ["fail_in_a_thread(said)", "raise ValueError(said)"])
def test_a_number_in_an_exception_that_nobody_catches_is_on_no_line(
    process: str, ends: str
) -> None:
    done = run(PROCESSES[process] + SAYS + ends)
    last = json.loads(done.stderr.splitlines()[-1])
    assert (last["event"], last["kind"], last["process"]) == ("bug", "ValueError", process)
