"""Tags: put on kiosks and taken off, and all that a tag means for those that have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.orm import Session

from central.admins.grants import holders_of
from central.admins.roles import AdminRole, Scope, ScopeKind
from central.fleet.configuration.drafts import said_now
from central.fleet.configuration.layers import ConfigurationLayer, KioskGroups, LayerKind, merged
from central.fleet.reach import Reach
from central.store.admin_models import AdminGrantRow
from central.store.configuration_models import ConfigurationApprovalRow, KioskTagRow
from central.store.database import insert_or_update
from central.store.models import KioskRow

LONGEST_TAG = 64
"""Characters: as the name of a layer."""
_OF_TAGS = "tag:%"


@dataclass(frozen=True, slots=True)
class TagMeaning:
    """``says``: what its layer of configuration says; ``holders``: who has which role over the
    kiosks that have it."""

    tag: str
    says: Mapping[str, Any]
    holders: Sequence[tuple[str, AdminRole]]


@dataclass(frozen=True, slots=True)
class TagInUse:
    """``kiosks``: of those that somebody sees; whether it ``is_layer``, and ``is_scope``."""

    name: str
    kiosks: int
    is_layer: bool
    is_scope: bool


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """``before``, ``after``: None where no layer says anything of it."""

    name: str
    before: Any
    after: Any


def tag_of(text: str) -> str | None:
    """A tag as somebody typed it; None of what is none."""
    tag = " ".join(text.split())
    return tag if 0 < len(tag) <= LONGEST_TAG and tag.isprintable() else None


def put_tag(db: Session, kiosks: Sequence[str], tag: str) -> frozenset[str]:
    """Those among them that had it not."""
    row = KioskTagRow
    found = db.scalars(select(row.kiosk).where(row.name == tag, row.kiosk.in_(kiosks)))
    new = frozenset(kiosks) - set(found)
    if new:
        # Somebody else may put the same one on at this moment.
        rows = [{"kiosk": each, "name": tag} for each in sorted(new)]
        db.execute(insert_or_update(db, row).on_conflict_do_nothing(), rows)
    return new


def take_tag(db: Session, kiosks: Sequence[str], tag: str) -> frozenset[str]:
    """Those among them that had it."""
    row = KioskTagRow
    taken = delete(row).where(row.name == tag, row.kiosk.in_(kiosks)).returning(row.kiosk)
    return frozenset(db.scalars(taken))


def meaning_of(db: Session, tag: str) -> TagMeaning:
    layer = ConfigurationLayer(LayerKind.TAG, tag)
    return TagMeaning(tag, said_now(db, layer), holders_of(db, Scope(ScopeKind.TAG, tag)))


def changed_values(db: Session, before: KioskGroups, after: KioskGroups) -> Sequence[ChangedValue]:
    """What a kiosk is told otherwise once it belongs to others."""
    told, will_be = ({each.name: each.value for each in _told(db, of)} for of in (before, after))
    return tuple(
        ChangedValue(name, told.get(name), will_be.get(name))
        for name in sorted({*told, *will_be})
        if told.get(name) != will_be.get(name)
    )


def tags_in_use(db: Connection, reach: Reach) -> Sequence[TagInUse]:
    """Those of kiosks within it, by name; of the whole caisse also those that no kiosk has, and
    that mean something."""
    tag = KioskTagRow
    counted = db.execute(
        select(tag.name, func.count())
        .join(KioskRow, KioskRow.id == tag.kiosk)
        .where(KioskRow.revoked_at.is_(None), reach.kiosks)
        .group_by(tag.name)
    )
    kiosks = {row[0]: row[1] for row in counted}
    layer, scope = ConfigurationApprovalRow.layer, AdminGrantRow.scope
    layers = _named(db.scalars(select(layer).where(layer.like(_OF_TAGS)).distinct()))
    scopes = _named(db.scalars(select(scope).where(scope.like(_OF_TAGS)).distinct()))
    names = {*kiosks, *layers, *scopes} if reach.everywhere else kiosks.keys()
    return tuple(
        TagInUse(name, kiosks.get(name, 0), name in layers, name in scopes)
        for name in sorted(names, key=str.casefold)
    )


def _named(texts: Any) -> frozenset[str]:
    return frozenset(each.partition(":")[2] for each in texts)


def _told(db: Session, groups: KioskGroups) -> Any:
    return merged((each, said_now(db, each)) for each in groups.layers)
