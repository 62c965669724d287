"""How a kiosk becomes one of the fleet: a code for it, the key that uses the code, a person who
agrees. A code opens nothing by itself, and is used once however many use it at the same time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, assert_never, cast
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from central.crypto.authority import RequestedKey
from central.crypto.keys import fingerprint
from central.fleet.certificates import Certificates
from central.fleet.kiosks import end_visits, revoke_kiosk
from central.runtime.chance import Chance, crockford
from central.store.alarms import raise_alarm
from central.store.models import EnrolmentRow, KioskRow
from shared_runtime.clock import Clock
from wire.enrolment import Enrolled, EnrolmentPending, EnrolmentRefused, check_word

CODE_LENGTH = 20
"""Characters of five bits each, as ``wire.enrolment.EnrolmentCode`` has it."""
_GROUP = 4
CODE_LIFE = timedelta(minutes=15)
MOST_UNDER_WAY = 40
"""Of one person."""
ANSWERED_FOR = timedelta(days=7)
"""How long a kiosk may come to fetch what was decided; nobody waits longer in front of it."""
State = Literal["open", "asked", "approved", "refused"]


class EnrolmentUnknown(Exception):
    """Nothing of this id waits for a decision."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """``check``: what kiosk and central both show; None while nobody has used the code. ``kiosk``:
    the one that it becomes again, or that came of it; ``replaces``: the one that may call no more
    then."""

    id: UUID
    site: str
    name: str
    state: State
    made_by: str
    made_at: datetime
    expires_at: datetime
    check: str | None
    kiosk: str | None
    replaces: str | None

    @property
    def takes_a_place(self) -> bool:
        """Of a machine that may call until then."""
        return self.kiosk is not None or self.replaces is not None

    def shows(self, check: str) -> bool:
        """Whether somebody who reads this word on a kiosk stands in front of this one."""
        return self.check is not None and _plain(check) == _plain(self.check)


@dataclass(frozen=True, slots=True)
class MadeCode:
    """``code`` is kept nowhere."""

    enrolment: UUID
    code: str


def grouped(code: str) -> str:
    """As people read and type it."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


@dataclass(frozen=True, slots=True)
class EnrolmentDesk:
    """What people do: they make codes, and decide on who used one. It needs no authority."""

    clock: Clock
    chance: Chance

    def make_code(
        self,
        db: Session,
        site: str,
        name: str,
        by: str,
        *,
        kiosk: str | None = None,
        replaces: str | None = None,
    ) -> MadeCode:
        """A new code for a kiosk of that name. ``kiosk``: the known one that it becomes again, with
        another key; ``replaces``: the one whose place another machine takes."""
        code, now = crockford(self.chance, CODE_LENGTH), self.clock.now()
        made = MadeCode(UUID(bytes=self.chance.bytes(16), version=4), code)
        db.add(
            EnrolmentRow(
                id=made.enrolment,
                code_sha256=fingerprint(code),
                site=site,
                name=name,
                state="open",
                made_by=by,
                made_at=now,
                expires_at=now + CODE_LIFE,
                kiosk=kiosk,
                replaces=replaces,
            )
        )
        return made

    def has_too_many(self, db: Session, by: str) -> bool:
        """Of codes that may still be used, or machines that wait for a decision: nobody installs as
        many at once."""
        row = EnrolmentRow
        used = (row.state == "open") & (row.expires_at > self.clock.now())
        found = select(func.count()).where(row.made_by == by, (row.state == "asked") | used)
        return (db.scalar(found) or 0) >= MOST_UNDER_WAY

    def one(self, db: Session, enrolment: UUID) -> Enrolment | None:
        """However it stands."""
        row = db.get(EnrolmentRow, enrolment)
        return None if row is None else _enrolment(row)

    def under_way(self, db: Session) -> Sequence[Enrolment]:
        """Codes that may still be used, and kiosks that wait for a decision; the oldest first."""
        rows = db.scalars(
            select(EnrolmentRow)
            .where(
                (EnrolmentRow.state == "asked")
                | ((EnrolmentRow.state == "open") & (EnrolmentRow.expires_at > self.clock.now()))
            )
            .order_by(EnrolmentRow.made_at)
        )
        return tuple(map(_enrolment, rows))

    def approve(self, db: Session, enrolment: UUID, by: str) -> Enrolment:
        """The key is a kiosk's from now on. Raises EnrolmentUnknown."""
        row = self._decided(db, enrolment, "approved", by)
        kiosk = None if row.kiosk is None else db.get(KioskRow, row.kiosk, with_for_update=True)
        if kiosk is None:
            kiosk = KioskRow(
                id=f"k-{crockford(self.chance, 12).lower()}", added_at=self.clock.now()
            )
            db.add(kiosk)
        kiosk.name, kiosk.site, kiosk.key_sha256 = row.name, row.site, row.key_sha256
        kiosk.token_sha256 = kiosk.revoked_at = kiosk.quarantined_at = None
        row.kiosk = kiosk.id
        end_visits(db, kiosk.id)
        if row.replaces is not None:
            revoke_kiosk(db, self.clock, row.replaces)
        return _enrolment(row)

    def refuse(self, db: Session, enrolment: UUID, by: str) -> Enrolment:
        """Raises EnrolmentUnknown."""
        return _enrolment(self._decided(db, enrolment, "refused", by))

    def _decided(self, db: Session, enrolment: UUID, state: State, by: str) -> EnrolmentRow:
        row = db.get(EnrolmentRow, enrolment, with_for_update=True)
        if row is None or row.state != "asked":
            raise EnrolmentUnknown
        row.state, row.decided_by, row.decided_at = state, by, self.clock.now()
        return row


@dataclass(frozen=True, slots=True)
class Enrolments(EnrolmentDesk):
    """The same, and what kiosks are answered."""

    certificates: Certificates

    def ask(
        self, db: Session, code: str, key: RequestedKey
    ) -> EnrolmentPending | EnrolmentRefused | Enrolled | None:
        """How it stands with the kiosk that has this code and key; None where nobody of this key
        can use it."""
        self._use(db, code, key)
        row = db.scalar(select(EnrolmentRow).where(EnrolmentRow.code_sha256 == fingerprint(code)))
        if row is None or row.key_sha256 is None:
            return None
        if row.key_sha256 != key.digest:
            # Two have read the code: whoever decides is to know that one of them should not have.
            raise_alarm(db, self.clock, "enrolment-code-shared", row.kiosk or row.name)
            return None
        match cast(State, row.state):
            case "open" | "asked":
                return EnrolmentPending(check_word(key.digest))
            case "refused":
                return EnrolmentRefused()
            case "approved":
                return self._enrolled(db, row, key)
            case _ as never:
                assert_never(never)

    def _use(self, db: Session, code: str, key: RequestedKey) -> None:
        """In one statement: of several who come at once, one has used it."""
        now = self.clock.now()
        db.execute(
            update(EnrolmentRow)
            .where(
                EnrolmentRow.code_sha256 == fingerprint(code),
                EnrolmentRow.state == "open",
                EnrolmentRow.expires_at > now,
            )
            .values(state="asked", key_sha256=key.digest, asked_at=now)
        )

    def _enrolled(self, db: Session, row: EnrolmentRow, key: RequestedKey) -> Enrolled | None:
        decided = row.decided_at
        if decided is None or decided + ANSWERED_FOR <= self.clock.now():
            return None
        enrolled = self.certificates.issue(db, key)
        if enrolled is not None:
            self.certificates.endorsed.enrolled(db, enrolled.kiosk)
        return enrolled


def _enrolment(row: EnrolmentRow) -> Enrolment:
    return Enrolment(
        row.id,
        row.site,
        row.name,
        cast(State, row.state),
        row.made_by,
        row.made_at,
        row.expires_at,
        None if row.key_sha256 is None else check_word(row.key_sha256),
        row.kiosk,
        row.replaces,
    )


def _plain(word: str) -> str:
    return word.strip().upper().replace("-", "")
