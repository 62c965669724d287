"""Where and when a conversation takes place: what its flow is told besides who stands there."""

from dataclasses import dataclass
from datetime import date

from kiosk.domain.place import Place


@dataclass(frozen=True, slots=True)
class Here:
    """``today``: the day at ``place`` on which the conversation began, the same for all of it
    though midnight passes; None where the clock is known to be wrong."""

    place: Place
    today: date | None
