"""Lines of the log: what libraries say is one of them, without what may quote a person."""

import json
import logging

import pytest
import structlog

from kiosk.logging import configure

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
    assert [line["says"] for line in lines] == ["Invalid HTTP request received.", "cannot send %s"]
    assert lines[1]["error"] == "ValueError"
    assert NIR not in written


def test_what_follows_the_first_line_is_left_out(libraries, capsys):
    """asyncio writes the task, with the text of its exception, under what it has to say."""
    libraries().handle(said("asyncio", f"never retrieved\nfuture: <Task exception={NIR}>"))
    written = capsys.readouterr().err
    assert json.loads(written)["says"] == "never retrieved"
    assert NIR not in written
