"""Actions as the outbox takes them in and gives them out."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from shared_runtime.private import Private
from wire.demandes.demande import Assurance
from wire.sync import Item, Lack, Tombstone


@dataclass(frozen=True, slots=True, repr=False)
class NewAction(Private):
    """A decision just confirmed. ``id`` is its UUIDv7; ``subject`` the random id of the visit;
    ``body`` the plain JSON, which is sealed before anything is written."""

    id: UUID
    kind: str
    schema_version: int
    priority: int
    assurance: Assurance
    session_reference: str | None
    subject: UUID
    confirmed_at: datetime
    body: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """Committed to disk, now or when the same id came before."""

    reference: str
    assurance: Assurance


@dataclass(frozen=True, slots=True)
class Full:
    """There is no room; what is there already stays."""


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The disk failed: nothing was committed."""


Submitted = Stored | Full | Unavailable


@dataclass(frozen=True, slots=True, repr=False)
class Batch(Private):
    """What goes up together, in flight from here on: of each subject at most one item, and those
    whose time has come again after they were put off. ``backlog``: how many more wait.
    ``refused_since``: when central first turned an item away in a way that is worth waiting a day
    for, ``put_off``: how often central could not take it yet, both by the item's id."""

    items: tuple[Item, ...]
    tombstones: tuple[Tombstone, ...]
    backlog: int
    refused_since: dict[UUID, datetime]
    put_off: dict[UUID, int] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not self.items and not self.tombstones


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Central has it: stored now, or before."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """Central will never take it. ``reason`` is a slug."""

    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """Sent again. ``refused``: turned away, which counts from now unless it was before."""

    refused: bool = False


@dataclass(frozen=True, slots=True)
class NotYet:
    """Central lacks something for it, which it may get: offered again after that many seconds, and
    its successors go on without it."""

    lack: Lack
    again_in_s: float


Verdict = Acknowledged | Quarantined | Later | NotYet
"""What becomes of one item or tombstone after an exchange."""
