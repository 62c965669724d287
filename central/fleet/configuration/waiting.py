"""Kiosks for which something newer is signed than what they are to have: how many, and which.

The newest version of each is found in one way through the index of all of them: asked for kiosk by
kiosk, as they would be for a whole caisse, it took a second for 50,000.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
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
_OPEN = select(WaveRow.id).where(WaveRow.state.in_(OPEN_WAVES))
_IN_OPEN_WAVE = exists().where(WaveMemberRow.kiosk == KioskRow.id, WaveMemberRow.wave.in_(_OPEN))


def waiting_under(db: Session, layer: ConfigurationLayer) -> Mapping[str, int]:
    """All of the layer's, each with its newest version."""
    newest = _newest(layer)
    rows = db.execute(_waiting(select(KioskRow.id, newest.c.version), newest, layer))
    return {row.id: row.version for row in rows}


def some_waiting(
    db: Session, layer: ConfigurationLayer, limit: int, among: Collection[str] | None = None
) -> Sequence[str]:
    """The first of them by their ids; ``among``: of these alone."""
    found = _each_waiting(layer).order_by(KioskRow.id).limit(limit)
    return db.scalars(found if among is None else found.where(KioskRow.id.in_(among))).all()


def count_waiting(db: Session, layer: ConfigurationLayer) -> int:
    return db.scalar(_waiting(select(func.count()), _newest(layer), layer)) or 0


def some_in_open_wave(db: Session, layer: ConfigurationLayer) -> bool:
    """Whether one of those that wait is in an open wave."""
    if db.scalar(_OPEN.limit(1)) is None:
        return False
    return db.scalar(_each_waiting(layer).where(_IN_OPEN_WAVE).limit(1)) is not None


def waiting_layers(db: Session) -> Iterator[tuple[ConfigurationLayer, int]]:
    """All layers that ever said something and for whose kiosks something waits, the widest first,
    with how many wait; in a query for each kind."""
    approved = ConfigurationApprovalRow.layer
    by_site = _grouped(db, KioskRow.site)
    if not by_site:
        return
    said: dict[str, set[str]] = {}
    for each in db.scalars(select(approved).distinct()):
        kind, _, name = each.partition(":")
        said.setdefault(kind, set()).add(name)
    counts: Mapping[str, int] = {}
    for kind in LayerKind:
        names = said.get(kind, set())
        match kind:
            case LayerKind.NATIONAL | LayerKind.CAISSE:
                counts = {"": sum(by_site.values())}
            case LayerKind.AGENCY:
                counts = by_site
            case LayerKind.TAG | LayerKind.KIOSK:
                counts = _of_names(db, kind, names) if names else {}
        for name in sorted(names & counts.keys()):
            yield ConfigurationLayer(kind, name), counts[name]


def layers_in_open_waves(
    db: Session, layers: Sequence[ConfigurationLayer]
) -> frozenset[ConfigurationLayer]:
    """Those of these of whose waiting kiosks one is in an open wave."""
    names: dict[LayerKind, list[str]] = {}
    for each in layers:
        names.setdefault(each.kind, []).append(each.name)
    found: set[ConfigurationLayer] = set()
    for kind, named in names.items():
        if kind not in _WIDE:
            busy = _of_names(db, kind, named, _IN_OPEN_WAVE)
            found.update(ConfigurationLayer(kind, each) for each in busy)
    wide = [each for each in layers if each.kind in _WIDE]
    return frozenset(found.union(wide if wide and some_in_open_wave(db, wide[0]) else ()))


def _of_names(
    db: Session, kind: LayerKind, names: Collection[str], *wanted: ColumnElement[bool]
) -> Mapping[str, int]:
    """Of these agencies, tags or kiosks."""
    match kind:
        case LayerKind.AGENCY:
            at = select(KioskRow.id).where(KioskRow.site.in_(names))
            return _grouped(db, KioskRow.site, at, *wanted)
        case LayerKind.TAG:
            tagged = select(KioskTagRow.kiosk).where(KioskTagRow.name.in_(names))
            counts = _grouped(db, KioskTagRow.name, tagged, *wanted)
            return {name: counts[name] for name in counts.keys() & names}
        case _:
            return _grouped(db, KioskRow.id, names, *wanted)


def _grouped(
    db: Session, column: Any, kiosks: Any = None, *wanted: ColumnElement[bool]
) -> Mapping[str, int]:
    """``kiosks``: of these alone."""
    query = _waiting(select(column, func.count()), _newest(_EVERYBODY, kiosks), _EVERYBODY)
    if column is KioskTagRow.name:
        query = query.join(KioskTagRow, KioskTagRow.kiosk == KioskRow.id)
    rows = db.execute(query.where(*wanted).group_by(column)).all()
    return {row[0]: row[1] for row in rows}


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


def _each_waiting(layer: ConfigurationLayer) -> Any:
    """Found kiosk by kiosk: for those who need the first few."""
    target, signed = ConfigurationTargetRow, ConfigurationVersionRow
    newer = signed.version > func.coalesce(target.version, 0)
    return (
        select(KioskRow.id)
        .outerjoin(target, target.kiosk == KioskRow.id)
        .where(*hear(layer), exists().where(signed.kiosk == KioskRow.id, newer))
    )
