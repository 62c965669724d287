"""Structured logs: JSON lines to standard error, readable lines on a terminal; never a person."""

import logging
import sys
from typing import Any

import structlog

_QUIET = ("httpx", "httpcore", "uvicorn", "asyncio")


def _named(process: str) -> structlog.typing.Processor:
    """Says which process speaks, from whatever thread it does."""

    def name(_: Any, __: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
        line["process"] = process
        return line

    return name


class _Libraries(logging.Handler):
    """What a library says, as a line like ours. The first line of its message, unfilled, and the
    kind of an exception: what would fill it, and what follows, may quote a person or a token."""

    def emit(self, record: logging.LogRecord) -> None:
        line: dict[str, str] = {"library": record.name}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
        says = str(record.msg).partition("\n")[0]
        structlog.get_logger(__name__).warning("library", says=says, **line)


def configure(process: str) -> None:
    """Sets logging up for ``process`` (``kiosk-ui`` or ``kiosk-sync``)."""
    shared: list[structlog.typing.Processor] = [
        _named(process),
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    readable = sys.stderr.isatty()
    last: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if readable else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.lastResort = _Libraries(logging.WARNING)
    for library in _QUIET:
        logging.getLogger(library).setLevel(logging.WARNING)
