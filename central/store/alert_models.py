"""What people have decided about alerts: which are silenced, from when on they are told, and to
whom; and when the watch last looked."""

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from central.store.models import Base

_NAME = String(64)


class SilenceRow(Base):
    """Alerts that nobody is told of until ``until_at``: the one of number ``alert``, or all that
    every filled one of ``site``, ``kiosk``, ``tag`` and ``part`` holds of."""

    __tablename__ = "alert_silences"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    alert: Mapped[int | None]
    site: Mapped[str] = mapped_column(_NAME)
    kiosk: Mapped[str] = mapped_column(_NAME)
    tag: Mapped[str] = mapped_column(_NAME)
    part: Mapped[str] = mapped_column(_NAME)
    reason: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(200))
    until_at: Mapped[datetime] = mapped_column(index=True)
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None] = mapped_column(String(200))


class ThresholdRow(Base):
    """A number of the rules: as central's file has it, and as somebody changed it since."""

    __tablename__ = "alert_thresholds"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    from_file: Mapped[int | None]
    changed: Mapped[int | None]
    changed_by: Mapped[str | None] = mapped_column(String(200))
    changed_at: Mapped[datetime | None]


class RecipientRow(Base):
    """Who is told of alerts of ``scope``, from which state on. ``from_file``: as central's file
    names them, for people to see."""

    __tablename__ = "alert_recipients"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    scope: Mapped[str] = mapped_column(String(80))
    least: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(8))
    address: Mapped[str] = mapped_column(Text)
    from_file: Mapped[bool] = mapped_column(server_default=false())
    added_at: Mapped[datetime]
    added_by: Mapped[str] = mapped_column(String(200))

    __table_args__ = (
        UniqueConstraint("scope", "channel", "address", "from_file", name="uq_alert_recipients"),
    )


class WatchRow(Base):
    """When the fleet was last judged, and by which ways whoever did so can tell somebody."""

    __tablename__ = "alert_watch"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    looked_at: Mapped[datetime]
    mails: Mapped[bool]
    webhooks: Mapped[bool]
