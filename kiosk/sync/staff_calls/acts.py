"""What staff did on its way to central's audit: an item of the queue, as people's requests are."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import structlog

from kiosk.sync.outbox.action import NewAction, Stored
from kiosk.sync.outbox.outbox import IdTaken
from kiosk.sync.store.store_worker import StoreWorker
from wire.codec import codec_of
from wire.demandes.demande import Assurance
from wire.staff import STAFF_ACT_KIND, STAFF_ACT_VERSION, DoneByStaff

_LAST = 9
"""Of the queue's priorities: what people asked for goes first."""

log = structlog.get_logger(__name__)


class StaffActs:
    """``taken``: told of each act that is new in the queue."""

    def __init__(self, worker: StoreWorker, taken: Callable[[], None]) -> None:
        self._worker, self._taken = worker, taken

    async def keep(self, act: DoneByStaff, deed: UUID, *, subject: UUID, at: datetime) -> bool:
        """On disk when it returns. Where there is no room for it the log says so, and staff go on
        all the same: they come to mend it. False: the id stands for something else, nobody's
        deed."""
        action = NewAction(
            id=deed,
            kind=STAFF_ACT_KIND,
            schema_version=STAFF_ACT_VERSION,
            priority=_LAST,
            assurance=Assurance.DECLARED,
            session_reference=None,
            subject=subject,
            confirmed_at=at,
            body=codec_of(DoneByStaff).write(act),
        )
        try:
            kept = await self._worker.ask(lambda store: store.outbox.submit(action))
        except IdTaken:
            log.error("staff_act_lost", outcome=act.did)
            return False
        if not isinstance(kept, Stored):
            log.error("staff_act_lost", outcome=act.did)
        self._taken()
        return True
