"""Beginning a wave: who waits for a version, and what keeps it from beginning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.configuration.rollout import OPEN_WAVES, Wave, start_wave
from central.fleet.configuration.waiting import (
    count_waiting,
    some_in_open_wave,
    some_waiting,
    waiting_under,
)
from central.fleet.waves import WavePlan
from central.store.configuration_models import WaveMemberRow, WaveRow


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
    strangers = tuple(each for each in first if each not in waiting)
    refused = _refusal(len(waiting), strangers, bool(in_open_wave(db, tuple(waiting))))
    return refused or start_wave(db, now, by, layer, plan, first, waiting)


def may_begin(
    db: Session, layer: ConfigurationLayer, first: Sequence[str]
) -> tuple[WaveNotBegun | None, int]:
    """What keeps such a wave from beginning, and how many kiosks wait for it."""
    kiosks = count_waiting(db, layer)
    known = set(some_waiting(db, layer, len(first), first)) if first else set()
    strangers = tuple(each for each in first if each not in known)
    return _refusal(kiosks, strangers, some_in_open_wave(db, layer)), kiosks


def _refusal(kiosks: int, strangers: tuple[str, ...], is_busy: bool) -> WaveNotBegun | None:
    if not kiosks:
        return WaveNotBegun(WaveRefusal.NOBODY_WAITS)
    if strangers:
        return WaveNotBegun(WaveRefusal.STRANGER, strangers)
    return WaveNotBegun(WaveRefusal.IN_OPEN_WAVE) if is_busy else None


def in_open_wave(db: Session, kiosks: Sequence[str]) -> frozenset[str]:
    open_ones = select(WaveRow.id).where(WaveRow.state.in_(OPEN_WAVES))
    found = db.scalars(select(WaveMemberRow.kiosk).where(WaveMemberRow.wave.in_(open_ones)))
    return frozenset(found).intersection(kiosks)
