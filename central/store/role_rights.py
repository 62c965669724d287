"""What a role of PostgreSQL may do, as SQL: for processes that are given less than central's own.

Each process has its table of rights in code, beside what it reads and writes; the statements are
printed from it, and a test works under them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Table
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute

ROLE_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
RoleVerb = Literal["SELECT", "INSERT", "UPDATE", "DELETE"]
_VERSION = "alembic_version"
"""Read at start by each of them: whether the store is what this central knows."""


@dataclass(frozen=True, slots=True)
class RoleRight:
    """``columns``: empty for all of the table's."""

    table: Table
    verbs: tuple[RoleVerb, ...]
    columns: tuple[str, ...] = ()

    def statement(self, role: str) -> str:
        columns = f" ({', '.join(self.columns)})" if self.columns else ""
        verbs = ", ".join(f"{verb}{columns}" for verb in self.verbs)
        return f"GRANT {verbs} ON {self.table.name} TO {role};"


def right(of: type[DeclarativeBase], *verbs: RoleVerb) -> RoleRight:
    return RoleRight(_table(of), verbs)


def right_on(verb: RoleVerb, *columns: InstrumentedAttribute[Any]) -> RoleRight:
    """To these columns of one table."""
    (table,) = {each.class_.__table__ for each in columns}
    assert isinstance(table, Table)
    return RoleRight(table, (verb,), tuple(each.expression.name for each in columns))


def role_statements(role: str, rights: Sequence[RoleRight]) -> tuple[str, ...]:
    """The statements for a role that is there; said twice they change nothing. ``role``: as
    ``ROLE_NAME`` wants it."""
    assert ROLE_NAME.fullmatch(role)
    return (
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role};",
        f"GRANT USAGE ON SCHEMA public TO {role};",
        f"GRANT SELECT ON {_VERSION} TO {role};",
        *(each.statement(role) for each in rights),
        *_sequences(role, rights),
    )


def _sequences(role: str, rights: Sequence[RoleRight]) -> Iterator[str]:
    """Whoever adds a row that is numbered takes its number."""
    for each in rights:
        numbered = each.table.autoincrement_column
        if "INSERT" in each.verbs and numbered is not None:
            yield f"GRANT USAGE ON SEQUENCE {each.table.name}_{numbered.name}_seq TO {role};"


def _table(of: type[DeclarativeBase]) -> Table:
    assert isinstance(of.__table__, Table)
    return of.__table__
