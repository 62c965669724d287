"""Certificates for the keys of kiosks: issued to whoever has the key, as long as its row says that
it may call. A certificate that ended long ago is no hindrance: a kiosk may have been dark."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy.orm import Session

from central.crypto.authority import SERIAL_BYTES, Authority, RequestedKey
from central.fleet.endorsed_keys import EndorsedKeys
from central.fleet.kiosks import Credential, kiosk_behind
from central.runtime.chance import Chance
from central.store.alarms import raise_alarm
from central.store.models import KioskRow
from shared_runtime.clock import Clock
from wire.enrolment import Enrolled


@dataclass(frozen=True, slots=True)
class Certificates:
    """``address``: where kiosks come with what they get here; ``endorsed``: the public keys by
    which they know what they are told, and who was given which."""

    authority: Authority
    clock: Clock
    chance: Chance
    address: str
    endorsed: EndorsedKeys

    def issue(
        self, db: Session, key: RequestedKey, former: Credential | None = None
    ) -> Enrolled | None:
        """For the kiosk that has this key or, for its first key, this token; None where there is no
        such kiosk, or where it may not call."""
        kiosk = kiosk_behind(db, Credential("key", key.digest))
        if kiosk is None and former is not None and former.kind == "token":
            kiosk = kiosk_behind(db, former)
        if kiosk is None:
            return None
        row = db.get(KioskRow, kiosk, with_for_update=True)
        assert row is not None
        if row.key_sha256 not in (None, key.digest):
            # The answer with the first key's certificate was lost, or the token has two holders.
            raise_alarm(db, self.clock, "token-in-two-places", kiosk)
        # The token goes with the first call that shows the key, not now: this answer may be lost.
        row.key_sha256 = key.digest
        return self._issued(db, row, key)

    def _issued(self, db: Session, row: KioskRow, key: RequestedKey) -> Enrolled:
        serial, now = self.chance.bytes(SERIAL_BYTES), self.clock.now()
        certificate = self.authority.for_kiosk(row.id, key.public, serial, now)
        row.certified_until = certificate.not_valid_after_utc
        self.endorsed.certified(db, row.id, self.authority.id)
        return Enrolled(
            kiosk=row.id,
            name=row.name or row.id,
            site=row.site,
            certificate=certificate.public_bytes(Encoding.DER),
            authorities=self.authority.certificates,
            address=self.address,
            caisse=self.authority.caisse,
            signing_keys=self.endorsed.given(db),
        )
