"""The recorder and its disk notice what a power cut does to whoever trusts the disk too much."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.power.cuts import Cut, cuts
from tests.power.shim import Shim, missing

pytestmark = pytest.mark.skipif(missing() is not None, reason=str(missing()))

_WRITER = """
import sqlite3, sys
folder, synchronous = sys.argv[1:]
connection = sqlite3.connect(folder + "/rows.db", isolation_level=None)
connection.execute("PRAGMA journal_mode=WAL")
connection.execute(f"PRAGMA synchronous={synchronous}")
connection.execute("PRAGMA wal_autocheckpoint=6")
connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, filling TEXT)")
for line in sys.stdin:
    connection.execute("INSERT INTO rows VALUES (?, ?)", (int(line), "x" * 1500))
    print(line, end="", flush=True)
"""
ROWS = 12

Run = Callable[[str], list[Cut]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def recorded(synchronous: str) -> list[Cut]:
        folder = tmp_path / "watched"
        folder.mkdir()
        shim = Shim(tmp_path)
        shim.watch(folder)
        shim.record()
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(folder), synchronous],
            env={**os.environ, **shim.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with writer:
            assert writer.stdin is not None
            assert writer.stdout is not None
            for number in range(ROWS):
                writer.stdin.write(f"{number}\n")
                writer.stdin.flush()
                shim.mark(writer.stdout.readline().strip())
            writer.stdin.close()
        return list(cuts(shim.recorded(), Random(7)))

    return recorded


def lost(each: list[Cut], tmp_path: Path) -> list[str]:
    """The cuts after which a row is missing that the writer had spoken of."""
    bad = []
    for number, cut in enumerate(each):
        folder = tmp_path / str(number)
        folder.mkdir()
        cut.lay_out(folder)
        with closing(sqlite3.connect(folder / "rows.db")) as connection:
            try:
                found = {str(row[0]) for row in connection.execute("SELECT id FROM rows")}
            except sqlite3.DatabaseError:
                found = set()
        if not found.issuperset(cut.said):
            bad.append(cut.how)
    return bad


def test_sqlite_that_syncs_each_commit_keeps_its_word(run: Run, tmp_path: Path):
    each = run("FULL")
    assert len(each) > 200
    assert len(each[-1].said) == ROWS
    assert not lost(each, tmp_path)


def test_sqlite_that_leaves_the_last_commits_to_chance_is_caught(run: Run, tmp_path: Path):
    assert lost(run("NORMAL"), tmp_path)
