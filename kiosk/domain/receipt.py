"""The receipt of a request: what the paper says, and at most that."""

from dataclasses import dataclass
from datetime import datetime

from shared_runtime.private import Private


@dataclass(frozen=True, slots=True, repr=False)
class Receipt(Private):
    """One receipt per operation. ``made_at`` is aware; ``kind`` and ``follow_up`` are what the
    request says of itself; ``online`` False: it goes up by itself later. No name, no
    number of a person stands on it."""

    reference: str
    made_at: datetime
    kind: str
    follow_up: str
    online: bool
