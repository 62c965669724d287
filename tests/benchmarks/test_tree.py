"""Whose memory is counted, and that nothing is left behind."""

import os
import sys

from benchmarks.tree import Tree, family, pss_in, pss_kib

ROLLUP = "00400000-7ffe [rollup]\nRss:    2000 kB\nPss:     512 kB\nPss_Anon:  100 kB\n"
CHILD = """
import os, subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print("ready", flush=True)
time.sleep(60)
"""


def test_descendants_and_the_session_belong_to_a_program():
    # pid: (parent, session); 7 has left the session, 9 has lost its parent.
    stats = {5: (1, 5), 6: (5, 5), 7: (6, 7), 8: (7, 7), 9: (1, 5), 10: (1, 1), 11: (10, 1)}
    assert family(5, stats) == [5, 6, 7, 8, 9]
    assert family(99, stats) == []


def test_the_proportional_size_is_read_whatever_stands_around_it():
    assert pss_in(ROLLUP) == 512
    assert pss_in("") == 0


def test_a_program_and_what_it_started_are_counted_and_ended(tmp_path):
    log = tmp_path / "log"
    tree = Tree([sys.executable, "-c", CHILD], os.environ, log)
    try:
        while b"ready" not in log.read_bytes():
            assert tree.pids(), log.read_text()
        pids = tree.pids()
        assert len(pids) == 2
        assert tree.pss_mib() > 1
    finally:
        tree.end()
    assert tree.pids() == []
    assert not any(pss_kib(pid) for pid in pids)
