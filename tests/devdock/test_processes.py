"""Processes are started once, ended as asked, and how they ended is remembered."""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from devdock.processes import EndedAtOnce, NotStarted, Processes, ProcessExited, Running, in_words

SLEEPER = (sys.executable, "-S", "-c", "import time; print('up', flush=True); time.sleep(60)")


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    made = Processes(tmp_path, tmp_path)
    yield made
    made.stop("it", signal.SIGKILL)


def up(folder: Path) -> bool:
    return (folder / "it.log").read_text().count("up") > 0


def test_one_that_serves_runs_and_is_started_once(processes: Processes, tmp_path: Path):
    assert processes.state("it") == NotStarted()
    processes.start("it", SLEEPER, {}, lambda: up(tmp_path))
    state = processes.state("it")
    assert isinstance(state, Running)
    processes.start("it", SLEEPER, {}, lambda: True)
    assert processes.state("it") == state


@pytest.mark.parametrize(
    ("how", "words"), [(signal.SIGTERM, "dead: SIGTERM"), (signal.SIGKILL, "dead: SIGKILL")]
)
def test_its_end_is_remembered(
    processes: Processes, tmp_path: Path, how: signal.Signals, words: str
):
    processes.start("it", SLEEPER, {}, lambda: up(tmp_path))
    processes.stop("it", how)
    assert processes.state("it") == ProcessExited(-how)
    assert in_words(processes.state("it")) == words
    processes.stop("it")


def test_one_that_ends_instead_of_serving_is_named_at_once(processes: Processes):
    with pytest.raises(EndedAtOnce, match=r"it is dead: exit code 78; see .*it\.log"):
        processes.start(
            "it", (sys.executable, "-S", "-c", "import sys; sys.exit(78)"), {}, lambda: False
        )
