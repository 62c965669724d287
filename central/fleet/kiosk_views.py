"""Views of the list of kiosks: filters that somebody keeps under a name, or shares."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, or_, select
from sqlalchemy.orm import Session

from central.store.admin_models import AdminRow
from central.store.list_models import KioskViewRow

LONGEST_NAME = 60
MOST_OWN, MOST_SHARED = 20, 50
_VIEW = KioskViewRow


@dataclass(frozen=True, slots=True)
class KioskView:
    """``query``: its filters by the names of an address. ``by``: whose it is, for people."""

    id: UUID
    name: str
    query: Mapping[str, str]
    shared: bool
    owner: str
    by: str


class ViewRefused(StrEnum):
    """Why nothing was kept."""

    NAME = "name"
    TAKEN = "taken"
    MANY_OWN = "many_own"
    MANY_SHARED = "many_shared"
    GONE = "gone"


def name_of(text: str) -> str | None:
    """As somebody typed it; None of what is none."""
    name = " ".join(text.split())
    return name if 0 < len(name) <= LONGEST_NAME and name.isprintable() else None


def views_for(db: Session | Connection, admin: str) -> Sequence[KioskView]:
    """One's own first, then what others share; by name."""
    rows: Sequence[Any] = db.execute(
        select(_VIEW.id, _VIEW.name, _VIEW.query, _VIEW.shared, _VIEW.owner, AdminRow.name)
        .outerjoin(AdminRow, AdminRow.id == _VIEW.owner)
        .where(or_(_VIEW.owner == admin, _VIEW.shared))
        .order_by(_VIEW.owner != admin, func.lower(_VIEW.name), _VIEW.id)
    ).all()
    return tuple(
        KioskView(id_, name, json.loads(query), shared, owner, by or "")
        for id_, name, query, shared, owner, by in rows
    )


def save_view(
    db: Session, view: KioskView, now: datetime, *, instead: KioskViewRow | None = None
) -> ViewRefused | None:
    """A new one, or one in place of what it was. Whether its owner may share it is the caller's to
    ask."""
    others = select(func.count()).select_from(_VIEW)
    if instead is not None:
        others = others.where(_VIEW.id != instead.id)
    own = others.where(_VIEW.owner == view.owner)
    if db.scalar(own.where(_VIEW.name == view.name)):
        return ViewRefused.TAKEN
    if (db.scalar(own) or 0) >= MOST_OWN:
        return ViewRefused.MANY_OWN
    if view.shared and (db.scalar(others.where(_VIEW.shared)) or 0) >= MOST_SHARED:
        return ViewRefused.MANY_SHARED
    if instead is not None:
        instead.name, instead.shared = view.name, view.shared
        return None
    query = json.dumps(dict(view.query), ensure_ascii=False)
    db.add(
        _VIEW(
            id=view.id,
            owner=view.owner,
            name=view.name,
            query=query,
            shared=view.shared,
            made_at=now,
        )
    )
    return None
