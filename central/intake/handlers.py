"""The port behind which requests are acted on: one handler for each kind of request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from central.crypto.digests import Digests
from shared_runtime.private import Private
from wire.demandes.demande import Assurance
from wire.demandes.kinds import Demande
from wire.sync import ItemHeader


@dataclass(frozen=True, slots=True, repr=False)
class Received(Private):
    """A request that was opened and judged. ``body``: the same as it was sealed; ``made_at``: when
    the person asked, as far as central can tell; ``assurance``: how sure central is who asked,
    never more than the kiosk was; ``proved_by``: keyed digests of who proved their code for it."""

    kiosk: str
    header: ItemHeader
    demande: Demande
    body: bytes
    made_at: datetime
    received_at: datetime
    assurance: Assurance
    proved_by: Digests | None = None


class Handler(Protocol):
    def take(self, db: Session, requests: Sequence[Received]) -> None:
        """Acts on requests of one kind, in the transaction that also makes them known: it leaves
        the committing to the intake. What it raises leaves the requests unanswered, and the kiosk
        sends them again."""
        ...


Handlers = Mapping[str, Handler]
"""A handler for each kind of request."""
