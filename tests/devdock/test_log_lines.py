"""Lines of the log as a developer reads them."""

import json
from pathlib import Path

import pytest

from devdock.log_lines import LogTail, readable

SESSION = "6252e59f-b3f5-4a7e-b201-69b54bb285df"


def line(event: str, level: str = "info", **facts: object) -> str:
    said = {"event": event, **facts, "process": "kiosk-ui", "level": level}
    return json.dumps(said | {"timestamp": "2026-11-22T08:45:17.5Z"})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            line("moved", **{"from": "Attract"}, by="CardArrived", session=SESSION, to="Reading"),
            "moved  Attract → Reading by=CardArrived session=6252e59f…",
        ),
        (line("fault_raised", "warning", fault="printer"), "WARNING fault_raised  fault=printer"),
        (line("sync_started"), "sync_started"),
    ],
)
def test_a_line_of_ours(written: str, read: str):
    assert readable(written)[10:] == f"kiosk-ui    {read}"
    assert readable(written)[2:6:3] == "::"


@pytest.mark.parametrize("written", ["Traceback (most recent call last)", "{}", "[1]", "7", "{"])
def test_what_is_no_line_of_ours_stays_as_it_is(written: str):
    assert readable(written) == written


def test_a_log_is_read_on_where_it_was_left(tmp_path: Path):
    tail = LogTail(tmp_path / "kiosk.log")
    assert tail.new_lines() == []
    with (tmp_path / "kiosk.log").open("ab") as log:
        log.write(b"one\ntw")
        log.flush()
        assert tail.new_lines() == ["one"]
        log.write("o\n\xff\n".encode("latin-1"))
    assert tail.new_lines() == ["two", "\ufffd"]
    assert tail.new_lines() == []
