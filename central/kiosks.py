"""The kiosks that may call, each known by a device token until certificates come."""

from sqlalchemy import Engine, select

from central.chance import Chance, token
from central.clock import Clock
from central.keys import fingerprint
from central.store.database import transaction
from central.store.models import KioskRow


def add_kiosk(engine: Engine, clock: Clock, chance: Chance, name: str) -> str:
    """Makes a kiosk known, or gives a known one a new token; returns the token, kept nowhere."""
    device_token = token(chance)
    set_token(engine, clock, name, device_token)
    return device_token


def set_token(engine: Engine, clock: Clock, name: str, device_token: str) -> None:
    with transaction(engine) as db:
        row = db.get(KioskRow, name)
        if row is None:
            db.add(
                KioskRow(name=name, token_sha256=fingerprint(device_token), added_at=clock.now())
            )
        else:
            row.token_sha256 = fingerprint(device_token)


def kiosk_behind(engine: Engine, device_token: str) -> str | None:
    """The name of the kiosk that holds this token."""
    with transaction(engine) as db:
        return db.scalar(
            select(KioskRow.name).where(KioskRow.token_sha256 == fingerprint(device_token))
        )
