"""Citizen sessions: short-lived, bound to one kiosk, and silent about whose they are.

The store holds the token's SHA-256 and the person sealed under that token and the server key: a
copy of the database names nobody, not even together with the key.
"""

import json
import math
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from central.crypto.digests import Digests
from central.crypto.keys import Keys, fingerprint
from central.rights.people import PersonId
from central.runtime.chance import Chance, token
from central.store.models import CitizenSessionRow
from shared_runtime.clock import Clock
from shared_runtime.private import Private
from wire.sealing import SealBroken

CitizenLevel = Literal["C", "L"]
_REFERENCE_DIGITS = 32


@dataclass(frozen=True, slots=True, repr=False)
class CitizenSession(Private):
    """``person_digests``: what the store calls the person under each server key."""

    id: UUID
    kiosk: str
    visit: UUID
    level: CitizenLevel
    person: PersonId
    person_digests: Digests


@dataclass(frozen=True, slots=True, repr=False)
class Granted(Private):
    token: str
    expires_in_s: int


@dataclass(frozen=True, slots=True)
class CitizenSessions:
    """Each call moves the end ``idle`` ahead, but never beyond ``longest`` after the opening."""

    keys: Keys
    clock: Clock
    chance: Chance
    idle: timedelta
    longest: timedelta

    def open(self, db: Session, kiosk: str, visit: UUID, person: PersonId) -> Granted:
        """A session at level C. It ends any other of this kiosk, and sweeps those that are over."""
        now = self.clock.now()
        db.execute(
            delete(CitizenSessionRow).where(
                or_(
                    CitizenSessionRow.kiosk == kiosk,
                    CitizenSessionRow.ends_at <= now,
                    CitizenSessionRow.expires_at <= now,
                )
            )
        )
        bearer = token(self.chance)
        ends_at = now + self.longest
        expires_at = min(now + self.idle, ends_at)
        db.add(
            CitizenSessionRow(
                id=UUID(bytes=self.chance.bytes(16), version=4),
                token_sha256=fingerprint(bearer),
                kiosk=kiosk,
                visit=visit,
                level="C",
                sealed=self._seal(bearer, kiosk, person),
                expires_at=expires_at,
                ends_at=ends_at,
            )
        )
        return Granted(bearer, _seconds(expires_at - now))

    def current(self, db: Session, kiosk: str, bearer: str) -> CitizenSession | None:
        """The session behind a token, when it is this kiosk's and not over; keeps it alive. Raises
        ServerKeyUnknown."""
        row, now = self._row(db, kiosk, bearer), self.clock.now()
        if row is None or row.expires_at <= now or row.ends_at <= now:
            return None
        try:
            nir, birth_date, rank = json.loads(self.keys.unseal(bearer, kiosk, row.sealed))
        except SealBroken:
            return None  # the server key was changed since: nobody is behind this row any more
        row.expires_at = min(now + self.idle, row.ends_at)
        person = PersonId(nir, birth_date, rank)
        return CitizenSession(
            id=row.id,
            kiosk=kiosk,
            visit=row.visit,
            level="L" if row.level == "L" else "C",
            person=person,
            person_digests=person_digests(self.keys, person),
        )

    def raise_to_code(self, db: Session, session: CitizenSession) -> Granted | None:
        """Level L under a new token; the old one is void. ``None`` when it ended meanwhile."""
        row = db.get(CitizenSessionRow, session.id, with_for_update=True)
        if row is None:
            return None
        bearer = token(self.chance)
        row.level = "L"
        row.token_sha256 = fingerprint(bearer)
        row.sealed = self._seal(bearer, session.kiosk, session.person)
        return Granted(bearer, _seconds(row.expires_at - self.clock.now()))

    def end(self, db: Session, kiosk: str, bearer: str) -> UUID | None:
        """Ends the session; returns the visit it belonged to, ``None`` when there was none."""
        row = self._row(db, kiosk, bearer)
        if row is None:
            return None
        db.delete(row)
        return row.visit

    def _row(self, db: Session, kiosk: str, bearer: str) -> CitizenSessionRow | None:
        return db.scalar(
            select(CitizenSessionRow).where(
                CitizenSessionRow.token_sha256 == fingerprint(bearer),
                CitizenSessionRow.kiosk == kiosk,
            )
        )

    def _seal(self, bearer: str, kiosk: str, person: PersonId) -> bytes:
        plain = json.dumps([person.nir, person.birth_date, person.birth_rank]).encode("utf-8")
        return self.keys.seal(self.chance, bearer, kiosk, plain)


def person_digests(keys: Keys, person: PersonId) -> Digests:
    return keys.digests("person", person.nir, person.birth_date, str(person.birth_rank))


def reference(keys: Keys, session: CitizenSession, person: PersonId) -> str:
    """The opaque name of a person within one visit to a kiosk. A person who must log in again in
    the middle of a service keeps it, so that the kiosk can go on where it stood."""
    return _references(keys, session, person)[0]


def is_reference(keys: Keys, session: CitizenSession, person: PersonId, given: str) -> bool:
    """Also one that was given under another server key: a visit outlasts a turn of the keys."""
    return given in _references(keys, session, person)


def _references(keys: Keys, session: CitizenSession, person: PersonId) -> tuple[str, ...]:
    fields = (session.visit.hex, person.nir, person.birth_date, str(person.birth_rank))
    return tuple(
        name.rpartition(".")[2][:_REFERENCE_DIGITS]
        for name in keys.digests("reference", *fields).names
    )


def whole_seconds(span: timedelta) -> int:
    """At least one, since nobody is told to wait for nothing."""
    return max(1, math.ceil(span.total_seconds()))


def _seconds(span: timedelta) -> int:
    return max(1, int(span.total_seconds()))
