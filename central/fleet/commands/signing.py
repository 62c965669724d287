"""Having signed what waits for it: by whichever way to the signer there is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine

from central.fleet.commands.issuing import to_be_signed
from central.fleet.configuration.signer import NotSigned
from central.store.database import transaction

SigningOutcomes = Mapping[UUID, int | NotSigned]


def sign_waiting(
    engine: Engine, now: datetime, sign: Callable[[Sequence[UUID]], SigningOutcomes]
) -> SigningOutcomes:
    """All that wait, one that could not be signed earlier among them. Raises what ``sign`` does."""
    with transaction(engine) as db:
        waiting = to_be_signed(db, now)
    return sign(waiting) if waiting else {}
