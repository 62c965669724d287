"""Which kiosks there are, and to which agency and tags each belongs."""

from collections.abc import Collection, Mapping, Sequence
from typing import assert_never

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from central.fleet.configuration.layers import ConfigurationLayer, KioskGroups, LayerKind
from central.store.configuration_models import KioskTagRow
from central.store.models import KioskRow


def groups_of(db: Session, kiosk: str) -> KioskGroups:
    site = db.scalar(select(KioskRow.site).where(KioskRow.id == kiosk))
    tags = db.scalars(select(KioskTagRow.name).where(KioskTagRow.kiosk == kiosk))
    return KioskGroups(kiosk, site or None, tuple(sorted(tags)))


def groups_of_all(db: Session, kiosks: Collection[str]) -> Mapping[str, KioskGroups]:
    """By kiosk, of those of these that are known."""
    row, tag = KioskRow, KioskTagRow
    tags: dict[str, list[str]] = {}
    named = select(tag.kiosk, tag.name).where(tag.kiosk.in_(kiosks)).order_by(tag.name)
    for each in db.execute(named):
        tags.setdefault(each.kiosk, []).append(each.name)
    sites = db.execute(select(row.id, row.site).where(row.id.in_(kiosks)))
    return {id_: KioskGroups(id_, site or None, tuple(tags.get(id_, ()))) for id_, site in sites}


def set_groups(db: Session, groups: KioskGroups) -> None:
    """These tags and no others; the site that it was enrolled for stays where none is given."""
    if groups.agency is not None:
        of_kiosk = update(KioskRow).where(KioskRow.id == groups.kiosk)
        db.execute(of_kiosk.values(site=groups.agency))
    db.execute(delete(KioskTagRow).where(KioskTagRow.kiosk == groups.kiosk))
    db.add_all(KioskTagRow(kiosk=groups.kiosk, name=each) for each in groups.tags)


def is_known(db: Session, kiosk: str) -> bool:
    return db.get(KioskRow, kiosk) is not None


def kiosks_under(db: Session, layer: ConfigurationLayer) -> Sequence[str]:
    """Those that hear what the layer says, by their ids; the revoked ones have nothing to hear."""
    return db.scalars(select(KioskRow.id).where(*hear(layer)).order_by(KioskRow.id)).all()


def count_under(db: Session, layer: ConfigurationLayer) -> int:
    return db.scalar(select(func.count()).select_from(KioskRow).where(*hear(layer))) or 0


def wider_than(db: Session, layer: ConfigurationLayer) -> Sequence[ConfigurationLayer]:
    """What counts where a layer says nothing, the widest first: of a kiosk all that it belongs to,
    of an agency or a tag what is said for all, since its kiosks may differ in the rest."""
    if layer.kind is LayerKind.KIOSK:
        return groups_of(db, layer.name).layers[:-1]
    everybodys = (ConfigurationLayer(LayerKind.NATIONAL), ConfigurationLayer(LayerKind.CAISSE))
    return everybodys[: list(LayerKind).index(layer.kind)]


def hear(layer: ConfigurationLayer) -> tuple[ColumnElement[bool], ...]:
    """True of the rows of ``kiosks`` that hear what the layer says."""
    known = KioskRow.revoked_at.is_(None)
    match layer.kind:
        case LayerKind.KIOSK:
            return (known, KioskRow.id == layer.name)
        case LayerKind.AGENCY:
            return (known, KioskRow.site == layer.name)
        case LayerKind.TAG:
            inside = select(KioskTagRow.kiosk).where(KioskTagRow.name == layer.name)
            return (known, KioskRow.id.in_(inside))
        case LayerKind.NATIONAL | LayerKind.CAISSE:
            return (known,)
        case _:
            assert_never(layer.kind)
