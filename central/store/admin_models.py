"""The tables of the people who look after the kiosks: who they are, what they may do, where they
have signed in, and what waits for a second one of them.

Nothing that was typed stands here: passwords as argon2id, recovery codes as keyed digests, secrets
of second factors sealed, sessions as SHA-256.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from central.store.models import Base

_ADMIN = String(32)
_DIGEST = String(64)
_SLUG = String(64)


class AdminRow(Base):
    """Somebody who may sign in: by ``login`` here, or as ``subject`` of the provider ``issuer``.
    ``name`` is for people, and not unique."""

    __tablename__ = "admins"

    id: Mapped[str] = mapped_column(_ADMIN, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    login: Mapped[str | None] = mapped_column(String(64), unique=True)
    issuer: Mapped[str | None] = mapped_column(String(255))
    subject: Mapped[str | None] = mapped_column(String(255))
    added_at: Mapped[datetime]
    suspended_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("issuer", "subject", name="uq_admins_subject"),
        CheckConstraint("(login IS NULL) <> (subject IS NULL)", name="ck_admins_one_way_in"),
    )


class AdminCredentialRow(Base):
    """How a local account proves itself. ``totp_step``: of the last code that was taken, so that
    none is taken twice; ``key_id``: of the admin key that ``totp_sealed`` is sealed with."""

    __tablename__ = "admin_credentials"

    admin: Mapped[str] = mapped_column(ForeignKey("admins.id"), primary_key=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    totp_sealed: Mapped[bytes]
    key_id: Mapped[str] = mapped_column(String(16))
    totp_step: Mapped[int] = mapped_column(BigInteger)
    set_at: Mapped[datetime]


class RecoveryCodeRow(Base):
    """A code that stands in once for the second factor; gone once it is used."""

    __tablename__ = "admin_recovery_codes"

    digest: Mapped[str] = mapped_column(_DIGEST, primary_key=True)
    admin: Mapped[str] = mapped_column(ForeignKey("admins.id"), index=True)


class AdminInvitationRow(Base):
    """That somebody may set password and second factor of their account themselves, once:
    ``code_digest`` is keyed, and the row is gone with that. A new one takes the former one's
    place."""

    __tablename__ = "admin_invitations"

    admin: Mapped[str] = mapped_column(ForeignKey("admins.id"), primary_key=True)
    code_digest: Mapped[str] = mapped_column(_DIGEST, unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class AdminGrantRow(Base):
    """A role over a scope, as ``central.admins.roles`` writes it."""

    __tablename__ = "admin_grants"

    admin: Mapped[str] = mapped_column(ForeignKey("admins.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(16), primary_key=True)
    scope: Mapped[str] = mapped_column(String(80), primary_key=True)
    granted_by: Mapped[str] = mapped_column(String(200))
    granted_at: Mapped[datetime]


class AdminSessionRow(Base):
    """Where somebody has signed in. ``proved_at``: when they last proved who they are;
    ``claimed``: the grants that the provider's claims gave at that time, one a line."""

    __tablename__ = "admin_sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(_DIGEST, unique=True)
    admin: Mapped[str] = mapped_column(ForeignKey("admins.id"), index=True)
    claimed: Mapped[str] = mapped_column(Text)
    began_at: Mapped[datetime] = mapped_column(index=True)
    proved_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class ProposalRow(Base):
    """A deed that takes two: what somebody proposed, and who else approved it. ``content``: what
    the deed needs beside its target, as JSON, and nothing of a person."""

    __tablename__ = "proposals"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deed: Mapped[str] = mapped_column(_SLUG)
    target: Mapped[str] = mapped_column(String(128))
    content: Mapped[str] = mapped_column(Text)
    proposer: Mapped[str] = mapped_column(_ADMIN)
    proposed_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    approver: Mapped[str | None] = mapped_column(_ADMIN)
    decided_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    __table_args__ = (CheckConstraint("approver <> proposer", name="ck_proposals_two"),)
