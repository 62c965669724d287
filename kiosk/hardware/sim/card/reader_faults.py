"""The menu of faults of the simulated card reader."""

from enum import StrEnum


class ReaderFault(StrEnum):
    """Each lasts until it is mended."""

    UNPLUGGED = "unplugged"
    SERVICE_ABSENT = "service_absent"
    """pcscd is gone, and with it every connection."""
    SILENT = "silent"
    """Sees cards come and go, and answers no command."""
