"""Structured logs on standard error: readable on a terminal, JSON otherwise; never a person."""

import logging
import os
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

from kiosk.runtime import journald
from kiosk.runtime.early_log import Waiting
from kiosk.runtime.log_events import CATALOGUE

_QUIET = ("httpx", "httpcore", "uvicorn", "asyncio")
_OURS = "kiosk."


def catalogued(_: Any, __: str, line: EventDict) -> EventDict:
    """Lets through what the catalogue of events knows, name and fields: whatever else a line says
    could be a person."""
    event = line["event"]
    known = CATALOGUE.get(event)
    if known is None:
        return {"event": "uncatalogued"}
    named = {*known.always, *known.sometimes}
    return {"event": event, **{name: line[name] for name in line if name in named}}


def _named(process: str) -> Processor:
    """Says which process speaks, from whatever thread it does."""

    def name(_: Any, __: str, line: EventDict) -> EventDict:
        line["process"] = process
        return line

    return name


def _with_priority(_: Any, level: str, line: Any) -> str:
    return f"{journald.prefix(level)}{line}"


class _Standard(logging.Handler):
    """What comes through Python's own logging, as a line like ours.

    Our own screens speak so, because they are there before the logging library. Of a library, the
    place that spoke and the kind of an exception: its words may quote a person or a token, filled
    in or not.
    """

    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger(__name__)
        known = CATALOGUE.get(str(record.msg)) if record.name.startswith(_OURS) else None
        if known is not None:
            said = getattr(record, "fields", None)
            if said is None:
                said = {name: getattr(record, name, None) for name in known.always}
            log.log(record.levelno, record.msg, **said)
            return
        place = f"{record.filename}:{record.lineno}"
        log.warning("library", library=record.name, place=place, error=_kind(record))


def _kind(record: logging.LogRecord) -> str | None:
    kind = record.exc_info[0] if record.exc_info else None
    return None if kind is None else kind.__name__


def configure(process: str) -> None:
    """Sets logging up for ``process`` (``kiosk-ui`` or ``kiosk-sync``)."""
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
            _named(process),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *written,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    early, logging.lastResort = logging.lastResort, _Standard(logging.INFO)
    if isinstance(early, Waiting):
        early.hand_over(logging.lastResort)
    # Else a line that cannot be written is printed with all that it was to say.
    logging.raiseExceptions = False
    for library in _QUIET:
        logging.getLogger(library).setLevel(logging.WARNING)
