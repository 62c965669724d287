"""What an agency sets for its outbox: whose number stands on receipts, how much, how long."""

from dataclasses import dataclass
from datetime import timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class OutboxLimits:
    """``agency`` and ``kiosk`` stand in each reference. ``limit_bytes`` bounds what the file holds.
    ``keep_trying``: after that an action expires; ``kept``: how long what is settled stays, for
    support. ``zone``: whose date a reference bears; None is that of the machine."""

    agency: str
    kiosk: str
    limit_bytes: int
    keep_trying: timedelta
    kept: timedelta
    zone: tzinfo | None = None
