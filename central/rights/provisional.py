"""Provisional codes by text message: six digits, ten minutes, once, to the number on file."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central.chance import Chance, digits
from central.clock import Clock
from central.keys import Keys, same
from central.rights.sms import SmsNotSent, SmsSender
from central.store.database import transaction
from central.store.models import ProvisionalCodeRow
from central.words import PROVISIONAL_CODE_SMS

_DIGITS = 6
_LIMIT_WINDOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Sent:
    expires_in_s: int


@dataclass(frozen=True, slots=True)
class TooMany:
    retry_after_s: int


@dataclass(frozen=True, slots=True)
class NotSent:
    pass


@dataclass(frozen=True, slots=True)
class Pending:
    """A code that was sent and can still be used."""

    id: UUID
    digest: str


@dataclass(frozen=True, slots=True)
class ProvisionalCodes:
    """A new code voids the one before. At most ``per_hour`` are sent to a person in an hour.

    Six digits are few, so they are kept as a keyed digest, useless without the server key, and
    every wrong one counts as a failed code of the account.
    """

    engine: Engine
    keys: Keys
    clock: Clock
    chance: Chance
    sender: SmsSender
    lifetime: timedelta
    per_hour: int

    def send(self, person: str, phone: str) -> Sent | TooMany | NotSent:
        now = self.clock.now()
        code = digits(self.chance, _DIGITS)
        made = self._store_alone(person, code, now)
        if isinstance(made, TooMany):
            return made
        minutes = math.ceil(self.lifetime.total_seconds() / 60)
        try:
            self.sender.send(phone, PROVISIONAL_CODE_SMS.format(code=code, minutes=minutes))
        except SmsNotSent:
            with transaction(self.engine) as db:
                db.execute(delete(ProvisionalCodeRow).where(ProvisionalCodeRow.id == made))
            return NotSent()
        return Sent(int(self.lifetime.total_seconds()))

    def pending(self, db: Session, person: str) -> Pending | None:
        row = db.scalar(
            select(ProvisionalCodeRow).where(
                ProvisionalCodeRow.person == person,
                ProvisionalCodeRow.closed.is_(False),
                ProvisionalCodeRow.expires_at > self.clock.now(),
            )
        )
        return None if row is None else Pending(row.id, row.digest)

    def is_right(self, pending: Pending, person: str, code: str) -> bool:
        return same(pending.digest, self._digest(person, code))

    def use(self, db: Session, pending: Pending) -> bool:
        """Spends the code; ``False`` when somebody was faster."""
        spent = db.execute(
            update(ProvisionalCodeRow)
            .where(ProvisionalCodeRow.id == pending.id, ProvisionalCodeRow.closed.is_(False))
            .values(closed=True)
            .returning(ProvisionalCodeRow.id)
        )
        return spent.first() is not None

    def _store_alone(self, person: str, code: str, now: datetime) -> UUID | TooMany:
        while True:
            try:
                return self._store(person, code, now)
            except IntegrityError:
                continue  # another code was stored beside us: it counts, and this one voids it

    def _store(self, person: str, code: str, now: datetime) -> UUID | TooMany:
        with transaction(self.engine) as db:
            db.execute(
                delete(ProvisionalCodeRow).where(ProvisionalCodeRow.sent_at <= now - _LIMIT_WINDOW)
            )
            recent = db.scalars(
                select(ProvisionalCodeRow)
                .where(ProvisionalCodeRow.person == person)
                .order_by(ProvisionalCodeRow.sent_at)
            ).all()
            if len(recent) >= self.per_hour:
                wait = recent[-self.per_hour].sent_at + _LIMIT_WINDOW - now
                return TooMany(max(1, math.ceil(wait.total_seconds())))
            for row in recent:
                row.closed = True
            db.flush()
            new_id = UUID(bytes=self.chance.bytes(16), version=4)
            db.add(
                ProvisionalCodeRow(
                    id=new_id,
                    person=person,
                    digest=self._digest(person, code),
                    sent_at=now,
                    expires_at=now + self.lifetime,
                    closed=False,
                )
            )
            return new_id

    def _digest(self, person: str, code: str) -> str:
        return self.keys.digest("provisional", person, code)
