"""Visit after visit leaves nothing behind: no memory, no thread, no descriptor, nobody's name.

So short a run sees every thread and descriptor too many, the smallest object that Python holds on
to, and of Qt's memory a dozen kilobytes a visit: a screen or a picture. What the C library takes
for itself meanwhile came to some 3 kB a visit; what of Qt's is smaller than that only the ten
thousand visits of ``make soak`` tell apart, which allow 1 kB.
"""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from devdock.cards.people import people
from tests.soak.usage import Usage, growth, risen

ROUND, SESSIONS = 27, 216
"""Eight times each kind of visit. The first three take what every later visit uses again."""
SHORT = ("--each-once", "--every", str(ROUND), "--most-kb", "12")
LEAK_KB, LEAK_OBJECTS = 160, 100
"""More than the heap hands out of what the first visits gave back to it."""
WITHIN_S = 500


def run(log: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """The exit code, and what a process of its own had to say of so many visits."""
    with log.open("w") as errors:
        done = subprocess.run(
            [sys.executable, "-m", "tests.soak", "--unseen", *options],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
            stdout=subprocess.PIPE,
            stderr=errors,
            timeout=WITHIN_S,
            check=False,
        )
    said = log.read_text("utf-8")
    assert done.stdout, said[-2_000:]
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


def test_visits_of_every_kind_leave_nothing_behind(tmp_path):
    code, told = run(tmp_path / "log", "--sessions", str(SESSIONS), "--warm-up", "0.4", *SHORT)
    print(told["samples"])
    assert (code, told["grown"]) == (0, [])
    log = (tmp_path / "log").read_text("utf-8")
    assert log.count('"to": "Attract"') >= SESSIONS
    for person in people().values():
        assert person.holder.nir.value not in log
        assert person.holder.family_name not in log


def test_what_is_held_on_to_on_purpose_is_found(tmp_path):
    leaks = ("--leak-kb", str(LEAK_KB), "--leak-objects", str(LEAK_OBJECTS))
    code, told = run(
        tmp_path / "log", "--sessions", str(3 * ROUND), "--warm-up", "0.5", *SHORT, *leaks
    )
    assert code == 1
    memory, objects = told["grown"]
    assert memory.startswith("memory grows by")
    assert objects.startswith("Python holds on to")
    assert told["kb_a_session"] > LEAK_KB * 3 // 4
    assert told["blocks_a_session"] > LEAK_OBJECTS


def flat(sessions: int, *, threads: int = 9, descriptors: int = 11) -> Usage:
    return Usage(sessions, 90_000 + sessions % 3, 600_000 + sessions % 7, threads, descriptors)


def test_a_thread_or_a_descriptor_too_many_is_found():
    before = [flat(n) for n in range(0, 2_000, 100)]
    assert growth(before) == []
    assert growth([*before, flat(2_000, threads=10)]) == ["threads went from 9 to 10"]
    assert growth([*before, flat(2_000, descriptors=12)]) == ["descriptors went from 11 to 12"]


def test_of_a_process_whose_connections_come_and_go_a_rise_is_found():
    swinging = [flat(n, threads=3 + n // 100 % 2) for n in range(0, 2_000, 100)]
    assert risen(swinging) == []
    assert risen([*swinging, flat(2_000, threads=3, descriptors=13)]) == []
    assert risen([*swinging, flat(2_000, threads=7)]) == ["threads rose from 4 to 7"]
    leaking = [*swinging, flat(2_000, threads=3, descriptors=14)]
    assert risen(leaking) == ["descriptors rose from 11 to 14"]


def test_memory_that_grows_by_more_than_a_kilobyte_a_session_is_found():
    grown = growth([replace(flat(n), memory_kb=90_000 + 2 * n) for n in range(0, 2_000, 100)])
    assert grown == ["memory grows by 2.00 kB a session, 1 are allowed"]


def test_memory_that_was_taken_for_a_moment_is_no_growth():
    steady = [flat(n) for n in range(0, 600, 100)]
    for place in range(len(steady)):
        caught = replace(steady[place], memory_kb=steady[place].memory_kb + 10_000)
        assert growth([*steady[:place], caught, *steady[place + 1 :]]) == []


def test_a_few_objects_more_with_each_session_are_found():
    grown = growth([replace(flat(n), blocks=600_000 + 5 * n) for n in range(0, 2_000, 100)])
    assert grown == ["Python holds on to 5.0 blocks a session, 4 are allowed"]
