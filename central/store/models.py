"""The tables. No name, number, birth date or phone stands in any of them.

A person is ``person``: a keyed digest of NIR, birth date and birth rank. Before a keyed digest
stands the id of the server key that made it, see ``central.crypto.digests``.
"""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, DateTime, Dialect, Index, String, Uuid, text, true
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

_DIGEST = String(64)


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in Python on every database; SQLite itself keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        assert isinstance(value, datetime)
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    type_annotation_map = {datetime: UtcDateTime, date: Date, UUID: Uuid}  # noqa: RUF012 — SQLAlchemy reads it as declared


class KioskRow(Base):
    """A kiosk that may call, known by its key or, until it has one, by the SHA-256 of the device
    token that a former release gave it. The columns of id and name are called as they are because
    that release knew a kiosk by its name alone."""

    __tablename__ = "kiosks"

    id: Mapped[str] = mapped_column("name", String(64), primary_key=True)
    name: Mapped[str | None] = mapped_column("label", String(64))
    site: Mapped[str] = mapped_column(String(32), server_default="")
    token_sha256: Mapped[str | None] = mapped_column(_DIGEST, unique=True)
    key_sha256: Mapped[str | None] = mapped_column(_DIGEST, unique=True)
    certified_until: Mapped[datetime | None]
    added_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    quarantined_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_kiosks_listed", "site", "revoked_at", "name", "label"),)


class EnrolmentRow(Base):
    """A one-time code, and from its first use on the key that used it. ``kiosk``: the one that it
    is to become where it is known already, else the one that came of it; ``replaces``: the one that
    may call no more then."""

    __tablename__ = "enrolments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code_sha256: Mapped[str] = mapped_column(_DIGEST, unique=True)
    site: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16))
    made_by: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    key_sha256: Mapped[str | None] = mapped_column(_DIGEST)
    asked_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(String(200))
    decided_at: Mapped[datetime | None]
    kiosk: Mapped[str | None] = mapped_column(String(64))
    replaces: Mapped[str | None] = mapped_column(String(64))

    __table_args__ = (
        Index("ix_enrolments_state", "state", "made_at"),
        Index("ix_enrolments_kiosk", "kiosk"),
        Index("ix_enrolments_replaces", "replaces"),
    )


class KioskPlaceRow(Base):
    """From where a kiosk's token was used, and when that last began. ``place``: keyed digest of an
    address or of a boot's id."""

    __tablename__ = "kiosk_places"

    kiosk: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    place: Mapped[str] = mapped_column(_DIGEST, primary_key=True)
    arrived_at: Mapped[datetime]


class FailureCount:
    """Wrong codes since the last right one, and the lock they led to: ``locks`` how many there were
    in a row, ``locked_by`` the random id of the try that made it."""

    failures: Mapped[int]
    locks: Mapped[int] = mapped_column(server_default="0")
    locked_until: Mapped[datetime | None]
    locked_by: Mapped[UUID | None]


class AccountRow(FailureCount, Base):
    """A person's account. Also made for a person without one, to count failed codes.

    ``suspended_at``: the caisse suspended it; wrong codes lock it for a time.
    """

    __tablename__ = "accounts"

    person: Mapped[str] = mapped_column(_DIGEST, primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    code_hash: Mapped[str | None] = mapped_column(String(200))
    suspended_at: Mapped[datetime | None]


class CodeFailuresRow(FailureCount, Base):
    """Wrong codes of one person on one kiosk, or, with an empty ``person``, of anybody there."""

    __tablename__ = "code_failures"

    person: Mapped[str] = mapped_column(_DIGEST, primary_key=True)
    kiosk: Mapped[str] = mapped_column(String(64), primary_key=True)
    failed_at: Mapped[datetime] = mapped_column(index=True)


class CitizenSessionRow(Base):
    """A citizen session. ``sealed`` names the person to whoever holds token and server key."""

    __tablename__ = "citizen_sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(_DIGEST, unique=True)
    kiosk: Mapped[str] = mapped_column(String(64), index=True)
    visit: Mapped[UUID]
    level: Mapped[str] = mapped_column(String(1))
    sealed: Mapped[bytes]
    expires_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)


class ProvisionalCodeRow(Base):
    """A provisional code sent to a person: one open at a time in each visit, and good there alone.
    Kept a day: it also limits. Those of former releases name no kiosk and visit."""

    __tablename__ = "provisional_codes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(_DIGEST)
    kiosk: Mapped[str | None] = mapped_column(String(64))
    visit: Mapped[UUID | None]
    digest: Mapped[str] = mapped_column(_DIGEST)
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    closed: Mapped[bool]

    __table_args__ = (
        Index("ix_provisional_codes_person", "person", "sent_at"),
        Index("ix_provisional_codes_sent_at", "sent_at"),
        Index(
            "uq_provisional_codes_open",
            "person",
            "kiosk",
            "visit",
            unique=True,
            sqlite_where=text("closed = 0"),
            postgresql_where=text("NOT closed"),
        ),
    )


class PaperRow(Base):
    """An issued paper: digests and dates, never its content. ``period_start``, ``period_end``: the
    days it tells of, both included. The table is named after the first kind, which is also what
    the release before issues, that names none."""

    __tablename__ = "attestations"

    action: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(64), server_default="attestation_droits")
    request_digest: Mapped[str] = mapped_column(_DIGEST)
    content_digest: Mapped[str] = mapped_column(_DIGEST)
    subject_digest: Mapped[str] = mapped_column(_DIGEST)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    issued_on: Mapped[date]
    valid_until: Mapped[date | None]
    period_start: Mapped[date | None]
    period_end: Mapped[date | None]


class ServerKeyRow(Base):
    """A server key that made something in this store: whoever does not have it cannot tell what is
    absent here from what it cannot see."""

    __tablename__ = "server_keys"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    since: Mapped[datetime]


class ProductionRow(Base):
    """There is one where the store is a caisse's, since then: no fictitious people come into it."""

    __tablename__ = "production"

    id: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[datetime]


class AlarmRow(Base):
    """What somebody must look into, of a kiosk: raised so many times from then to then. ``closed``:
    if it is raised again, that is another alarm."""

    __tablename__ = "alarms"
    __table_args__ = (
        Index(
            "uq_alarms_going_on",
            "kind",
            "kiosk",
            unique=True,
            sqlite_where=text("NOT closed"),
            postgresql_where=text("NOT closed"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(64))
    kiosk: Mapped[str] = mapped_column(String(64))
    raised_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)
    times: Mapped[int]
    closed: Mapped[bool] = mapped_column(server_default=true())


class CounterColumns(Base):
    """How often a thing was done until ``ends_at``. ``key``: keyed digest of what, and by whom."""

    __abstract__ = True

    key: Mapped[str] = mapped_column(_DIGEST, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    ends_at: Mapped[datetime] = mapped_column(index=True)


class CounterRow(CounterColumns):
    """What is counted at the kiosk API."""

    __tablename__ = "counters"


class PublicCounterRow(CounterColumns):
    """What the public page counts: apart, so that nobody behind it reaches the kiosks' counts."""

    __tablename__ = "public_counters"
