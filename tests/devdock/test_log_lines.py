"""Lines of the log as a developer reads them."""

import json
from pathlib import Path
from typing import Any

import pytest

from devdock.log_lines import LogTail

FROM_ATTRACT: dict[str, Any] = {"from": "Attract"}
SESSION = "6252e59f-b3f5-4a7e-b201-69b54bb285df"


def line(event: str, level: str = "info", at: int = 17, **facts: object) -> str:
    said = {"event": event, **facts, "process": "kiosk-ui", "level": level}
    return json.dumps(said | {"timestamp": f"2026-11-22T08:45:{at}.5Z"})


def read_back(folder: Path, written: str) -> list[str]:
    (folder / "kiosk.log").write_text(written + "\n")
    return [each.text for each in LogTail(folder / "kiosk.log").new_lines()]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            line("moved", **FROM_ATTRACT, by="CardArrived", session=SESSION, to="Reading"),
            "moved  Attract → Reading by=CardArrived session=6252e59f…",
        ),
        (line("fault_raised", "warning", fault="printer"), "WARNING fault_raised  fault=printer"),
        (line("sync_started"), "sync_started"),
    ],
)
def test_a_line_of_ours(tmp_path: Path, written: str, read: str):
    (text,) = read_back(tmp_path, written)
    assert text[10:] == f"kiosk-ui    {read}"
    assert text[2:6:3] == "::"


@pytest.mark.parametrize("written", ["Traceback (most recent call last)", "{}", "[1]", "7", "{"])
def test_what_is_no_line_of_ours_stays_as_it_is(tmp_path: Path, written: str):
    assert read_back(tmp_path, written) == [written]


def test_lines_of_two_logs_are_put_in_order_and_a_traceback_stays_together(tmp_path: Path):
    ours = [line("moved", at=17), "Traceback", "  of it", line("moved", at=19)]
    (tmp_path / "a.log").write_text("\n".join(ours) + "\n")
    (tmp_path / "b.log").write_text(line("sync_started", at=18) + "\n")
    tails = [LogTail(tmp_path / "b.log"), LogTail(tmp_path / "a.log")]
    told = sorted(each for tail in tails for each in tail.new_lines())
    words = [each.text.split()[-1] for each in told]
    assert words == ["moved", "Traceback", "it", "sync_started", "moved"]


def test_a_log_is_read_on_where_it_was_left(tmp_path: Path):
    tail = LogTail(tmp_path / "kiosk.log")
    assert tail.new_lines() == []
    with (tmp_path / "kiosk.log").open("ab") as log:
        log.write(b"one\ntw")
        log.flush()
        assert [each.text for each in tail.new_lines()] == ["one"]
        log.write("o\n\xff\n".encode("latin-1"))
    assert [each.text for each in tail.new_lines()] == ["two", "\ufffd"]
    assert tail.new_lines() == []
