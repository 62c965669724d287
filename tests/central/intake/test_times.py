"""Times that nobody has: refused where they come in, and read where one is in the store already."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from central.intake.troubles import TroubleFilter, troubles
from central.store.database import transaction
from central.store.intake_models import TombstoneRow
from tests.central.conftest import MakeWorld
from tests.central.kiosks import Queue, as_json, demande, outcomes, tombstone
from tests.central.world import MORNING, World

LAST_OF_ALL = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
OUTSIDE = (
    "9999-12-31T23:59:59Z",
    "0001-01-01T00:00:00Z",
    "1969-12-31T23:59:59Z",
    "1970-01-01T00:30:00+01:00",
    "3000-01-01T00:00:00Z",
    "9999-12-31T23:59:59-12:00",
)
NEVER_SET = ("1970-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "2000-01-01T00:30:00+01:00")
INSIDE = ("2000-01-01T00:00:00Z", "2999-12-31T23:59:59.999999Z", "3000-01-01T00:30:00+01:00")


def sent_with(place: tuple[str, ...], time: str) -> dict[str, Any]:
    """What a kiosk sends, with ``time`` in one place of it."""
    queue = Queue()
    item, lost = queue.item(demande("ceam")), queue.item(demande("card_damaged"))
    sent: Any = as_json(queue.batch(item, tombstones=(tombstone(lost),)))
    part = sent
    for step in place[:-1]:
        part = part[0] if step == "0" else part[step]
    part[place[-1]] = time
    return dict(sent)


PLACES = (
    ("sent_at",),
    ("items", "0", "header", "created_at"),
    ("items", "0", "header", "expires_at"),
    ("tombstones", "0", "created_at"),
    ("tombstones", "0", "at"),
)


@pytest.mark.parametrize("place", PLACES, ids=".".join)
def test_a_time_that_nobody_has_is_named_and_staff_read_on(
    world: World, place: tuple[str, ...]
) -> None:
    sealed = "header" in place
    for time in OUTSIDE if sealed else OUTSIDE + NEVER_SET:
        answer = world.kiosk.call("POST", "/v1/sync", sent_with(place, time))
        assert answer.status_code == 422, time
        assert answer.json()["errors"] == [f"body.{'.'.join(place)}: value_error"]
        assert time not in answer.text
    for time in INSIDE + NEVER_SET if sealed else INSIDE:
        assert world.kiosk.call("POST", "/v1/sync", sent_with(place, time)).is_success, time
    with transaction(world.container.engine) as db:
        troubles(db, TroubleFilter())


def test_what_a_kiosk_sealed_before_its_clock_was_ever_set_is_not_lost(world: World) -> None:
    queue = Queue()
    never_set = datetime(1970, 1, 1, tzinfo=UTC)
    item = queue.item(demande("ceam"), created_at=never_set, expires_at=never_set)
    assert outcomes(world.kiosk, queue.batch(item)) == ["stored"]


@pytest.fixture
def far_east(request: pytest.FixtureRequest) -> Iterator[None]:
    """The database server lives in a zone that is ahead of UTC."""
    url = request.getfixturevalue("postgresql")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER ROLE postgres SET timezone = 'Pacific/Auckland'")
        try:
            yield
        finally:
            connection.execute("ALTER ROLE postgres RESET timezone")


@pytest.mark.system
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("far_east")
def test_a_row_of_the_last_year_of_all_stops_neither_staff_nor_the_kiosk(
    make_world: MakeWorld,
) -> None:
    world, queue = make_world(), Queue()
    lost = tombstone(queue.item(demande("ceam")))
    assert outcomes(world.kiosk, queue.batch(tombstones=(lost,))) == ["stored"]
    with transaction(world.container.engine) as db:
        row = db.get(TombstoneRow, ("demo", lost.id))
        assert row is not None
        row.at = LAST_OF_ALL
    with transaction(world.container.engine) as db:
        (found,) = troubles(db, TroubleFilter())
        kept = db.get(TombstoneRow, ("demo", lost.id))
        assert kept is not None
        assert (found.received_at, kept.at) == (MORNING, LAST_OF_ALL)
    assert outcomes(world.kiosk, queue.batch(tombstones=(lost,))) == ["duplicate"]
