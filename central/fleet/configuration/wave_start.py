"""Beginning a wave: who waits for a version, and what keeps it from beginning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, case, exists, func, select
from sqlalchemy.orm import Session

from central.fleet.configuration.groups import hear
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.configuration.rollout import OPEN_WAVES, Wave, start_wave
from central.fleet.waves import WavePlan
from central.store.configuration_models import (
    ConfigurationApprovalRow,
    ConfigurationTargetRow,
    ConfigurationVersionRow,
    WaveMemberRow,
    WaveRow,
)
from central.store.models import KioskRow


class WaveRefusal(StrEnum):
    """Why no wave begins; the value is a sentence for who asked."""

    NOBODY_WAITS = "no kiosk of that layer waits for a version"
    STRANGER = "does not wait for a version"
    IN_OPEN_WAVE = "some of its kiosks are in an open wave: abort that first"


@dataclass(frozen=True, slots=True)
class WaveNotBegun:
    """``strangers``: the canaries that wait for nothing."""

    why: WaveRefusal
    strangers: tuple[str, ...] = ()


def begin_wave(
    db: Session,
    now: datetime,
    by: str,
    layer: ConfigurationLayer,
    plan: WavePlan,
    first: Sequence[str],
) -> Wave | WaveNotBegun:
    """``first``: canaries by their ids; others come by chance, until there are enough."""
    waiting = waiting_under(db, layer)
    refused = may_not_begin(db, waiting, first)
    return refused or start_wave(db, now, by, layer, plan, first, waiting)


def may_not_begin(
    db: Session, waiting: Mapping[str, int], first: Sequence[str]
) -> WaveNotBegun | None:
    if not waiting:
        return WaveNotBegun(WaveRefusal.NOBODY_WAITS)
    strangers = tuple(each for each in first if each not in waiting)
    if strangers:
        return WaveNotBegun(WaveRefusal.STRANGER, strangers)
    return WaveNotBegun(WaveRefusal.IN_OPEN_WAVE) if in_open_wave(db, tuple(waiting)) else None


def waiting_under(db: Session, layer: ConfigurationLayer) -> Mapping[str, int]:
    """Kiosks for which something newer is signed than what they are to have: its version."""
    signed = ConfigurationVersionRow
    newest = select(func.max(signed.version)).where(signed.kiosk == KioskRow.id).scalar_subquery()
    rows = db.execute(_waiting(select(KioskRow.id, newest.label("version")), layer))
    return {row.id: row.version for row in rows}


def count_waiting(db: Session, layer: ConfigurationLayer) -> tuple[int, int]:
    """How many wait, and how many of them are in an open wave."""
    member = WaveMemberRow
    open_ones = select(WaveRow.id).where(WaveRow.state.in_(OPEN_WAVES))
    within = exists().where(member.kiosk == KioskRow.id, member.wave.in_(open_ones))
    row = db.execute(_waiting(select(func.count(), func.count(case((within, 1)))), layer)).one()
    return row[0], row[1]


def _waiting(query: Any, layer: ConfigurationLayer) -> Select[Any]:
    target, signed = ConfigurationTargetRow, ConfigurationVersionRow
    newer = signed.version > func.coalesce(target.version, 0)
    found: Select[Any] = (
        query.select_from(KioskRow)
        .outerjoin(target, target.kiosk == KioskRow.id)
        .where(*hear(layer), exists().where(signed.kiosk == KioskRow.id, newer))
    )
    return found


def approved_layers(db: Session) -> Sequence[ConfigurationLayer]:
    """Those that ever said something: the layers that a wave may be of."""
    row = ConfigurationApprovalRow
    return [
        ConfigurationLayer.parse(each)
        for each in db.scalars(select(row.layer).distinct().order_by(row.layer))
    ]


def in_open_wave(db: Session, kiosks: Sequence[str]) -> frozenset[str]:
    open_ones = select(WaveRow.id).where(WaveRow.state.in_(OPEN_WAVES))
    found = db.scalars(select(WaveMemberRow.kiosk).where(WaveMemberRow.wave.in_(open_ones)))
    return frozenset(found).intersection(kiosks)
