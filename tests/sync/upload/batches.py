"""Batches as the outbox gives them out, and answers as central gives them."""

from datetime import timedelta
from uuid import UUID

from kiosk.sync.outbox.action import Batch
from tests.sync.fakes import NOW
from wire.demandes.demande import Assurance
from wire.sync import Item, ItemAnswer, ItemHeader, ItemOutcome, SyncAnswer, Tombstone

BOOT = UUID(int=7)
DIGEST = "0" * 64


def action(number: int) -> UUID:
    return UUID(f"0190a000-0000-7000-8000-{number:012x}")


def item(number: int, *, session_reference: str | None = None, sealed: bytes = b"sealed") -> Item:
    header = ItemHeader(
        id=action(number),
        reference=f"20261122-0000-07-{number:06}-00",
        kind="ceam",
        schema_version=1,
        assurance=Assurance.CARD if session_reference is None else Assurance.CODE,
        session_reference=session_reference,
        subject=UUID(int=1000 + number),
        sequence=1,
        created_at=NOW,
        boot=BOOT,
        made_at_s=12.5,
        expires_at=NOW + timedelta(days=30),
        priority=5,
        key_id="0" * 16,
    )
    return Item(header=header, sealed=sealed, digest=DIGEST)


def tombstone(number: int) -> Tombstone:
    return Tombstone(
        id=action(number),
        reference=f"20261122-0000-07-{number:06}-00",
        kind="ceam",
        subject=UUID(int=1000 + number),
        sequence=1,
        state="expired",
        reason="expired",
        digest=DIGEST,
        created_at=NOW,
        at=NOW,
    )


def batch(*numbers: int, graves: tuple[int, ...] = (), backlog: int = 0) -> Batch:
    return Batch(tuple(map(item, numbers)), tuple(map(tombstone, graves)), backlog, {})


def said(
    outcomes: dict[int, ItemOutcome], code: str | None = None, next_poll_s: float = 60
) -> SyncAnswer:
    return SyncAnswer(
        server_time=NOW,
        next_poll_s=next_poll_s,
        answers=tuple(
            ItemAnswer(id=action(number), outcome=outcome, code=code)
            for number, outcome in outcomes.items()
        ),
    )
