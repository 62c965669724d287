"""Taking in what kiosks send: each item once in effect, however often it comes.

Deduplication row, effect and audit row of an item are written in one transaction, which it shares
with the items beside it; where that fails, each item has one of its own. So nothing is answered
before it is committed, there is never half an item, and a bad one stops no other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from central.crypto.body_keys import BodyKeysUnusable
from central.crypto.digests import ServerKeyUnknown
from central.intake.handlers import Handlers
from central.intake.judging import Judge
from central.intake.ledger import Judged, Settled, settle
from central.intake.proofs import Proofs
from central.intake.retention import Retention
from central.intake.tombstones import Buried, bury
from central.runtime.bugs import places
from central.store.audit import AuditTrail
from central.store.database import STORE_FAILS, transaction
from shared_runtime.clock import Clock
from wire.sync import NOT_YET, Item, ItemAnswer, SyncAnswer, SyncRequest, Tombstone

_ATTEMPTS = 5
_T = TypeVar("_T")

_log = structlog.get_logger("central")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """``charged``: how many of what was sent count against the kiosk's budget."""

    answer: SyncAnswer
    charged: int


@dataclass(frozen=True, slots=True)
class Intake:
    """Called from worker threads, several at once, also for one kiosk."""

    engine: Engine
    clock: Clock
    audit: AuditTrail
    judge: Judge
    proofs: Proofs
    handlers: Handlers
    retention: Retention
    next_poll_s: float

    def receive(self, kiosk: str, sent: SyncRequest) -> TakenIn:
        """With the answers to all that could be dealt with. Raises one of STORE_FAILS: what was
        stored before that stays, and is a duplicate when it comes again."""
        now = self.clock.now()
        self.retention.sweep_when_due()
        settled = self._taken(kiosk, self._judged(kiosk, sent, now), now)
        buried = self._buried(kiosk, sent.tombstones, now)
        if sent.items or sent.tombstones:
            _tell(kiosk, sent, settled, buried)
        answer = SyncAnswer(
            server_time=now,
            next_poll_s=self.next_poll_s,
            answers=(
                *(ItemAnswer(id=each.id, outcome=each.outcome, code=each.code) for each in settled),
                *(ItemAnswer(id=each.id, outcome=each.outcome) for each in buried),
            ),
        )
        charged = [each for each in settled if not each.is_free]
        new_graves = [each for each in buried if each.outcome == "stored"]
        return TakenIn(answer, len(charged) + len(new_graves))

    def _judged(self, kiosk: str, sent: SyncRequest, now: datetime) -> list[Judged]:
        """Outside any transaction: the rights source is asked, and takes its time."""
        return [
            judged
            for item in sent.items
            if (judged := self._judged_one(kiosk, sent, item, now)) is not None
        ]

    def _judged_one(
        self, kiosk: str, sent: SyncRequest, item: Item, now: datetime
    ) -> Judged | None:
        try:
            return Judged(item, sent, self.judge.judge(kiosk, sent, item, now))
        except Exception as error:  # noqa: BLE001 — whatever the rights source fails with
            _failed(kiosk, item.header.id, error)
            return None

    def _taken(self, kiosk: str, judged: Sequence[Judged], now: datetime) -> list[Settled]:
        if not judged:
            return []
        try:
            taken = self._again_if_another_was_faster(
                lambda: self._in_one_transaction(kiosk, judged, now)
            )
        except STORE_FAILS:
            raise
        except (BodyKeysUnusable, ServerKeyUnknown) as error:
            # Not one item's trouble: all are to come again when the keys are there.
            _log.error("intake_without_keys", kiosk=kiosk, count=len(judged), reason=str(error))
            return []
        except Exception as error:  # noqa: BLE001 — a handler's bug is one item's trouble, not all's
            if len(judged) == 1:
                _failed(kiosk, judged[0].id, error)
                return []
            return [settled for each in judged for settled in self._taken(kiosk, (each,), now)]
        # At once: what was committed is not told again when the rest fails and all comes anew.
        _warn(kiosk, taken)
        return taken

    def _in_one_transaction(
        self, kiosk: str, judged: Sequence[Judged], now: datetime
    ) -> list[Settled]:
        with transaction(self.engine) as db:
            return settle(db, kiosk, judged, self.handlers, self.proofs, self.audit, now)

    def _buried(
        self, kiosk: str, tombstones: Sequence[Tombstone], now: datetime
    ) -> Sequence[Buried]:
        if not tombstones:
            return ()

        def in_one_transaction() -> Sequence[Buried]:
            with transaction(self.engine) as db:
                return bury(db, kiosk, tombstones, self.audit, now)

        buried = self._again_if_another_was_faster(in_one_transaction)
        for each in buried:
            if each.outcome == "stored":
                _log.warning("intake_tombstone", kiosk=kiosk, action=str(each.id), state=each.state)
        return buried

    def _again_if_another_was_faster(self, store: Callable[[], _T]) -> _T:
        """The same item, or the same person's, may come in beside us: it is there the next time."""
        for _ in range(_ATTEMPTS - 1):
            try:
                return store()
            except IntegrityError:
                continue
        return store()


def _warn(kiosk: str, taken: Sequence[Settled]) -> None:
    for each in taken:
        if each.outcome == "conflict" and each.is_news:
            _log.error("intake_conflict", kiosk=kiosk, action=str(each.id))
        elif each.code in NOT_YET and not each.is_news:
            # The kiosk was told to come again: once a day at most, until central can take it.
            _log.info("intake_not_yet", kiosk=kiosk, action=str(each.id), code=each.code)
        elif each.code is not None:
            _log.warning("intake_rejected", kiosk=kiosk, action=str(each.id), code=each.code)


def _tell(
    kiosk: str, sent: SyncRequest, settled: Sequence[Settled], buried: Sequence[Buried]
) -> None:
    outcomes = [each.outcome for each in settled]
    _log.info(
        "intake",
        kiosk=kiosk,
        stored=outcomes.count("stored"),
        duplicate=outcomes.count("duplicate"),
        rejected=outcomes.count("rejected"),
        conflict=outcomes.count("conflict"),
        unanswered=len(sent.items) - len(settled),
        tombstones=len(buried),
        backlog=sent.backlog,
    )


def _failed(kiosk: str, action: UUID, error: Exception) -> None:
    _log.error(
        "intake_failed",
        kiosk=kiosk,
        action=str(action),
        kind=type(error).__name__,
        frames=places(error),
    )
