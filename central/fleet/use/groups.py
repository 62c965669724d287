"""The groups of kiosks that numbers of use are told of, and the sums of many that are kept too."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol, Self, TypeVar

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Session

from central.store.database import insert_all
from central.store.use_models import UseGroupRow, UseGroupTagRow, UseMemberRow, UseTagRow

_MEMBER = UseMemberRow
ALL = 0
"""All groups together."""
UseGroup = tuple[str, tuple[str, ...]]
"""Site and tags."""
Numbers = Mapping[UseGroup | str, int]
"""By which numbers groups stand in the store, and tags: the negative of theirs."""


class Summed(Protocol):
    def __add__(self, other: Self, /) -> Self: ...


S = TypeVar("S", bound=Summed)


def numbered(db: Session, groups: Iterable[UseGroup]) -> Numbers:
    tags: dict[str, int] = {row.name: row.id for row in db.scalars(select(UseTagRow))}
    known = {(row.site, row.tags): row.id for row in db.scalars(select(UseGroupRow))}
    numbers: dict[UseGroup | str, int] = {}
    for site, names in groups:
        for name in names:
            if name not in tags:
                tag = UseTagRow(name=name)
                db.add(tag)
                db.flush()
                tags[name] = tag.id
            numbers[name] = -tags[name]
        number = known.get((site, "\n".join(names)))
        if number is None:
            row = UseGroupRow(site=site, tags="\n".join(names))
            db.add(row)
            db.flush()
            number = row.id
            its = [{"tag": tags[name], "group": number} for name in names]
            insert_all(db, UseGroupTagRow, its)
        numbers[site, names] = number
    return numbers


def with_sums(told: Mapping[UseGroup, S], numbers: Numbers, nothing: S) -> dict[int, S]:
    """By number: what is told of each group, and the sums of that by tag and altogether. So no sum
    has anything in it that is hidden."""
    sums: dict[int, S] = {ALL: nothing}
    for group, number in told.items():
        sums[numbers[group]] = number
        for each in (ALL, *(numbers[name] for name in group[1])):
            sums[each] = sums.get(each, nothing) + number
    return sums


def members_of(db: Connection, week: date) -> dict[str, UseGroup]:
    """The group of each kiosk that has told of a day of the week."""
    query = (
        select(_MEMBER.kiosk, UseGroupRow.site, UseGroupRow.tags)
        .join(UseGroupRow, UseGroupRow.id == _MEMBER.group)
        .where(_MEMBER.week == week)
    )
    return {
        row.kiosk: (row.site, tuple(row.tags.split("\n")) if row.tags else ())
        for row in db.execute(query)
    }


def remember_members(
    db: Session, week: date, members: Mapping[str, UseGroup], numbers: Numbers
) -> None:
    known = set(db.scalars(select(_MEMBER.kiosk).where(_MEMBER.week == week)))
    new = [
        {"week": week, "kiosk": kiosk, "group": numbers[group]}
        for kiosk, group in members.items()
        if kiosk not in known
    ]
    insert_all(db, _MEMBER, new)


def forget_members(db: Session, before: date) -> None:
    db.execute(delete(_MEMBER).where(_MEMBER.week < before))
