"""Erasing the content of requests, what commands brought and support bundles, when their time is
over."""

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import Engine, Select, func, select, update
from sqlalchemy.orm import Session

from central.crypto.body_keys import BodyKeys, BodyKeysUnusable
from central.fleet.commands.results import forget_results
from central.fleet.support_bundles import forget_bundles
from central.store.database import scrub, transaction
from central.store.intake_models import RequestItemRow, RequestRow
from shared_runtime.clock import Clock

_EVERY_S = 3_600.0

_log = structlog.get_logger("central")


@dataclass(slots=True)
class Retention:
    """Looks at start and, since kiosks call all the time, with what they send: once an hour."""

    engine: Engine
    clock: Clock
    kept: timedelta
    body_keys: BodyKeys
    _next_s: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def sweep_when_due(self) -> None:
        with self._lock:
            now_s = self.clock.monotonic()
            if now_s < self._next_s:
                return
            self._next_s = now_s + _EVERY_S
        self.sweep()

    def sweep(self) -> None:
        until = self.clock.now() - self.kept
        with transaction(self.engine) as db:
            forget_results(db, self.clock.now())
            forget_bundles(db, self.clock.now())
            still_open = _open_among(db, until)
            erased = db.execute(
                update(RequestItemRow)
                .where(RequestItemRow.received_at <= until, RequestItemRow.sealed.is_not(None))
                .values(sealed=None)
                .returning(RequestItemRow.id)
            ).all()
        if erased:
            scrub(self.engine)
            _log.info("bodies_erased", count=len(erased), open=still_open)
        try:
            self._erase_keys(until)
        except BodyKeysUnusable as error:
            _log.error("body_keys_unusable", reason=str(error))

    def _erase_keys(self, until: datetime) -> None:
        """Of months whose last body was erased: with them what is in any backup."""
        for key in self.body_keys.all():
            if key.ends_at > until:
                continue
            with transaction(self.engine) as db:
                in_use = db.scalar(_sealed_by(key.id))
            if in_use is None:
                self.body_keys.erase(key)
                _log.info("body_key_erased", key=key.id)


def _sealed_by(key_id: str) -> Select[UUID]:
    row = RequestItemRow
    return select(row.id).where(row.sealed.is_not(None), row.body_key == key_id).limit(1)


def _open_among(db: Session, until: datetime) -> int:
    """How many of those to erase belong to requests that nobody has dealt with."""
    return (
        db.scalar(
            select(func.count())
            .select_from(RequestItemRow)
            .join(RequestRow, RequestRow.id == RequestItemRow.request)
            .where(
                RequestItemRow.received_at <= until,
                RequestItemRow.sealed.is_not(None),
                RequestRow.state != "done",
            )
        )
        or 0
    )
