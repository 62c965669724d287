"""The tables of the people who look after kiosks on the spot: who they are, and by what a kiosk of
each agency knows them. No PIN stands here: what a verifier is made with is in a file of its own."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from central.store.models import Base


class StaffMemberRow(Base):
    """``id``: what they type at a kiosk; ``key``: a random one for addresses of pages, which stand
    in histories and logs; ``badge``: as ``central.fleet.staff.badges`` writes it.
    ``revision`` grows with each change: a form that was made before is told so."""

    __tablename__ = "staff_members"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(16))
    badge: Mapped[str | None] = mapped_column(String(160))
    revision: Mapped[int]
    added_at: Mapped[datetime]
    suspended_at: Mapped[datetime | None]


class StaffPinRow(Base):
    """That somebody has a PIN at an agency, as its kiosks check it: the verifier, the id of the
    agency's secret that it needs beside it, and the second factor's secret sealed under that."""

    __tablename__ = "staff_pins"

    staff: Mapped[str] = mapped_column(ForeignKey("staff_members.id"), primary_key=True)
    site: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)
    verifier: Mapped[str] = mapped_column(String(250))
    pepper: Mapped[str] = mapped_column(String(16))
    totp: Mapped[bytes | None]
    set_at: Mapped[datetime]
