"""The menu of faults of the simulated card reader."""

from enum import StrEnum


class ReaderFault(StrEnum):
    """Each lasts until it is mended."""

    UNPLUGGED = "unplugged"
    SERVICE_ABSENT = "service_absent"
    """pcscd is gone, and with it every connection."""
    SILENT = "silent"
    """Sees cards come and go, and answers no command."""
    UNAVAILABLE = "unavailable"
    """Plugged in, and does not answer the service: whether a card is in nobody can say."""
    ACCESS_DENIED = "access_denied"
    """The service refuses the kiosk its cards, as by a rule of polkit."""
    LOSSY = "lossy"
    """One answer in six is lost on its way."""
