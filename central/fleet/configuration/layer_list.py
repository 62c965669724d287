"""The layers as a list: what each says in how many values, since when and by whom, what waits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from central.fleet.configuration.content import read_kept
from central.fleet.configuration.drafts import ConfigurationDraft, open_drafts
from central.fleet.configuration.layers import ConfigurationLayer, LayerKind
from central.fleet.reach import Reach
from central.store.configuration_models import (
    ConfigurationApprovalRow,
    ConfigurationDraftRow,
    KioskTagRow,
)
from central.store.models import KioskRow

_KIOSK_PREFIX = f"{LayerKind.KIOSK}:"
_Approval, _Draft = ConfigurationApprovalRow, ConfigurationDraftRow


@dataclass(frozen=True, slots=True)
class LayerWord:
    """One version of what a layer says: the ``number``-th."""

    number: int
    draft: int
    author: str
    approver: str
    approved_at: datetime
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ListedLayer:
    """``word``: None where nothing was ever approved. ``title``: a kiosk's name, else that of the
    layer."""

    layer: ConfigurationLayer
    title: str
    kiosks: int
    word: LayerWord | None
    drafts: Sequence[ConfigurationDraft]


def layers_within(
    db: Session, reach: Reach, named: str = "", most: int = 200
) -> tuple[Sequence[ListedLayer], bool]:
    """Those that say something or are to, the widest first, and of somebody who does not see all
    kiosks those of their agencies and tags in any case; whether there are more. ``named``: a part
    of the name."""
    said = _words(db, reach, named, most + 1)
    waiting = [each for each in open_drafts(db) if _is_in(db, reach, each.layer, named)]
    drafts: dict[ConfigurationLayer, list[ConfigurationDraft]] = {}
    for each in waiting:
        drafts.setdefault(each.layer, []).append(each)
    found = {*said, *drafts, *_always(reach, named)}
    kinds = list(LayerKind)
    order = sorted(found, key=lambda each: (kinds.index(each.kind), each.name))
    listed = order[:most]
    names, counts = _kiosk_names(db, listed), _counts(db, listed)
    return [
        ListedLayer(
            each,
            names.get(each.name, each.name) if each.kind is LayerKind.KIOSK else each.name,
            counts.get(each, 0),
            said.get(each),
            drafts.get(each, ()),
        )
        for each in listed
    ], len(order) > most


def words_of(db: Session, layer: ConfigurationLayer) -> Sequence[LayerWord]:
    """Everything that it ever said, the newest first."""
    query = _said().where(_Approval.layer == str(layer)).order_by(_Approval.number.desc())
    rows = db.execute(query)
    return [_word(each) for each in rows]


def word_of(db: Session, layer: ConfigurationLayer, number: int) -> LayerWord | None:
    query = _said().where(_Approval.layer == str(layer), _Approval.number == number)
    row = db.execute(query).one_or_none()
    return None if row is None else _word(row)


def said_by(
    db: Session, layers: Iterable[ConfigurationLayer]
) -> Mapping[ConfigurationLayer, Mapping[str, Any]]:
    """What each of these says, of those for which anything was ever approved."""
    asked = _Approval.layer.in_([str(each) for each in layers])
    return {layer: word.content for layer, word in _newest(db, asked).items()}


def _words(
    db: Session, reach: Reach, named: str, most: int
) -> Mapping[ConfigurationLayer, LayerWord]:
    return _newest(db, and_(_within(reach), _named(named)), most)


def _newest(
    db: Session, which: ColumnElement[bool], most: int | None = None
) -> Mapping[ConfigurationLayer, LayerWord]:
    newest = select(_Approval.layer, func.max(_Approval.number).label("number"))
    newest = newest.where(which).group_by(_Approval.layer)
    of_each = newest.order_by(_Approval.layer).limit(most).subquery()
    query = _said().join(
        of_each,
        and_(of_each.c.layer == _Approval.layer, of_each.c.number == _Approval.number),
    )
    return {ConfigurationLayer.parse(each.layer): _word(each) for each in db.execute(query)}


def _said() -> Any:
    return select(
        _Approval.layer,
        _Approval.number,
        _Approval.draft,
        _Approval.author,
        _Approval.approver,
        _Approval.approved_at,
        _Draft.content,
    ).join(_Draft, _Draft.id == _Approval.draft)


def _word(row: Any) -> LayerWord:
    content = read_kept(row.content)
    return LayerWord(row.number, row.draft, row.author, row.approver, row.approved_at, content)


def _always(reach: Reach, named: str) -> Iterable[ConfigurationLayer]:
    if reach.everywhere:
        own = [ConfigurationLayer(LayerKind.NATIONAL), ConfigurationLayer(LayerKind.CAISSE)]
    else:
        own = [ConfigurationLayer(LayerKind.AGENCY, each) for each in reach.sites]
        own += [ConfigurationLayer(LayerKind.TAG, each) for each in reach.tags]
    return [each for each in own if named in str(each)]


def _within(reach: Reach) -> ColumnElement[bool]:
    if reach.everywhere:
        return true()
    own = [str(each) for each in _always(reach, "")]
    kiosk = func.substr(_Approval.layer, len(_KIOSK_PREFIX) + 1)
    of_kiosks = _Approval.layer.startswith(_KIOSK_PREFIX)
    seen = select(KioskRow.id).where(reach.kiosks)
    return or_(_Approval.layer.in_(own), and_(of_kiosks, kiosk.in_(seen)))


def _named(named: str) -> ColumnElement[bool]:
    return _Approval.layer.contains(named, autoescape=True) if named else true()


def _is_in(db: Session, reach: Reach, layer: ConfigurationLayer, named: str) -> bool:
    if named not in str(layer):
        return False
    if reach.everywhere:
        return True
    if layer.kind is not LayerKind.KIOSK:
        return layer in _always(reach, "")
    seen = select(KioskRow.id).where(KioskRow.id == layer.name, reach.kiosks)
    return db.scalar(seen) is not None


def _kiosk_names(db: Session, layers: Sequence[ConfigurationLayer]) -> Mapping[str, str]:
    ids = [each.name for each in layers if each.kind is LayerKind.KIOSK]
    rows = db.execute(select(KioskRow.id, KioskRow.name).where(KioskRow.id.in_(ids)))
    return {each.id: each.name or each.id for each in rows}


def _counts(db: Session, layers: Sequence[ConfigurationLayer]) -> Mapping[ConfigurationLayer, int]:
    """How many kiosks hear each: in a query for each kind."""
    known = KioskRow.revoked_at.is_(None)
    by_kind: dict[LayerKind, list[str]] = {}
    for each in layers:
        by_kind.setdefault(each.kind, []).append(each.name)
    found: dict[ConfigurationLayer, int] = {}

    def count(kind: LayerKind, column: Any, query: Any) -> None:
        rows = db.execute(query.where(known, column.in_(by_kind[kind])).group_by(column))
        found.update({ConfigurationLayer(kind, name): number for name, number in rows})

    if by_kind.keys() & {LayerKind.NATIONAL, LayerKind.CAISSE}:
        every = db.scalar(select(func.count()).select_from(KioskRow).where(known)) or 0
        found |= {ConfigurationLayer(LayerKind.NATIONAL): every}
        found |= {ConfigurationLayer(LayerKind.CAISSE): every}
    if LayerKind.AGENCY in by_kind:
        count(LayerKind.AGENCY, KioskRow.site, select(KioskRow.site, func.count()))
    if LayerKind.TAG in by_kind:
        tagged = select(KioskTagRow.name, func.count()).join(
            KioskRow, KioskRow.id == KioskTagRow.kiosk
        )
        count(LayerKind.TAG, KioskTagRow.name, tagged)
    if LayerKind.KIOSK in by_kind:
        count(LayerKind.KIOSK, KioskRow.id, select(KioskRow.id, func.count()))
    return found
