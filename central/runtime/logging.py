"""Central's log."""

import logging

from central.runtime.log_events import CATALOGUE
from shared_runtime import logging as logs


def configure() -> None:
    """Sends central's own events and those of the libraries through the same processors."""
    logs.configure("central", CATALOGUE, logs.Standard(CATALOGUE, logging.WARNING))
