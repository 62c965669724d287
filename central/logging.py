"""Logs: one JSON object a line on standard error, with no personal data in any of them."""

import logging
import sys
from typing import Any

import structlog
from structlog.types import EventDict, Processor


def configure() -> None:
    """Sends central's own events and those of the libraries through one JSON renderer."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_its_text,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("uvicorn.error").setLevel(logging.INFO)


def _without_its_text(_: Any, __: str, line: EventDict) -> EventDict:
    """An exception that a library logs stands there by its kind: its text may quote a person."""
    exc_info = line.pop("exc_info", None)
    if isinstance(exc_info, tuple) and exc_info[0] is not None:
        line["error"] = exc_info[0].__name__
    return line
