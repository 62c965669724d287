"""The log of the kiosk's processes: what was said before there was a logging library, too."""

import logging

from kiosk.runtime.early_log import Waiting
from kiosk.runtime.log_events import CATALOGUE
from shared_runtime import logging as logs

_QUIET = ("httpx", "httpcore", "uvicorn", "asyncio")


def configure(process: str) -> None:
    """Sets logging up for ``process`` (``kiosk-ui`` or ``kiosk-sync``)."""
    early, standard = logging.lastResort, logs.Standard(CATALOGUE, logging.INFO)
    logs.configure(process, CATALOGUE, standard)
    if isinstance(early, Waiting):
        early.hand_over(standard)
    for library in _QUIET:
        logging.getLogger(library).setLevel(logging.WARNING)
