"""Structured logs on standard error: readable on a terminal, JSON otherwise; never a person."""

import logging
import os
import sys
from collections.abc import Mapping
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

from shared_runtime import journald
from shared_runtime.log_event import LogEvent

_OURS = ("kiosk.", "central.", "shared_runtime.")
_log = structlog.get_logger()


def catalogued(catalogue: Mapping[str, LogEvent]) -> Processor:
    """Lets through what the catalogue of events knows, name and fields: whatever else a line says
    could be a person."""

    def known(_: Any, __: str, line: EventDict) -> EventDict:
        event = catalogue.get(line["event"])
        if event is None:
            return {"event": "uncatalogued"}
        named = {"event", *event.always, *event.sometimes}
        return {name: line[name] for name in line if name in named}

    return known


def _named(process: str) -> Processor:
    """Says which process speaks, from whatever thread it does."""

    def name(_: Any, __: str, line: EventDict) -> EventDict:
        line["process"] = process
        return line

    return name


def _with_priority(_: Any, level: str, line: Any) -> str:
    return f"{journald.prefix(level)}{line}"


class Libraries(logging.Handler):
    """What a library says, as a line like ours: the place that spoke and the kind of an exception.
    Its words may quote a person or a token, filled in or not."""

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0] if record.exc_info else None
        _log.warning(
            "library",
            library=record.name,
            place=f"{record.filename}:{record.lineno}",
            error=None if kind is None else kind.__name__,
        )


class Standard(Libraries):
    """What comes through Python's own logging: what of ours is there before the logging library
    speaks so, by the names of the catalogue; and libraries."""

    def __init__(self, catalogue: Mapping[str, LogEvent], level: int) -> None:
        super().__init__(level)
        self._catalogue = catalogue

    def emit(self, record: logging.LogRecord) -> None:
        ours = record.name.startswith(_OURS)
        known = self._catalogue.get(str(record.msg)) if ours else None
        if known is None:
            super().emit(record)
            return
        said = getattr(record, "fields", None)
        if said is None:
            said = {name: getattr(record, name, None) for name in known.always}
        _log.log(record.levelno, record.msg, **said)


def configure(process: str, catalogue: Mapping[str, LogEvent], standard: logging.Handler) -> None:
    """Sets logging up for ``process``. What comes through Python's own logging goes to
    ``standard``."""
    written: list[Processor] = [
        structlog.dev.ConsoleRenderer()
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer()
    ]
    if journald.reads(sys.stderr, os.environ):
        written.append(_with_priority)
    structlog.configure(
        processors=[
            catalogued(catalogue),
            _named(process),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *written,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
    logging.lastResort = standard
    # Else a line that cannot be written is printed with all that it was to say.
    logging.raiseExceptions = False
