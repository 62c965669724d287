"""A real store in a folder of the test's, and actions to put into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from kiosk.sync.outbox.action import NewAction, Stored, Submitted
from kiosk.sync.outbox.limits import OutboxLimits
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.store.store_worker import Store, StoreWorker
from shared_runtime.clock import BootClock
from tests.sync.fakes import CAISSE, NOW, VISIT
from wire.actions import ActionState
from wire.demandes.ceam import CeamOrder
from wire.demandes.demande import Assurance

TERMS = OutboxLimits(
    agency="0261",
    kiosk="07",
    limit_bytes=64_000_000,
    keep_trying=timedelta(days=30),
    kept=timedelta(days=30),
)


@contextmanager
def kept(folder: Path, clock: BootClock) -> Iterator[StoreWorker]:
    worker = StoreWorker.open(folder / "state", TERMS, Sealer(CAISSE.public_key()), clock)
    assert isinstance(worker, StoreWorker), worker
    try:
        yield worker
    finally:
        worker.close()


def action_id(number: int) -> UUID:
    return UUID(f"0190a001-0000-7000-8000-{number:012x}")


def action(number: int, subject: UUID = VISIT) -> NewAction:
    return NewAction(
        id=action_id(number),
        kind="ceam",
        schema_version=1,
        priority=CeamOrder.priority,
        assurance=Assurance.CARD,
        session_reference=None,
        subject=subject,
        confirmed_at=NOW,
        body=b"{}",
    )


async def submit(worker: StoreWorker, *actions: NewAction) -> None:
    for each in actions:
        assert isinstance(await worker.ask(partial(_submit, each)), Stored)


def _submit(new: NewAction, store: Store) -> Submitted:
    return store.outbox.submit(new)


async def states(worker: StoreWorker) -> dict[int, ActionState]:
    """The state of each action, by its number."""
    page = await worker.ask(lambda store: store.outbox.page(None, 200))
    return {each.id.int & 0xFFFF_FFFF_FFFF: each.state for each in page.actions}
