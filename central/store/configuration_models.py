"""The tables of what kiosks are told: drafts, who approved which, what was signed for each kiosk.

What a layer says is the draft of its newest approval: there is no table that says it again, and
could say something else.
"""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from central.store.models import Base

_DIGEST = String(64)
_KIOSK = String(64)
_LAYER = String(80)
_PERSON = String(200)
_SLUG = String(64)


class KioskTagRow(Base):
    """What a kiosk is called beside its agency, which is its site."""

    __tablename__ = "kiosk_tags"

    kiosk: Mapped[str] = mapped_column(_KIOSK, primary_key=True)
    name: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)


class ConfigurationDraftRow(Base):
    """What somebody wants a layer to say, as a whole. ``base``: number of the layer's approval
    that it was written against, 0 for none. ``digest``: SHA-256 of ``content``. ``discarded_at``:
    when its author withdrew it; the row stays, so that its number is never another draft's."""

    __tablename__ = "configuration_drafts"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    layer: Mapped[str] = mapped_column(_LAYER, index=True)
    base: Mapped[int]
    content: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(_DIGEST)
    author: Mapped[str] = mapped_column(_PERSON)
    written_at: Mapped[datetime]
    discarded_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("id", "layer", "author", "digest", name="uq_configuration_drafts_said"),
    )


class ConfigurationApprovalRow(Base):
    """That a second person has approved a draft: the ``number``-th of its layer. The key to the
    draft holds its author and digest, and the database itself keeps the two persons apart."""

    __tablename__ = "configuration_approvals"

    layer: Mapped[str] = mapped_column(_LAYER, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    draft: Mapped[int] = mapped_column(unique=True)
    author: Mapped[str] = mapped_column(_PERSON)
    digest: Mapped[str] = mapped_column(_DIGEST)
    approver: Mapped[str] = mapped_column(_PERSON)
    approved_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("approver <> author", name="ck_configuration_approvals_two"),
        ForeignKeyConstraint(
            ["draft", "layer", "author", "digest"],
            [f"configuration_drafts.{name}" for name in ("id", "layer", "author", "digest")],
            name="fk_configuration_approvals_draft",
        ),
    )


class ConfigurationVersionRow(Base):
    """A document that the signer has signed for a kiosk. ``content_digest``: of what it says."""

    __tablename__ = "configuration_versions"

    kiosk: Mapped[str] = mapped_column(_KIOSK, primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(_DIGEST)
    content_digest: Mapped[str] = mapped_column(_DIGEST)
    body: Mapped[bytes]
    key_id: Mapped[str] = mapped_column(String(16))
    signature: Mapped[bytes]
    issued_at: Mapped[datetime]
    not_after: Mapped[datetime]

    # For whom something was signed since.
    __table_args__ = (Index("ix_configuration_versions_issued", "issued_at", "kiosk"),)


class ConfigurationTargetRow(Base):
    """Which version a kiosk is to have, by its digest too, and what it last said of the newest that
    it was given; written where either changes, not with each exchange. ``heard_at``: when it last
    called, of the canaries of an open wave alone."""

    __tablename__ = "configuration_targets"

    kiosk: Mapped[str] = mapped_column(_KIOSK, primary_key=True)
    version: Mapped[int | None] = mapped_column(BigInteger)
    digest: Mapped[str | None] = mapped_column(_DIGEST)
    set_at: Mapped[datetime | None]
    reported_version: Mapped[int | None] = mapped_column(BigInteger)
    reported_digest: Mapped[str | None] = mapped_column(_DIGEST)
    reported_state: Mapped[str | None] = mapped_column(String(16))
    reported_reason: Mapped[str | None] = mapped_column(_SLUG)
    running: Mapped[int | None] = mapped_column(BigInteger)
    reported_at: Mapped[datetime | None]
    heard_at: Mapped[datetime | None]


class WaveRow(Base):
    """A new configuration of a layer in waves; see ``central.fleet.waves``. ``steps``: percentages,
    separated by commas. ``state``: running, paused, aborted or done; ``why`` it is paused."""

    __tablename__ = "configuration_waves"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    layer: Mapped[str] = mapped_column(_LAYER)
    state: Mapped[str] = mapped_column(String(16), index=True)
    why: Mapped[str | None] = mapped_column(_SLUG)
    stage: Mapped[int]
    began_at: Mapped[datetime]
    started_at: Mapped[datetime]
    started_by: Mapped[str] = mapped_column(_PERSON)
    canaries: Mapped[int]
    steps: Mapped[str] = mapped_column(String(80))
    success_percent: Mapped[int]
    error_percent: Mapped[int]
    soak_s: Mapped[int]
    canary_within_s: Mapped[int]


class WaveMemberRow(Base):
    """A kiosk of a wave, in its order: the canaries come first. ``version``: the one it is to have,
    ``former``: the one it was to have before; ``told_at``: since when it is to have the new one.
    ``excused``: somebody has looked at what became of it, and the wave went on."""

    __tablename__ = "configuration_wave_members"

    wave: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kiosk: Mapped[str] = mapped_column(_KIOSK, primary_key=True)
    position: Mapped[int]
    version: Mapped[int] = mapped_column(BigInteger)
    former: Mapped[int | None] = mapped_column(BigInteger)
    told_at: Mapped[datetime | None]
    excused: Mapped[bool] = mapped_column(server_default=false())

    __table_args__ = (Index("ix_configuration_wave_members_kiosk", "kiosk"),)
