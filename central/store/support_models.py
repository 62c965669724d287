"""The table of support bundles: sealed for a key that central does not have."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from central.store.models import Base


class SupportBundleRow(Base):
    """What staff at a kiosk sent to who helps with kiosks. ``key_id``: of the support key that
    opens it; ``size``: bytes of ``content``, for lists that do not read it; ``account``: who sent
    it, as in the audit."""

    __tablename__ = "support_bundles"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kiosk: Mapped[str] = mapped_column(String(64))
    key_id: Mapped[str] = mapped_column(String(16))
    size: Mapped[int]
    content: Mapped[bytes]
    received_at: Mapped[datetime] = mapped_column(index=True)
    account: Mapped[str] = mapped_column(String(200))

    __table_args__ = (Index("ix_support_bundles_kiosk", "kiosk", "received_at"),)
