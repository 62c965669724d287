"""The log of the kiosk's processes: what was said before there was a logging library, too."""

import logging

import structlog

from kiosk.runtime.early_log import Waiting
from kiosk.runtime.log_events import CATALOGUE
from shared_runtime import logging as logs

_QUIET = ("httpx", "httpcore", "uvicorn", "asyncio")
_OURS = "kiosk."
_log = structlog.get_logger(__name__)


class _Standard(logs.Libraries):
    """What comes through Python's own logging: our own screens speak so, because they are there
    before the logging library; and libraries."""

    def emit(self, record: logging.LogRecord) -> None:
        known = CATALOGUE.get(str(record.msg)) if record.name.startswith(_OURS) else None
        if known is None:
            super().emit(record)
            return
        said = getattr(record, "fields", None)
        if said is None:
            said = {name: getattr(record, name, None) for name in known.always}
        _log.log(record.levelno, record.msg, **said)


def configure(process: str) -> None:
    """Sets logging up for ``process`` (``kiosk-ui`` or ``kiosk-sync``)."""
    early, standard = logging.lastResort, _Standard(logging.INFO)
    logs.configure(process, CATALOGUE, standard)
    if isinstance(early, Waiting):
        early.hand_over(standard)
    for library in _QUIET:
        logging.getLogger(library).setLevel(logging.WARNING)
