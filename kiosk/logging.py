"""Structured logs: JSON lines to standard error, readable lines on a terminal; never a person."""

import logging
import sys

import structlog

_QUIET = ("httpx", "httpcore", "uvicorn", "asyncio")


def configure(process: str) -> None:
    """Sets logging up for ``process`` (``kiosk-ui`` or ``kiosk-sync``)."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
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
    structlog.contextvars.bind_contextvars(process=process)
    for library in _QUIET:
        logging.getLogger(library).setLevel(logging.WARNING)
