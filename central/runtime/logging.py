"""Structured logs on standard error: readable on a terminal, JSON otherwise; never a person."""

import logging
import os
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

from central.runtime import journald
from central.runtime.log_events import CATALOGUE

_log = structlog.get_logger("central")


def catalogued(_: Any, __: str, line: EventDict) -> EventDict:
    """Lets through what the catalogue of events knows, name and fields: whatever else a line says
    could be a person."""
    event = line["event"]
    known = CATALOGUE.get(event)
    if known is None:
        return {"event": "uncatalogued"}
    named = {*known.always, *known.sometimes}
    return {"event": event, **{name: line[name] for name in line if name in named}}


def _named(_: Any, __: str, line: EventDict) -> EventDict:
    line["process"] = "central"
    return line


def _with_priority(_: Any, level: str, line: Any) -> str:
    return f"{journald.prefix(level)}{line}"


class _Libraries(logging.Handler):
    """What a library says, as a line like ours: the place that spoke and the kind of an exception.
    Its words may quote a person or a token, filled in or not."""

    def emit(self, record: logging.LogRecord) -> None:
        place = f"{record.filename}:{record.lineno}"
        _log.warning("library", library=record.name, place=place, error=_kind(record))


def _kind(record: logging.LogRecord) -> str | None:
    kind = record.exc_info[0] if record.exc_info else None
    return None if kind is None else kind.__name__


def configure() -> None:
    """Sends central's own events and those of the libraries through the same processors."""
    written: list[Processor] = [
        structlog.dev.ConsoleRenderer()
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer()
    ]
    if journald.reads(sys.stderr, os.environ):
        written.append(_with_priority)
    structlog.configure(
        processors=[
            catalogued,
            _named,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *written,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
    logging.lastResort = _Libraries(logging.WARNING)
    # Else a line that cannot be written is printed with all that it was to say.
    logging.raiseExceptions = False
