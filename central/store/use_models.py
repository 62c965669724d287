"""What kiosks were used for, as it may be told: sums that hide what could be somebody's."""

from datetime import date

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from central.store.models import Base


class UseGroupRow(Base):
    """Kiosks of one ``site`` with the very same ``tags`` (each on a line, in their order), on the
    days that are told of them. The smallest there is: whatever somebody may ask for is made of
    whole groups. ``id``: from 1; 0 stands for all of them together."""

    __tablename__ = "use_groups"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    site: Mapped[str] = mapped_column(String(64))
    tags: Mapped[str] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("site", "tags", name="uq_use_groups"),)


class UseTagRow(Base):
    """A tag that groups have. All of these together stand where a group would, by the negative of
    its ``id``."""

    __tablename__ = "use_tags"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)


class UseGroupTagRow(Base):
    """A tag of a group."""

    __tablename__ = "use_group_tags"

    tag: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    group: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class UseMemberRow(Base):
    """The group that a kiosk counts for in a ``week``, whatever becomes of it meanwhile."""

    __tablename__ = "use_members"

    week: Mapped[date] = mapped_column(primary_key=True)
    kiosk: Mapped[str] = mapped_column(String(64), primary_key=True)
    group: Mapped[int]


class ToldUseDayRow(Base):
    """What may be told of a day and a group; ``services``: how often each was begun, as JSON. Each
    day that was summed has a row of all groups together, and of those with each tag."""

    __tablename__ = "told_use_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    group: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    visits: Mapped[int]
    sheets: Mapped[int]
    strips: Mapped[int]
    services: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("ix_told_use_days", "group", "day", "visits", "sheets", "strips"),)


class ToldUseWeekRow(Base):
    """What may be told of a whole week, which begins on a Monday: ``counts`` by name, as JSON."""

    __tablename__ = "told_use_weeks"

    week: Mapped[date] = mapped_column(primary_key=True)
    group: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counts: Mapped[str] = mapped_column(Text)


class UseDayDueRow(Base):
    """A day that is over and of which a kiosk has told since. ``told``: how often."""

    __tablename__ = "use_days_due"

    day: Mapped[date] = mapped_column(primary_key=True)
    told: Mapped[int]
