"""Kiosks for which something newer is signed than what they are to have: how many, and which.

The newest version of each is found in one way through the index of all of them: asked for kiosk by
kiosk, as they would be for a whole caisse, it took a second for 50,000.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from central.fleet.configuration.groups import hear
from central.fleet.configuration.layers import ConfigurationLayer, LayerKind
from central.fleet.configuration.rollout import OPEN_WAVES
from central.store.configuration_models import (
    ConfigurationApprovalRow,
    ConfigurationTargetRow,
    ConfigurationVersionRow,
    KioskTagRow,
    WaveMemberRow,
    WaveRow,
)
from central.store.models import KioskRow

_EVERYBODY = ConfigurationLayer(LayerKind.NATIONAL)
_WIDE = (LayerKind.NATIONAL, LayerKind.CAISSE)
_IN_OPEN_WAVE = KioskRow.id.in_(
    select(WaveMemberRow.kiosk).where(
        WaveMemberRow.wave.in_(select(WaveRow.id).where(WaveRow.state.in_(OPEN_WAVES)))
    )
)
_COUNTED = func.count().label("kiosks"), func.count(case((_IN_OPEN_WAVE, 1))).label("busy")


def waiting_under(db: Session, layer: ConfigurationLayer) -> Mapping[str, int]:
    """All of the layer's, each with its newest version."""
    newest = _newest(layer)
    rows = db.execute(_waiting(select(KioskRow.id, newest.c.version), newest, layer))
    return {row.id: row.version for row in rows}


def some_waiting(
    db: Session, layer: ConfigurationLayer, limit: int, among: Collection[str] | None = None
) -> Sequence[str]:
    """The first of them by their ids; ``among``: of these alone."""
    newest = _newest(layer)
    found = _waiting(select(KioskRow.id), newest, layer).order_by(newest.c.kiosk).limit(limit)
    return db.scalars(found if among is None else found.where(KioskRow.id.in_(among))).all()


def count_waiting(db: Session, layer: ConfigurationLayer) -> int:
    return db.scalar(_waiting(select(func.count()), _newest(layer), layer)) or 0


def some_in_open_wave(db: Session, layer: ConfigurationLayer) -> bool:
    """Whether one of those that wait is in an open wave."""
    found = _waiting(select(KioskRow.id), _newest(layer), layer).where(_IN_OPEN_WAVE).limit(1)
    return db.scalar(found) is not None


def waiting_layers(db: Session) -> Mapping[ConfigurationLayer, tuple[int, int]]:
    """Of all layers that ever said something and for whose kiosks something waits, the widest
    first: how many wait, and how many of them are in an open wave; in a query for each kind."""
    approved = ConfigurationApprovalRow
    said: dict[str, set[str]] = {}
    for each in db.scalars(select(approved.layer).distinct()):
        kind, _, name = each.partition(":")
        said.setdefault(kind, set()).add(name)
    by_site = _grouped(db, KioskRow.site)
    whole = sum(each[0] for each in by_site.values()), sum(each[1] for each in by_site.values())
    found: dict[ConfigurationLayer, tuple[int, int]] = {}
    if not whole[0]:
        return found
    for kind in LayerKind:
        names = said.get(kind, set())
        match kind:
            case LayerKind.NATIONAL | LayerKind.CAISSE:
                counts: Mapping[str, tuple[int, int]] = {"": whole}
            case LayerKind.AGENCY:
                counts = by_site
            case LayerKind.TAG:
                counts = _grouped(db, KioskTagRow.name, _tagged(names)) if names else {}
            case LayerKind.KIOSK:
                counts = _grouped(db, KioskRow.id, names) if names else {}
        for name in sorted(names & counts.keys()):
            found[ConfigurationLayer(kind, name)] = counts[name]
    return found


def _tagged(names: Collection[str]) -> Any:
    return select(KioskTagRow.kiosk).where(KioskTagRow.name.in_(names))


def _grouped(db: Session, column: Any, kiosks: Any = None) -> Mapping[str, tuple[int, int]]:
    """``kiosks``: of these alone."""
    query = _waiting(select(column, *_COUNTED), _newest(_EVERYBODY, kiosks), _EVERYBODY)
    if column is KioskTagRow.name:
        query = query.join(KioskTagRow, KioskTagRow.kiosk == KioskRow.id)
    return {name: (many, busy) for name, many, busy in db.execute(query.group_by(column))}


def _newest(layer: ConfigurationLayer, kiosks: Any = None) -> Any:
    signed = ConfigurationVersionRow
    query = select(signed.kiosk, func.max(signed.version).label("version"))
    if layer.kind not in _WIDE:
        kiosks = select(KioskRow.id).where(*hear(layer))
    if kiosks is not None:
        query = query.where(signed.kiosk.in_(kiosks))
    return query.group_by(signed.kiosk).subquery()


def _waiting(query: Any, newest: Any, layer: ConfigurationLayer) -> Select[Any]:
    target = ConfigurationTargetRow
    found: Select[Any] = (
        query.select_from(newest)
        .join(KioskRow, KioskRow.id == newest.c.kiosk)
        .outerjoin(target, target.kiosk == newest.c.kiosk)
        .where(*hear(layer), newest.c.version > func.coalesce(target.version, 0))
    )
    return found
