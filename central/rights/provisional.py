"""Provisional codes by text message: six digits, ten minutes, once, to the number on file."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from central.crypto.digests import Digests
from central.crypto.keys import Keys
from central.rights.accounts import again_if_made_meanwhile, held
from central.rights.sessions import CitizenSession, whole_seconds
from central.rights.sms import SmsNotSent, SmsSender
from central.runtime.chance import Chance, digits
from central.store.database import transaction
from central.store.models import ProvisionalCodeRow
from shared_runtime.clock import Clock
from shared_runtime.messages.catalogue import Translations

_DIGITS = 6
_LIMIT_WINDOW = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ProvisionalCodeSent:
    expires_in_s: int


@dataclass(frozen=True, slots=True)
class TooManyCodes:
    retry_after_s: int


@dataclass(frozen=True, slots=True)
class ProvisionalCodeNotSent:
    pass


@dataclass(frozen=True, slots=True)
class Pending:
    """A code that was sent and can still be used."""

    id: UUID
    digest: str


@dataclass(frozen=True, slots=True)
class ProvisionalCodes:
    """A code is good in the visit that asked for it; a new one voids the one before in that visit.
    At most ``per_visit`` are sent in a visit, ``per_day`` to a person in 24 hours, half of them
    from one kiosk: who asks there for messages in another's name leaves them the other half.

    Six digits are few, so they are kept as a keyed digest, useless without the server key, and
    every wrong one counts as a failed code of the account.
    """

    engine: Engine
    keys: Keys
    clock: Clock
    chance: Chance
    sender: SmsSender
    lifetime: timedelta
    per_visit: int
    per_day: int
    translations: Translations

    def send(
        self, session: CitizenSession, phone: str
    ) -> ProvisionalCodeSent | TooManyCodes | ProvisionalCodeNotSent:
        now = self.clock.now()
        code = digits(self.chance, _DIGITS)
        made = again_if_made_meanwhile(lambda: self._store(session, code, now))
        if isinstance(made, TooManyCodes):
            return made
        minutes = math.ceil(self.lifetime.total_seconds() / 60)
        text = self.translations.say("sms.provisional_code", code=code, minutes=minutes)
        try:
            self.sender.send(phone, text)
        except SmsNotSent:
            with transaction(self.engine) as db:
                db.execute(delete(ProvisionalCodeRow).where(ProvisionalCodeRow.id == made))
            return ProvisionalCodeNotSent()
        return ProvisionalCodeSent(int(self.lifetime.total_seconds()))

    def pending(self, db: Session, session: CitizenSession) -> Pending | None:
        row = db.scalar(
            select(ProvisionalCodeRow).where(
                ProvisionalCodeRow.person.in_(session.person_digests.names),
                ProvisionalCodeRow.kiosk == session.kiosk,
                ProvisionalCodeRow.visit == session.visit,
                ProvisionalCodeRow.closed.is_(False),
                ProvisionalCodeRow.expires_at > self.clock.now(),
            )
        )
        return None if row is None else Pending(row.id, row.digest)

    def is_right(self, pending: Pending, person: Digests, code: str) -> bool:
        """Raises ServerKeyUnknown."""
        return self.keys.made(pending.digest, "provisional", person, code)

    def use(self, db: Session, pending: Pending) -> bool:
        """Spends the code; ``False`` when somebody was faster."""
        spent = db.execute(
            update(ProvisionalCodeRow)
            .where(ProvisionalCodeRow.id == pending.id, ProvisionalCodeRow.closed.is_(False))
            .values(closed=True)
            .returning(ProvisionalCodeRow.id)
        )
        return spent.first() is not None

    def _store(self, session: CitizenSession, code: str, now: datetime) -> UUID | TooManyCodes:
        with transaction(self.engine) as db:
            # Nobody else counts and stores for this person meanwhile.
            person = held(db, session.person_digests).person
            db.execute(
                delete(ProvisionalCodeRow).where(ProvisionalCodeRow.sent_at <= now - _LIMIT_WINDOW)
            )
            recent = db.scalars(
                select(ProvisionalCodeRow)
                .where(ProvisionalCodeRow.person == person)
                .order_by(ProvisionalCodeRow.sent_at)
            ).all()
            wait_s = self._wait_s(session, recent, now)
            if wait_s is not None:
                return TooManyCodes(wait_s)
            for row in recent:
                if (row.kiosk, row.visit) == (session.kiosk, session.visit):
                    row.closed = True
            db.flush()
            new_id = UUID(bytes=self.chance.bytes(16), version=4)
            db.add(
                ProvisionalCodeRow(
                    id=new_id,
                    person=person,
                    kiosk=session.kiosk,
                    visit=session.visit,
                    digest=self.keys.digest("provisional", session.person_digests, code),
                    sent_at=now,
                    expires_at=now + self.lifetime,
                    closed=False,
                )
            )
            return new_id

    def _wait_s(
        self, session: CitizenSession, recent: Sequence[ProvisionalCodeRow], now: datetime
    ) -> int | None:
        """Whole seconds until one more may be sent; ``None`` when it may now."""
        of_kiosk = [row for row in recent if row.kiosk == session.kiosk]
        of_visit = [row for row in of_kiosk if row.visit == session.visit]
        if len(of_visit) >= self.per_visit:
            return whole_seconds(self.lifetime)
        for sent, limit in ((recent, self.per_day), (of_kiosk, math.ceil(self.per_day / 2))):
            if len(sent) >= limit:
                return whole_seconds(sent[-limit].sent_at + _LIMIT_WINDOW - now)
        return None
