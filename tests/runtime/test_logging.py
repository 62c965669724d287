"""Lines of the log: what libraries say is one of them, without what may quote a person."""

import io
import json
import logging
import os
import re

import pytest
import structlog

from kiosk.runtime import crash, early_log
from kiosk.runtime.log_events import CATALOGUE
from kiosk.runtime.logging import configure

NIR = "185037599900118"


@pytest.fixture
def libraries():
    """Sets logging up, in the test itself for it takes the standard error it finds, and gives the
    handler of last resort; afterwards logging is as before."""
    before = logging.lastResort

    def set_up():
        configure("kiosk-sync")
        return logging.lastResort

    yield set_up
    logging.lastResort = before
    structlog.reset_defaults()


def said(library: str, message: str, *filling: object, error: Exception | None = None):
    exc_info = None if error is None else (type(error), error, None)
    return logging.LogRecord(library, logging.ERROR, __file__, 1, message, filling, exc_info)


def test_a_librarys_message_is_a_line_that_quotes_nobody(libraries, capsys):
    handler = libraries()
    handler.handle(said("uvicorn.error", "Invalid HTTP request received."))
    handler.handle(said("any", "cannot send %s", NIR, error=ValueError(NIR)))
    written = capsys.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert [line["place"] for line in lines] == ["test_logging.py:1"] * 2
    assert lines[1]["error"] == "ValueError"
    assert NIR not in written


def test_a_line_that_is_in_no_catalogue_and_a_field_that_is_not_are_left_out(libraries, capsys):
    libraries()
    log = structlog.get_logger("anybody")
    log.info(NIR, name=NIR)
    log.info("sync_started", nir=NIR)
    written = capsys.readouterr().err
    assert NIR not in written
    lines = [json.loads(line) for line in written.splitlines()]
    assert [line["event"] for line in lines] == ["uncatalogued", "sync_started"]
    assert set(lines[1]) == {"event", "process", "level", "timestamp"}


def test_what_the_screens_say_before_the_library_is_there_is_a_line_of_theirs(libraries, capsys):
    own = logging.makeLogRecord(
        {
            "name": "shared_runtime.messages.catalogue",
            "levelno": logging.ERROR,
            "msg": "words_missing",
            "key": "home.title",
            "language": "en",
            "person": NIR,
        }
    )
    libraries().handle(own)
    written = capsys.readouterr().err
    line = json.loads(written)
    assert (line["event"], line["level"]) == ("words_missing", "error")
    assert (line["key"], line["language"]) == ("home.title", "en")
    assert NIR not in written


def test_the_journal_gets_the_level_in_front_of_the_line(libraries, tmp_path, monkeypatch):
    with (tmp_path / "journal").open("w+") as stream:
        found = os.fstat(stream.fileno())
        monkeypatch.setattr("sys.stderr", stream)
        monkeypatch.setenv("JOURNAL_STREAM", f"{found.st_dev}:{found.st_ino}")
        libraries()
        structlog.get_logger("a").warning("gateway_nonsense")
        crash.to_stderr("kiosk-ui")("ValueError", ("a.py:1 f",))
        stream.seek(0)
        first, second = stream.read().splitlines()
    assert (first[:3], json.loads(first[3:])["event"]) == ("<4>", "gateway_nonsense")
    assert second[:3] == "<3>"
    said = json.loads(second[3:])
    assert set(CATALOGUE["bug"].always) | {"event", "level", "process"} == set(said)


def test_another_journal_of_a_parent_is_not_ours(libraries, capsys, monkeypatch):
    """A command run by hand inherits the variable, and not the stream."""
    monkeypatch.setenv("JOURNAL_STREAM", "1:1")
    libraries()
    structlog.get_logger("a").info("sync_stopped")
    assert capsys.readouterr().err.startswith("{")


def test_on_a_terminal_a_line_is_for_people(libraries, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    libraries()
    structlog.get_logger("a").info("link_state", state="online")
    said = re.sub(r"\x1b\[[0-9;]*m", "", terminal.getvalue())
    assert "link_state" in said
    assert "state=online" in said
    assert "{" not in said


def test_the_words_are_left_out(libraries, capsys):
    """asyncio writes the task, with the text of its exception, under what it has to say."""
    libraries().handle(said("asyncio", f"never retrieved\nfuture: <Task exception={NIR}>"))
    written = capsys.readouterr().err
    assert json.loads(written)["library"] == "asyncio"
    assert NIR not in written


def test_what_is_said_before_the_library_is_there_is_written_once_it_is(
    libraries, capsys, monkeypatch
):
    # Those of pytest itself: where nobody else handles a record, the last resort does.
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    early_log.wait()
    early_log.EventLogger("kiosk.app.kiosk_runtime").info("fault_cleared", fault="gateway")
    logging.getLogger("any").warning("cannot send %s", NIR)
    assert capsys.readouterr().err == ""
    libraries()
    early_log.EventLogger("kiosk.app.kiosk_runtime").info("fault_cleared", fault="printer")
    written = capsys.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert [line["event"] for line in lines] == ["fault_cleared", "library", "fault_cleared"]
    assert [line.get("fault") for line in lines] == ["gateway", None, "printer"]
    assert NIR not in written


def test_a_line_said_in_the_moment_the_library_takes_over_is_not_lost(libraries, capsys):
    """The thread that says it found the handler that waited, and comes to it after the handover."""
    early_log.wait()
    found = logging.lastResort
    assert found is not None
    libraries()
    found.handle(said("any", "cannot send %s", NIR))
    written = capsys.readouterr().err
    assert json.loads(written)["library"] == "any"
    assert NIR not in written
