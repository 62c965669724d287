"""Which server keys a store knows, and rows that one key named and another would name otherwise.

Workers with different rings may work on one store. Whoever finds nothing asks whether it could have
seen it; and two that name one thing differently do not both make its row.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from central.crypto.digests import Digests, ServerKeyUnknown
from central.crypto.key_ring import KeyRing
from central.store.database import insert_or_update
from central.store.models import ServerKeyRow


def note_in_use(db: Session, ring: KeyRing, now: datetime) -> None:
    """Before the current key makes anything here."""
    for key in (ring.current, *ring.former):
        db.execute(
            insert_or_update(db, ServerKeyRow)
            .values(id=key.id, since=key.since or now)
            .on_conflict_do_nothing(index_elements=[ServerKeyRow.id])
        )


def forget(db: Session, key_id: str) -> None:
    """Nothing that it made is left here."""
    db.execute(delete(ServerKeyRow).where(ServerKeyRow.id == key_id))


def require_known(db: Session, key_ids: tuple[str, ...]) -> None:
    """Raises ServerKeyUnknown where another key than these made something here."""
    strange = db.scalar(select(ServerKeyRow.id).where(ServerKeyRow.id.not_in(key_ids)).limit(1))
    if strange is not None:
        raise ServerKeyUnknown(strange)


def may_be_made(db: Session, things: Sequence[Digests]) -> bool:
    """To be asked where none of these was found: whether their rows may be made at once. Where not,
    they are held until the end of the transaction, and have to be looked for once more: another
    worker may have made one meanwhile, under another name. Raises ServerKeyUnknown."""
    key_ids = things[0].key_ids
    require_known(db, key_ids)
    if len(key_ids) == 1 or db.get_bind().dialect.name != "postgresql":
        return True  # SQLite has one writer, and it is us
    # In one order everywhere: no two transactions wait for each other in a circle.
    for name in sorted({name for thing in things for name in thing.names}):
        db.execute(_HOLD, {"name": name})
    return False


_HOLD = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
