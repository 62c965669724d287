"""Faults of the kiosk and the state of its link: both stand beside the session."""

from enum import StrEnum


class Fault(StrEnum):
    """Something staff must see to. Only those in ``BLOCKING`` take the kiosk out of service."""

    READER_ABSENT = "reader_absent"
    PRINTER = "printer"
    GATEWAY = "gateway"
    QUEUE = "queue"
    RECEIPT_PRINTER = "receipt_printer"


BLOCKING = frozenset({Fault.READER_ABSENT})
"""Without a reader nobody can begin; everything else leaves something of use."""


class Link(StrEnum):
    """kiosk-sync's view of central. ``CLOCK_WRONG`` is said as such, never as a network fault."""

    UNKNOWN = "unknown"
    ONLINE = "online"
    OFFLINE = "offline"
    DEGRADED = "degraded"
    CLOCK_WRONG = "clock_wrong"
