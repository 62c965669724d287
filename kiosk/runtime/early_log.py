"""The log of what runs before the logging library is loaded: kept, and written once it is there."""

import logging
from collections import deque

_OURS = "kiosk"
_KEPT = 1000
"""Lines that wait at most: start-up says a handful."""


class EventLogger:
    """Says events by the names of the catalogue, as the logging library's own loggers do."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)

    def log(self, level: int, event: str, **fields: object) -> None:
        self._logger.log(level, event, extra={"fields": fields})

    def info(self, event: str, **fields: object) -> None:
        self.log(logging.INFO, event, **fields)

    def warning(self, event: str, **fields: object) -> None:
        self.log(logging.WARNING, event, **fields)

    def error(self, event: str, **fields: object) -> None:
        self.log(logging.ERROR, event, **fields)


class Waiting(logging.Handler):
    """Keeps records until there is somebody who writes them."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._records: deque[logging.LogRecord] = deque(maxlen=_KEPT)
        self._writer: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        # A thread that found this handler just before it was replaced comes here just after.
        if self._writer is None:
            self._records.append(record)
        else:
            self._writer.handle(record)

    def hand_over(self, writer: logging.Handler) -> None:
        """Has ``writer`` write what was said so far, and whatever still comes."""
        self.acquire()  # as ``handle`` does around ``emit``
        try:
            self._writer = writer
            while self._records:
                writer.handle(self._records.popleft())
        finally:
            self.release()


def wait() -> None:
    """From now on what our modules say waits for the logging library, which takes it over."""
    logging.getLogger(_OURS).setLevel(logging.INFO)
    logging.lastResort = Waiting()
