"""How the kiosks are: one row each as it is now, what was, how much they were used, and what of
it somebody is told; and which of them people can go to."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Double, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from central.store.models import Base


class KioskStatusRow(Base):
    """A kiosk as it last told, updated in place. ``report``: the whole one as JSON, None of a kiosk
    that tells none; ``number``: its place in the boot. ``slot_…``: what is to become the row of
    history of these five minutes. ``minute_…``: how often it was heard in the minute from then on.
    Told of by the report too, for lists, which never read one: ``software``, its version;
    ``trouble``, the worst check as JSON, None where all is well; whether it is ``out_of_paper``."""

    __tablename__ = "kiosk_status"

    kiosk: Mapped[str] = mapped_column(String(64), primary_key=True)
    heard_at: Mapped[datetime]
    sent_at: Mapped[datetime]
    boot: Mapped[UUID]
    uptime_s: Mapped[float] = mapped_column(Double)
    state: Mapped[str] = mapped_column(String(16))
    number: Mapped[int | None]
    report: Mapped[str | None] = mapped_column(Text)
    slot_at: Mapped[datetime]
    slot_heard: Mapped[int]
    slot_worst: Mapped[str] = mapped_column(String(16))
    slot_reasons: Mapped[str] = mapped_column(Text)
    minute_at: Mapped[datetime | None]
    minute_heard: Mapped[int] = mapped_column(server_default="0")
    software: Mapped[str | None] = mapped_column(String(40))
    trouble: Mapped[str | None] = mapped_column(Text)
    out_of_paper: Mapped[bool] = mapped_column(server_default=false())

    __table_args__ = (
        # SQLite would read the reports on its way through the rows, which PostgreSQL keeps apart;
        # there, an index on a time that changes with each call would cost each call more.
        Index(
            "ix_kiosk_status_listed", "kiosk", "heard_at", "state", "out_of_paper", "software"
        ).ddl_if(dialect="sqlite"),
    )


class KioskStatusHistoryRow(Base):
    """Five minutes of a kiosk from ``at`` on: how often it was heard, its worst state, and what was
    not well then, one reason after the other."""

    __tablename__ = "kiosk_status_history"

    kiosk: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True, index=True)
    heard: Mapped[int]
    worst: Mapped[str] = mapped_column(String(16))
    reasons: Mapped[str] = mapped_column(Text)


class KioskUsageRow(Base):
    """Visits, uses of services as JSON, and what was printed, of one ``day`` at a kiosk in one run
    of its screen. ``detail``: what is counted finer, as JSON, for some weeks."""

    __tablename__ = "kiosk_usage"

    kiosk: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    run: Mapped[UUID] = mapped_column(primary_key=True)
    visits: Mapped[int]
    services: Mapped[str] = mapped_column(Text)
    sheets: Mapped[int]
    strips: Mapped[int]
    detail: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (Index("ix_kiosk_usage_totals", "day", "kiosk", "visits", "sheets"),)


class AlertRow(Base):
    """An alert on a part of a kiosk (``kiosk`` is empty where it is on a site). ``told_check``: as
    the kiosk told it, as JSON. One that is over is kept with its ``ended_at``."""

    __tablename__ = "fleet_alerts"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    site: Mapped[str] = mapped_column(String(64))
    kiosk: Mapped[str] = mapped_column(String(64))
    part: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(80))
    told_check: Mapped[str | None] = mapped_column(Text)
    trouble_since: Mapped[datetime]
    since: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    well_since: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str | None] = mapped_column(String(200))
    ended_at: Mapped[datetime | None] = mapped_column(index=True)

    __table_args__ = (
        # Two processes that watch at once: one of them writes it, the other one knows it then.
        Index(
            "uq_fleet_alerts_going_on",
            "site",
            "kiosk",
            "part",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_fleet_alerts_kiosk", "kiosk", "opened_at"),
    )


class AlertMessageRow(Base):
    """A message that is to reach somebody, until it has, or has been tried for long enough."""

    __tablename__ = "fleet_alert_messages"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(8))
    address: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    tries: Mapped[int]
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    done_at: Mapped[datetime | None]
    failed: Mapped[str | None] = mapped_column(String(40))


class OpenKiosksRow(Base):
    """The directory of open kiosks: the one row of it, written anew by who watches the fleet.
    ``public`` and ``kiosks``: its two halves as JSON; ``tag``: a digest of both."""

    __tablename__ = "open_kiosks"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    tag: Mapped[str] = mapped_column(String(16))
    made_at: Mapped[datetime]
    public: Mapped[str] = mapped_column(Text)
    kiosks: Mapped[str] = mapped_column(Text)
