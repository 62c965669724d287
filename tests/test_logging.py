"""Lines of the log: what libraries say is one of them, without what may quote a person."""

import asyncio
import json
import logging

import pytest
import structlog

from kiosk.logging import configure

NIR = "185037599900118"


@pytest.fixture
def libraries(capsys):
    """The handler of last resort that ``configure`` sets; afterwards logging is as before."""
    before = logging.lastResort
    configure("kiosk-sync")
    yield logging.lastResort
    logging.lastResort = before
    structlog.reset_defaults()


def said(library: str, message: str, *filling: object, error: Exception | None = None):
    exc_info = None if error is None else (type(error), error, None)
    return logging.LogRecord(library, logging.ERROR, __file__, 1, message, filling, exc_info)


def test_a_librarys_message_is_a_line_that_quotes_nobody(libraries, capsys):
    libraries.handle(said("uvicorn.error", "Invalid HTTP request received."))
    libraries.handle(said("any", "cannot send %s", NIR, error=ValueError(NIR)))
    written = capsys.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert [line["says"] for line in lines] == ["Invalid HTTP request received.", "cannot send %s"]
    assert lines[1]["error"] == "ValueError"
    assert NIR not in written


def test_a_bug_that_asyncio_tells_is_not_quoted(libraries, capsys, monkeypatch):
    monkeypatch.setattr(logging.getLogger("asyncio"), "handlers", [libraries])
    monkeypatch.setattr(logging.getLogger("asyncio"), "propagate", False)
    loop = asyncio.new_event_loop()
    task = loop.create_future()
    task.set_exception(ValueError(NIR))
    loop.call_exception_handler({"message": "never retrieved", "future": task})
    task.exception()
    loop.close()
    written = capsys.readouterr().err
    assert json.loads(written)["says"] == "never retrieved"
    assert NIR not in written
