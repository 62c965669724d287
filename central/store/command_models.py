"""The tables of commands to kiosks.

What was asked for, by whom, and who approved it is written by people alone and never changes; the
signature is the signer's; how a command stands follows from what its kiosk says. So the accounts of
the web workers need write only the last two.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from central.store.models import Base

_DIGEST = String(64)
_KIOSK = String(64)
_PERSON = String(200)
_SLUG = String(64)

# Words, not parameters: an index with a condition serves only a query that says the same.
IS_UNDER_WAY = text("state IN ('pending', 'sent', 'acknowledged')")


class CommandRow(Base):
    """What somebody wants a kiosk to do. ``content``: the order as canonical JSON; ``digest``:
    SHA-256 of kiosk, content and times. ``expires_at``: from then on it is not begun any more."""

    __tablename__ = "commands"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kiosk: Mapped[str] = mapped_column(_KIOSK, index=True)
    verb: Mapped[str] = mapped_column(_SLUG)
    content: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(_DIGEST)
    issuer: Mapped[str] = mapped_column(_PERSON)
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("id", "issuer", "digest", name="uq_commands_said"),
        Index("ix_commands_issued", "issued_at"),
    )


class CommandApprovalRow(Base):
    """That a second person has approved a command; the database itself keeps the two apart."""

    __tablename__ = "command_approvals"

    command: Mapped[UUID] = mapped_column(primary_key=True)
    issuer: Mapped[str] = mapped_column(_PERSON)
    digest: Mapped[str] = mapped_column(_DIGEST)
    approver: Mapped[str] = mapped_column(_PERSON)
    approved_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("approver <> issuer", name="ck_command_approvals_two"),
        ForeignKeyConstraint(
            ["command", "issuer", "digest"],
            ["commands.id", "commands.issuer", "commands.digest"],
            name="fk_command_approvals_command",
        ),
    )


class CommandSignatureRow(Base):
    """The document that the signer has signed for a command."""

    __tablename__ = "command_signatures"

    command: Mapped[UUID] = mapped_column(primary_key=True)
    kiosk: Mapped[str] = mapped_column(_KIOSK, index=True)
    version: Mapped[int] = mapped_column(BigInteger)
    body: Mapped[bytes]
    key_id: Mapped[str] = mapped_column(String(16))
    signature: Mapped[bytes]
    issued_at: Mapped[datetime]


class CommandStateRow(Base):
    """How a command stands: pending, sent, acknowledged, and then for good executed, failed,
    expired, refused or cancelled. ``moved_at``: when that began."""

    __tablename__ = "command_states"

    command: Mapped[UUID] = mapped_column(primary_key=True)
    kiosk: Mapped[str] = mapped_column(_KIOSK)
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(_SLUG)
    moved_at: Mapped[datetime]

    __table_args__ = (
        Index("ix_command_states_kiosk", "kiosk", "state"),
        # Most are over for good: pages look for the others.
        Index(
            "ix_command_states_open",
            "command",
            sqlite_where=IS_UNDER_WAY,
            postgresql_where=IS_UNDER_WAY,
        ),
    )


class CommandResultRow(Base):
    """What a command brought, for some days."""

    __tablename__ = "command_results"

    command: Mapped[UUID] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(_SLUG)
    content: Mapped[bytes]
    received_at: Mapped[datetime] = mapped_column(index=True)
