"""Which kiosks there are, and to which agency and tags each belongs."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from central.fleet.configuration.layers import ConfigurationLayer, KioskGroups, LayerKind
from central.store.configuration_models import KioskGroupRow
from central.store.models import KioskRow


def groups_of(db: Session, kiosk: str) -> KioskGroups:
    rows = db.scalars(select(KioskGroupRow).where(KioskGroupRow.kiosk == kiosk)).all()
    agency = next((row.name for row in rows if row.kind == "agency"), None)
    return KioskGroups(kiosk, agency, tuple(sorted(r.name for r in rows if r.kind == "tag")))


def set_groups(db: Session, groups: KioskGroups) -> None:
    """These and no others."""
    db.execute(delete(KioskGroupRow).where(KioskGroupRow.kiosk == groups.kiosk))
    if groups.agency is not None:
        db.add(KioskGroupRow(kiosk=groups.kiosk, kind="agency", name=groups.agency))
    db.add_all(KioskGroupRow(kiosk=groups.kiosk, kind="tag", name=each) for each in groups.tags)


def is_known(db: Session, kiosk: str) -> bool:
    return db.get(KioskRow, kiosk) is not None


def kiosks_under(db: Session, layer: ConfigurationLayer) -> Sequence[str]:
    """Those that hear what the layer says, by their ids; the revoked ones have nothing to hear."""
    known = select(KioskRow.name).where(KioskRow.revoked_at.is_(None)).order_by(KioskRow.name)
    match layer.kind:
        case LayerKind.KIOSK:
            known = known.where(KioskRow.name == layer.name)
        case LayerKind.AGENCY | LayerKind.TAG:
            inside = select(KioskGroupRow.kiosk).where(
                KioskGroupRow.kind == str(layer.kind), KioskGroupRow.name == layer.name
            )
            known = known.where(KioskRow.name.in_(inside))
        case LayerKind.NATIONAL | LayerKind.CAISSE:
            pass
    return db.scalars(known).all()
