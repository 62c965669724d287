"""What in the store hangs on a server key: without that key, nobody finds or checks it again."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, LargeBinary, and_, func, literal, or_, select
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Session

from central.crypto.key_ring import ServerKey
from central.crypto.keys import SEAL_MARK, seal_name
from central.store.audit_models import AuditRow
from central.store.intake_models import IS_OPEN, RequestItemRow, RequestRow
from central.store.models import (
    AccountRow,
    CitizenSessionRow,
    CodeFailuresRow,
    CounterRow,
    KioskPlaceRow,
    PaperRow,
    ProvisionalCodeRow,
    PublicCounterRow,
)


def uses(db: Session, key: ServerKey) -> Mapping[str, int]:
    """How many rows of what; only what there is."""
    counted = {what: _count(db, table, wanted) for what, (table, wanted) in _wanted(key).items()}
    return {what: number for what, number in counted.items() if number}


def _wanted(key: ServerKey) -> dict[str, tuple[type[DeclarativeBase], ColumnElement[bool]]]:
    def made(
        *columns: InstrumentedAttribute[str] | InstrumentedAttribute[str | None],
    ) -> ColumnElement[bool]:
        if key.is_named:
            return or_(*(column.startswith(f"{key.id}.") for column in columns))
        return or_(*(and_(column != "", ~column.contains(".")) for column in columns))

    def sealed(
        column: InstrumentedAttribute[bytes] | InstrumentedAttribute[bytes | None],
    ) -> ColumnElement[bool]:
        if key.is_named:
            return _begins(column, seal_name(key))
        return and_(column.is_not(None), ~_begins(column, SEAL_MARK))

    items = RequestItemRow
    return {
        "accounts": (AccountRow, made(AccountRow.person)),
        "codes": (AccountRow, _codes(key)),
        "wrong codes": (CodeFailuresRow, made(CodeFailuresRow.person)),
        "provisional codes": (
            ProvisionalCodeRow,
            made(ProvisionalCodeRow.person, ProvisionalCodeRow.digest),
        ),
        "citizen sessions": (CitizenSessionRow, sealed(CitizenSessionRow.sealed)),
        "open requests": (RequestRow, and_(made(RequestRow.applicant), IS_OPEN)),
        "bodies": (items, and_(items.body_key.is_(None), sealed(items.sealed))),
        "papers": (
            PaperRow,
            made(PaperRow.request_digest, PaperRow.content_digest, PaperRow.subject_digest),
        ),
        "audit rows": (AuditRow, made(AuditRow.hash, AuditRow.person)),
        "places": (KioskPlaceRow, made(KioskPlaceRow.place)),
        "counts": (CounterRow, made(CounterRow.key)),
        "counts of checks": (PublicCounterRow, made(PublicCounterRow.key)),
    }


def _codes(key: ServerKey) -> ColumnElement[bool]:
    """An argon2 hash begins with a dollar sign, or with the id before it."""
    return AccountRow.code_hash.startswith(f"{key.id}." if key.is_named else "$")


def _begins(
    column: InstrumentedAttribute[bytes] | InstrumentedAttribute[bytes | None], begin: bytes
) -> ColumnElement[bool]:
    return func.substr(column, 1, len(begin), type_=LargeBinary) == literal(begin, LargeBinary)


def _count(db: Session, table: type[DeclarativeBase], wanted: ColumnElement[bool]) -> int:
    return db.scalar(select(func.count()).select_from(table).where(wanted)) or 0
