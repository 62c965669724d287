"""The table of papers, to the newest schema and back, beside the release before."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from central.crypto.keys import Keys
from central.papers.checking import Claim, Genuine, check
from central.store.database import transaction
from central.store.migrate import schema_of, upgrade
from central.store.models import PaperRow
from tests.central.store.migrating import alembic
from tests.central.world import SERVER_KEY

BEFORE = "0011"
KEY = Keys(SERVER_KEY.encode()).check_key
ISSUED, UNTIL = date(2026, 11, 22), date(2027, 9, 18)
OF_THE_RELEASE_BEFORE = sa.table(
    "attestations",
    sa.column("action", sa.Uuid()),
    sa.column("request_digest"),
    sa.column("content_digest"),
    sa.column("subject_digest"),
    sa.column("code"),
    sa.column("number"),
    sa.column("issued_on", sa.Date()),
    sa.column("valid_until", sa.Date()),
)


def paper(code: str, /, **more: Any) -> dict[str, Any]:
    return {
        "action": uuid4(),
        "request_digest": "r",
        "content_digest": "c",
        "subject_digest": KEY.subject(code, "MARTIN", "19850315"),
        "code": code,
        "number": f"20261122-{code}",
        "issued_on": ISSUED,
        "valid_until": UNTIL,
    } | more


def issue_before(engine: Engine, code: str, /, **more: Any) -> None:
    """As the release before does."""
    with engine.begin() as connection:
        connection.execute(sa.insert(OF_THE_RELEASE_BEFORE).values(paper(code, **more)))


def read_before(engine: Engine) -> dict[str, tuple[date, date]]:
    """As the release before does."""
    with engine.connect() as connection:
        rows = connection.execute(sa.select(OF_THE_RELEASE_BEFORE)).all()
    return {row.code: (row.issued_on, row.valid_until) for row in rows}


def checked(engine: Engine, code: str) -> object:
    return check(engine, KEY, Claim(code, "MARTIN", "19850315"))


def test_the_release_before_issues_and_reads_beside_this_one(engine: Engine) -> None:
    alembic(engine, command.upgrade, BEFORE)
    issue_before(engine, "BEFORE")
    upgrade(engine)
    assert schema_of(engine) == "current"
    issue_before(engine, "BESIDE")
    for code in ("BEFORE", "BESIDE"):
        assert checked(engine, code) == Genuine("attestation_droits", ISSUED, UNTIL, None)
    with transaction(engine) as db:
        db.add(PaperRow(**paper("NEWEST", kind="releve_essai", valid_until=None)))
    assert checked(engine, "NEWEST") == Genuine("releve_essai", ISSUED, None, None)
    assert read_before(engine)["BESIDE"] == (ISSUED, UNTIL)


@pytest.mark.parametrize("column", ["code", "number"])
def test_no_code_and_no_number_is_there_twice_after_it(engine: Engine, column: str) -> None:
    alembic(engine, command.upgrade, BEFORE)
    issue_before(engine, "BEFORE")
    upgrade(engine)
    same = {column: paper("BEFORE")[column]}
    with pytest.raises(IntegrityError):
        issue_before(engine, "OTHER", **same)


def test_back_to_the_release_before_and_forth_again(engine: Engine) -> None:
    upgrade(engine)
    issue_before(engine, "FIRST")
    alembic(engine, command.downgrade, BEFORE)
    columns = {column["name"] for column in sa.inspect(engine).get_columns("attestations")}
    assert columns == set(OF_THE_RELEASE_BEFORE.c.keys())
    issue_before(engine, "SECOND")
    assert read_before(engine) == dict.fromkeys(("FIRST", "SECOND"), (ISSUED, UNTIL))
    for twice_or_endless in ({"code": "FIRST"}, {"valid_until": None}):
        with pytest.raises(IntegrityError):
            issue_before(engine, "THIRD", **twice_or_endless)
    upgrade(engine)
    assert checked(engine, "SECOND") == Genuine("attestation_droits", ISSUED, UNTIL, None)


def test_there_is_no_way_back_once_it_would_vouch_for_something_else(engine: Engine) -> None:
    upgrade(engine)
    with transaction(engine) as db:
        db.add(PaperRow(**paper("NEWEST", kind="releve_essai")))
    with pytest.raises(RuntimeError, match="the release before does not know"):
        alembic(engine, command.downgrade, BEFORE)
    assert schema_of(engine) == "current"
    assert checked(engine, "NEWEST") == Genuine("releve_essai", ISSUED, UNTIL, None)
