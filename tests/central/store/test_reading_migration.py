"""Requests get their agency, and what came of them: to the newest schema and back."""

from datetime import UTC, datetime
from uuid import UUID

from alembic import command
from sqlalchemy import Engine, inspect, text

from central.store.database import transaction
from central.store.intake_models import RequestRow, TroubleTickRow
from central.store.migrate import upgrade
from tests.central.store.migrating import alembic

BEFORE = "0022"
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
KIOSK = text("INSERT INTO kiosks (name, site, added_at) VALUES (:name, :site, :at)")
REQUEST = text(
    "INSERT INTO requests"
    " (id, kind, applicant, occasion, state, asked, newest_made_at, received_at)"
    " VALUES (:id, 'ceam', :applicant, '', 'ready', 1, :at, :at)"
)
ITEM = text(
    "INSERT INTO request_items (kiosk, id, request, reference, assurance, made_at, received_at)"
    " VALUES (:kiosk, :id, :request, 'R', 'card', :at, :at)"
)


def as_kept(engine: Engine, number: int) -> str:
    id_ = UUID(int=number)
    return id_.hex if engine.dialect.name == "sqlite" else str(id_)


def test_a_request_from_before_gets_the_agency_where_it_first_came_in(
    engine: Engine,
) -> None:
    upgrade(engine)
    alembic(engine, command.downgrade, BEFORE)
    with engine.begin() as db:
        for name, site in (("a", "0131"), ("b", "0692")):
            db.execute(KIOSK, {"name": name, "site": site, "at": AT})
        # The first came in at b and then at a; the second at a kiosk that nobody knows any more.
        for number, kiosks in ((1, ("b", "a")), (2, ("gone",))):
            request = as_kept(engine, number)
            db.execute(REQUEST, {"id": request, "applicant": str(number), "at": AT})
            for hour, kiosk in enumerate(kiosks):
                item = {"kiosk": kiosk, "id": as_kept(engine, 10 * number + hour)}
                at = AT.replace(hour=AT.hour + hour)
                db.execute(ITEM, item | {"request": request, "at": at})
    upgrade(engine)
    with transaction(engine) as db:
        sites = {row.id: row.site for row in db.query(RequestRow)}
    assert sites == {UUID(int=1): "0692", UUID(int=2): ""}


def test_the_release_before_goes_on_beside_it_and_back_nothing_is_left(
    engine: Engine,
) -> None:
    upgrade(engine)
    with engine.begin() as db:
        request = as_kept(engine, 1)
        db.execute(REQUEST, {"id": request, "applicant": "1", "at": AT})
    with transaction(engine) as db:
        assert [row.site for row in db.query(RequestRow)] == [""]
    alembic(engine, command.downgrade, BEFORE)
    found = inspect(engine)
    assert TroubleTickRow.__tablename__ not in found.get_table_names()
    assert {"site", "closed_as"}.isdisjoint(each["name"] for each in found.get_columns("requests"))
    upgrade(engine)
