"""Which keys the kiosks hang on: what would be lost to whom if one of them went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.fleet.kiosks import MAY_CALL
from central.store.key_models import KioskKeysRow
from central.store.models import KioskRow


@dataclass(frozen=True, slots=True)
class KeysOfKiosk:
    """Of one that may call. ``signing``: None of one that follows no endorsement; the others None
    where nothing is known of it."""

    kiosk: str
    signing: tuple[str, ...] | None
    intake: str | None
    authorities: tuple[str, ...] | None
    certified_by: str | None
    certified_until: datetime | None

    def hangs_on_signing(self, id_: str, first: bool) -> bool:
        """``first``: it is the key before all endorsements, which others are pinned to for good."""
        return first if self.signing is None else id_ in self.signing

    def may_seal_for(self, id_: str) -> bool:
        return self.intake in (None, id_)

    def is_certified_by(self, id_: str, now: datetime, first: bool) -> bool:
        """By a certificate that still lives. ``first``: of two, the one that signed before this
        release took note of it."""
        if self.certified_until is None or self.certified_until <= now:
            return False
        return first if self.certified_by is None else self.certified_by == id_

    def knows_authority(self, id_: str, now: datetime) -> bool:
        """Or comes for a certificate anyway before it is let in, and is told then."""
        lives = self.certified_until is not None and self.certified_until > now
        return not lives or (self.authorities is not None and id_ in self.authorities)


def keys_of_kiosks(db: Session) -> Sequence[KeysOfKiosk]:
    keys = KioskKeysRow
    found = db.execute(
        select(
            KioskRow.id,
            keys.signing,
            keys.intake,
            keys.authorities,
            keys.certified_by,
            KioskRow.certified_until,
        )
        .outerjoin(keys, keys.kiosk == KioskRow.id)
        .where(MAY_CALL)
        .order_by(KioskRow.id)
    ).all()
    return tuple(
        KeysOfKiosk(kiosk, _ids(signing), intake, _ids(authorities), by, until)
        for kiosk, signing, intake, authorities, by, until in found
    )


def _ids(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(text.split())
