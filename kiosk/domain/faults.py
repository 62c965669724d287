"""Faults of the kiosk and the state of its link: both stand beside the session."""

from enum import StrEnum


class Fault(StrEnum):
    """Something staff must see to. Only those in ``BLOCKING`` take the kiosk out of service."""

    READER_ABSENT = "reader_absent"
    PRINTER = "printer"
    GATEWAY = "gateway"
    QUEUE = "queue"
    RECEIPT_PRINTER = "receipt_printer"
    RESTARTING = "restarting"
    """The fleet starts the screen or the machine anew; it is over in a moment."""
    MAINTENANCE = "maintenance"
    TECHNICAL = "technical"
    CLOSED = "closed"


COMMANDED = frozenset({Fault.MAINTENANCE, Fault.TECHNICAL, Fault.CLOSED})
"""Why the fleet keeps people away, until it says otherwise: nothing of the kiosk has failed."""
BLOCKING = frozenset({Fault.READER_ABSENT, Fault.RESTARTING}) | COMMANDED
"""Without a reader nobody can begin, nor where the fleet lets nobody; everything else leaves
something of use. Whoever has begun goes on to the end."""


class Link(StrEnum):
    """kiosk-sync's view of central. ``CLOCK_WRONG`` is said as such, never as a network fault."""

    UNKNOWN = "unknown"
    ONLINE = "online"
    OFFLINE = "offline"
    DEGRADED = "degraded"
    CLOCK_WRONG = "clock_wrong"
