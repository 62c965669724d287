"""The tables of keys that kiosks know: what was endorsed, and which of them each kiosk goes by."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from central.store.models import Base

_KEY_ID = String(16)


class KeyEndorsementRow(Base):
    """A statement of the signer's, as kiosks are told it. ``digest``: SHA-256 of ``body``. What a
    row says counts for nothing: that is read from the signed body, which is verified."""

    __tablename__ = "key_endorsements"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(index=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    key_id: Mapped[str] = mapped_column(_KEY_ID)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    told_at: Mapped[datetime]


class RetiredKeyRow(Base):
    """A former signer's key that no kiosk is given any more."""

    __tablename__ = "retired_keys"

    key_id: Mapped[str] = mapped_column(_KEY_ID, primary_key=True)
    retired_at: Mapped[datetime]


class KioskKeysRow(Base):
    """Which keys a kiosk goes by, as it last said, ids with a space between. ``signing``: None of
    one that follows no endorsement; ``intake``: the key it last sealed for; ``certified_by``: the
    authority of the newest certificate that it was given."""

    __tablename__ = "kiosk_keys"

    kiosk: Mapped[str] = mapped_column(String(64), primary_key=True)
    signing: Mapped[str | None] = mapped_column(String(160))
    intake: Mapped[str | None] = mapped_column(_KEY_ID)
    authorities: Mapped[str | None] = mapped_column(String(160))
    certified_by: Mapped[str | None] = mapped_column(_KEY_ID)
