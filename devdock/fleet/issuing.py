"""Making kiosks known in bulk: the row of each key straight into central's store.

The simulator's short cut: no code, no request for a certificate and nobody who approves, with which
`kiosk enrol` is tested. What comes of it is the same: a key, a certificate of the authority, and
the row that lets the key in.
"""

from collections.abc import Sequence
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import delete

from central.config.reading import authority_of
from central.config.settings import Settings
from central.crypto.authority import SERIAL_BYTES, Authority, new_key
from central.crypto.keys import fingerprint
from central.runtime.chance import Chance, token
from central.store.database import engine_for, insert_all, transaction
from central.store.migrate import schema_of
from central.store.models import KioskPlaceRow, KioskRow
from devdock.fleet.plan import FleetFault, IssuedKiosk, troubled
from devdock.processes import NotPrepared
from shared_runtime.clock import Clock
from wire.enrolment import key_digest

_PREFIX = "k-simulated-"


def authority_for(settings: Settings) -> Authority:
    """Raises NotPrepared, also at a caisse: simulated kiosks have no place there."""
    if settings.production:
        raise NotPrepared("production: no simulated kiosks at a caisse")
    authority = authority_of(settings)
    if authority is None or settings.kiosk_url is None:
        raise NotPrepared("kiosk_url, authority_key_file: both are needed; see `central migrate`")
    return authority


def issue(
    settings: Settings,
    authority: Authority,
    kiosks: int,
    troubles: Sequence[FleetFault],
    clock: Clock,
    chance: Chance,
) -> list[IssuedKiosk]:
    """So many kiosks that central knows, in the place of those of an earlier run. Raises
    NotPrepared where the store is not up to date, and SQLAlchemyError."""
    wrong = troubled(kiosks, troubles)
    made = [
        _made(f"{_PREFIX}{number:05}", wrong.get(number), authority, clock, chance)
        for number in range(kiosks)
    ]
    engine = engine_for(settings.database_url.get_secret_value())
    try:
        if schema_of(engine) != "current":
            raise NotPrepared("database_url: not up to date; run `central migrate`")
        with transaction(engine) as db:
            db.execute(delete(KioskPlaceRow).where(KioskPlaceRow.kiosk.startswith(_PREFIX)))
            db.execute(delete(KioskRow).where(KioskRow.id.startswith(_PREFIX)))
            insert_all(db, KioskRow, [row for _, row in made])
    finally:
        engine.dispose()
    return [kiosk for kiosk, _ in made]


def _made(
    kiosk: str, trouble: FleetFault | None, authority: Authority, clock: Clock, chance: Chance
) -> tuple[IssuedKiosk, dict[str, Any]]:
    """A kiosk, and its row: by the names of its columns."""
    key, pem = new_key()
    now, public = clock.now(), key.public_key()
    certificate = authority.for_kiosk(kiosk, public, chance.bytes(SERIAL_BYTES), now)
    digest = key_digest(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    row = {"name": kiosk, "site": "simulated", "added_at": now}
    shown = pem + certificate.public_bytes(Encoding.PEM)
    if trouble == "old-version":
        device_token = token(chance)
        known = {"key_sha256": None, "token_sha256": fingerprint(device_token)}
        return IssuedKiosk(kiosk, shown, trouble, device_token), row | known
    return IssuedKiosk(kiosk, shown, trouble), row | {"key_sha256": digest, "token_sha256": None}
