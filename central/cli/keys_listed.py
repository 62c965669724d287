"""The keys that central alone knows, as they are listed: those of the server, those of bodies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from central.container import Container
from central.crypto.body_keys import BodyKeyErased
from central.store.database import transaction
from central.store.intake_models import RequestItemRow
from central.store.key_uses import uses


@dataclass(frozen=True, slots=True)
class KeyLine:
    """``since``: when it came into its state, where that is known. ``uses``: how many of what
    cannot do without it."""

    kind: str
    id: str
    since: datetime | None
    state: str
    uses: Mapping[str, int]


def server_keys(container: Container) -> Iterator[KeyLine]:
    with transaction(container.engine) as db:
        for key in container.keys.ring.keys:
            yield KeyLine("server", key.id, key.since, key.state, uses(db, key))


def body_keys(container: Container) -> Iterator[KeyLine]:
    """Raises BodyKeysUnusable."""
    row, now = RequestItemRow, container.clock.now()
    with transaction(container.engine) as db:
        sealed = select(row.body_key, func.count()).where(row.body_key.is_not(None))
        found = db.execute(sealed.where(row.sealed.is_not(None)).group_by(row.body_key))
        bodies = {str(key_id): number for key_id, number in found}
    for key in container.body_keys.all():
        state = "current" if now < key.ends_at else "former"
        number = bodies.pop(key.id, 0)
        yield KeyLine("body", key.id, key.begins_at, state, {"bodies": number} if number else {})
    for key_id, number in sorted(bodies.items()):
        is_erased = isinstance(container.body_keys.find(key_id), BodyKeyErased)
        yield KeyLine(
            "body", key_id, None, "erased" if is_erased else "missing", {"bodies": number}
        )
