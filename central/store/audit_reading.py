"""Reading the audit: whether it is whole, what was done about a person, and about whom."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from central.crypto.digests import ServerKeyUnknown
from central.store.audit import CHAIN_START, COLUMNS, AuditTrail
from central.store.audit_models import AuditHeadRow, AuditRow
from central.store.database import transaction

_AT_ONCE = 10_000
"""Rows a transaction: on SQLite nobody else writes meanwhile."""
ChainFault = Literal["changed", "missing", "outside", "past", "other-head", "unknown-key"]


@dataclass(frozen=True, slots=True)
class Whole:
    """``position`` and ``hash`` of the last row; ``before``: rows from before there was a chain."""

    position: int
    hash: str
    before: int


@dataclass(frozen=True, slots=True)
class BrokenChain:
    """The first place where the chain is not as it was written. ``changed``: the row of that
    position; ``missing``: no row of that position; ``outside``: a row of that id is in no chain;
    ``past``: of the rows before the chain some were added or taken out; ``other-head``: the row of
    that position is not the one that was noted; ``unknown-key``: the row of that position is under
    a server key that is not at hand."""

    fault: ChainFault
    place: int


@dataclass(frozen=True, slots=True)
class Noted:
    """A head that was told before, and kept where nobody at the store can write."""

    position: int
    hash: str


def verify(engine: Engine, audit: AuditTrail, noted: Noted | None = None) -> Whole | BrokenChain:
    """Reads the whole chain, in portions; what is added meanwhile counts for the next time."""
    with transaction(engine) as db:
        head = db.scalars(select(AuditHeadRow)).one()
        outside = _outside(db, head)
    if outside is not None:
        return outside
    expected, before = 1, CHAIN_START
    for row in _rows(engine, head.position):
        if row.position != expected:
            return BrokenChain("missing", expected)
        columns = {name: getattr(row, name) for name in COLUMNS}
        try:
            if not audit.is_hash(row.hash, before, columns):
                return BrokenChain("changed", expected)
        except ServerKeyUnknown:
            return BrokenChain("unknown-key", expected)
        assert row.hash is not None
        if noted is not None and noted.position == expected and noted.hash != row.hash:
            return BrokenChain("other-head", expected)
        expected, before = expected + 1, row.hash
    if expected <= head.position or (noted is not None and noted.position >= expected):
        return BrokenChain("missing", expected)
    if before != head.hash:
        return BrokenChain("changed", head.position)
    return Whole(head.position, head.hash, head.before_count)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act. ``by``: the kiosk, or the account of the system."""

    at: datetime
    act: str
    outcome: str
    by: str
    visit: UUID | None
    action: UUID | None


def about(db: Session, audit: AuditTrail, nir: str) -> Sequence[AuditEntry]:
    """All that was done about a person, the oldest first."""
    found = db.scalars(
        select(AuditRow).where(AuditRow.person.in_(audit.names(nir))).order_by(AuditRow.id)
    )
    return tuple(
        AuditEntry(
            row.at, row.act, row.outcome, row.account or row.kiosk or "", row.visit, row.action
        )
        for row in found
    )


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which acts: of that kiosk, that account, from then on, before then; ``None`` is any."""

    kiosk: str | None = None
    account: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def touched(
    db: Session, audit: AuditTrail, which: AuditFilter, nirs: Iterable[str]
) -> Sequence[str]:
    """Of these people those whom an act was about, in the order they were given."""
    query = select(AuditRow.person).where(AuditRow.person.is_not(None)).distinct()
    if which.kiosk is not None:
        query = query.where(AuditRow.kiosk == which.kiosk)
    if which.account is not None:
        query = query.where(AuditRow.account.contains(which.account, autoescape=True))
    if which.since is not None:
        query = query.where(AuditRow.at >= which.since)
    if which.until is not None:
        query = query.where(AuditRow.at < which.until)
    people = set(db.scalars(query))
    return tuple(nir for nir in nirs if not people.isdisjoint(audit.names(nir)))


def _outside(db: Session, head: AuditHeadRow) -> BrokenChain | None:
    """Rows without a place in the chain are those that were there before it, and no others."""
    unchained = select(AuditRow.id).where(AuditRow.position.is_(None))
    stray = db.scalar(
        unchained.where(AuditRow.id > head.before_until).order_by(AuditRow.id).limit(1)
    )
    if stray is not None:
        return BrokenChain("outside", stray)
    beyond = db.scalar(
        select(AuditRow.position)
        .where(AuditRow.position > head.position)
        .order_by(AuditRow.position)
        .limit(1)
    )
    if beyond is not None:
        return BrokenChain("changed", beyond)
    count = db.scalar(select(func.count()).select_from(unchained.subquery()))
    return None if count == head.before_count else BrokenChain("past", head.before_until)


def _rows(engine: Engine, until: int) -> Iterator[AuditRow]:
    after = 0
    while True:
        with transaction(engine) as db:
            found = db.scalars(
                select(AuditRow)
                .where(AuditRow.position > after, AuditRow.position <= until)
                .order_by(AuditRow.position)
                .limit(_AT_ONCE)
            ).all()
        yield from found
        if len(found) < _AT_ONCE:
            return
        after = found[-1].position or until
