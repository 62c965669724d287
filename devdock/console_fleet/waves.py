"""Waves of the fictitious fleet: one is done, one stands still since a few kiosks went back."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from central.store.configuration_models import (
    ConfigurationTargetRow,
    ConfigurationVersionRow,
    WaveMemberRow,
    WaveRow,
)
from central.store.database import insert_all

_BY = "karim.haddad"
_CANARIES, _TOLD_PERCENT = 3, 25
_FAILED, _SILENT = (6, 9, 11), (5, 12, 13)
"""By their places in the wave."""
_NEW = 3


def roll_out(db: Session, now: datetime, kiosks: Sequence[str]) -> None:
    done = _wave(db, now - timedelta(days=11), "national", "done", 3, None)
    _members(db, done, now - timedelta(days=11), kiosks[:20], version=2, told=20)
    wave = _wave(db, now - timedelta(minutes=50), "caisse", "paused", 2, "too-many-errors")
    told = max(_CANARIES, len(kiosks) * _TOLD_PERCENT // 100)
    versions = [_version(now, each) for each in kiosks]
    insert_all(db, ConfigurationVersionRow, versions)
    _members(db, wave, now - timedelta(minutes=50), kiosks, version=_NEW, told=told)
    for place, kiosk in enumerate(kiosks[:told]):
        _tell(db, now, kiosk, place)


def _wave(
    db: Session, at: datetime, layer: str, state: str, stage: int, why: str | None
) -> WaveRow:
    row = WaveRow(
        layer=layer,
        state=state,
        why=why,
        stage=stage,
        began_at=at,
        started_at=at - timedelta(hours=5),
        started_by=_BY,
        canaries=_CANARIES,
        steps="5,25,100",
        success_percent=90,
        error_percent=5,
        soak_s=3_600,
        canary_within_s=7_200,
    )
    db.add(row)
    db.flush()
    return row


def _members(
    db: Session, wave: WaveRow, at: datetime, kiosks: Sequence[str], *, version: int, told: int
) -> None:
    rows = [
        {
            "wave": wave.id,
            "kiosk": kiosk,
            "position": place,
            "version": version,
            "former": version - 1,
            "told_at": at if place < told else None,
            "excused": False,
        }
        for place, kiosk in enumerate(kiosks)
    ]
    insert_all(db, WaveMemberRow, rows)


def _version(now: datetime, kiosk: str) -> dict[str, object]:
    digest = hashlib.sha256(f"{kiosk} {_NEW}".encode()).hexdigest()
    return {
        "kiosk": kiosk,
        "version": _NEW,
        "digest": digest,
        "content_digest": digest,
        "body": b"{}",
        "key_id": "0" * 16,
        "signature": b"",
        "issued_at": now - timedelta(hours=6),
        "not_after": now + timedelta(days=90),
    }


def _tell(db: Session, now: datetime, kiosk: str, place: int) -> None:
    digest = hashlib.sha256(f"{kiosk} {_NEW}".encode()).hexdigest()
    said: dict[str, object] = {"version": _NEW, "digest": digest, "set_at": now}
    if place not in _SILENT:
        failed = place in _FAILED
        said |= {
            "reported_version": _NEW,
            "reported_digest": digest,
            "reported_state": "rolled_back" if failed else "applied",
            "reported_reason": "central_silent" if failed else None,
            "running": 2 if failed else _NEW,
            "reported_at": now - timedelta(minutes=45 - place % 40),
        }
    row = ConfigurationTargetRow
    db.execute(update(row).where(row.kiosk == kiosk).values(**said))
