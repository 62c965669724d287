"""Central's lines: nothing that is not in the catalogue, and the level for the journal in front."""

import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from central.runtime import logging as logs

NIR = "185037599900118"


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    before = logging.lastResort
    yield
    logging.lastResort = before
    structlog.reset_defaults()


def test_a_line_that_is_in_no_catalogue_and_a_field_that_is_not_are_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure()
    structlog.get_logger("central").info(NIR, name=NIR)
    structlog.get_logger("central").info("central_started", nir=NIR)
    written = capsys.readouterr().err
    assert NIR not in written
    lines = [json.loads(line) for line in written.splitlines()]
    assert [line["event"] for line in lines] == ["uncatalogued", "central_started"]
    assert set(lines[1]) == {"event", "process", "level", "timestamp"}


def test_the_journal_gets_the_level_in_front_of_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "journal").open("w+") as stream:
        found = os.fstat(stream.fileno())
        monkeypatch.setattr("sys.stderr", stream)
        monkeypatch.setenv("JOURNAL_STREAM", f"{found.st_dev}:{found.st_ino}")
        logs.configure()
        structlog.get_logger("central").error("bug", kind="ValueError", frames=["a.py:1 f"])
        stream.seek(0)
        line = stream.read()
    assert line[:3] == "<3>"
    assert json.loads(line[3:])["kind"] == "ValueError"
