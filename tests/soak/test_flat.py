"""Visit after visit leaves nothing behind: no memory, no thread, no descriptor, nobody's name.

So short a run sees every thread and descriptor too many, and memory by some kilobytes a visit: a
screen, a model or a picture that is held on to. What Python and the C library take meanwhile, for
themselves, came to 0.6 to 4.3 kB a visit in five runs; what is smaller than that only the ten
thousand visits of ``make soak`` tell apart, which allow 1 kB.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from devdock.cards.people import people
from tests.soak.usage import Usage, growth

SESSIONS = 320
"""Ten times the mix. The first half takes what every later visit uses again."""
EVERY = 16
MOST_KB = 8.0
WITHIN_S = 500


def run(log: Path, *options: str) -> tuple[int, dict[str, list[object]]]:
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
    return done.returncode, json.loads(done.stdout)


def test_hundreds_of_visits_leave_nothing_behind(tmp_path):
    options = ("--sessions", str(SESSIONS), "--every", str(EVERY), "--most-kb", str(MOST_KB))
    code, told = run(tmp_path / "log", *options)
    print(told["samples"])
    assert (code, told["grown"]) == (0, [])
    log = (tmp_path / "log").read_text("utf-8")
    assert log.count('"to": "Reading"') >= SESSIONS
    for person in people().values():
        assert person.holder.nir.value not in log
        assert person.holder.family_name not in log


def test_what_is_held_on_to_on_purpose_is_found(tmp_path):
    shorter = ("--sessions", "96", "--every", "8", "--most-kb", str(MOST_KB))
    code, told = run(tmp_path / "log", *shorter, "--leak-kb", "80")
    assert code == 1
    assert "memory grows" in str(told["grown"])


def test_a_thread_or_a_descriptor_too_many_is_found():
    flat = [Usage(n, 90_000 + n % 3, 9, 11) for n in range(0, 2_000, 100)]
    assert growth(flat) == []
    assert growth([*flat, Usage(2_000, 90_000, 10, 11)]) == ["threads went from 9 to 10"]
    assert growth([*flat, Usage(2_000, 90_000, 9, 12)]) == ["descriptors went from 11 to 12"]


def test_memory_that_grows_by_more_than_a_kilobyte_a_session_is_found():
    grown = growth([Usage(n, 90_000 + 2 * n, 9, 11) for n in range(0, 2_000, 100)])
    assert grown == ["memory grows by 2.00 kB a session, 1 are allowed"]
