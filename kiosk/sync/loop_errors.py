"""What the event loop says of errors that nobody waited for."""

import asyncio
from typing import Any

import structlog

from shared_runtime.clock import Clock
from shared_runtime.exhaustion import ExhaustionTold

log = structlog.get_logger(__name__)


class LoopErrors:
    """For ``set_exception_handler``: asyncio would print an error with its text, which may quote a
    token or a person."""

    def __init__(self, clock: Clock) -> None:
        self._exhausted = ExhaustionTold(lambda: log.error("files_exhausted"), clock)

    def __call__(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if not self._exhausted.heard(error):
            log.error("bug_in_the_loop", error=type(error).__name__)
