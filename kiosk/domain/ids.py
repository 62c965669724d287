"""Identifiers. All are minted outside and handed in; none is derived from a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID

SessionId = NewType("SessionId", UUID)
"""One visit of one person, from card in to card out."""
ActionId = NewType("ActionId", UUID)
"""One human decision (UUIDv7, minted when the person confirms)."""
JobId = NewType("JobId", UUID)
"""One print job for one confirmation."""
ServiceId = NewType("ServiceId", str)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where an answer or a timer belongs; one that does not match the present is dropped."""

    session: SessionId
    turn: int


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A confirmation, minted once by the runtime at the person's touch. ``at`` is aware, UTC."""

    action: ActionId
    job: JobId
    at: datetime
