"""Having signed what waits for it: by whichever way to the signer there is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine

from central.fleet.commands.issuing import to_be_signed
from central.fleet.configuration.signer import AT_ONCE, NotSigned
from central.store.database import transaction

SigningOutcomes = Mapping[UUID, int | NotSigned]


def sign_waiting(
    engine: Engine, now: datetime, sign: Callable[[Sequence[UUID]], SigningOutcomes]
) -> SigningOutcomes:
    """All that wait, one that could not be signed earlier among them. Raises what ``sign`` does;
    what was signed until then is signed."""
    done: dict[UUID, int | NotSigned] = {}
    last: tuple[datetime, UUID] | None = None
    while True:
        with transaction(engine) as db:
            waiting = to_be_signed(db, now, AT_ONCE, last)
        if not waiting:
            return done
        done |= sign([id_ for _, id_ in waiting])
        last = waiting[-1]
