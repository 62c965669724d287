"""For which machine there may be a code: a name is one kiosk's, a place is taken by one."""

import pytest
from sqlalchemy import delete

from central.fleet.enrolment_wish import CheckedWish, CodeRefusal, CodeWish, checked_wish
from central.store.database import transaction
from central.store.models import KioskRow
from tests.central.world import MORNING, World

pytestmark = pytest.mark.any_store


@pytest.fixture
def judged(world: World):
    """Of a caisse with one kiosk that may call, one that may not, and one of a former release."""
    with transaction(world.container.engine) as db:
        db.execute(delete(KioskRow))
        for id_, name, revoked in (
            ("k-1", "borne-01", None),
            ("k-2", "borne-02", MORNING),
            ("k-3", "Vannes, hall", None),
        ):
            db.add(KioskRow(id=id_, name=name, site="0131", added_at=MORNING, revoked_at=revoked))

    def judge(*wish: str) -> CheckedWish | CodeRefusal:
        with transaction(world.container.engine) as db:
            return checked_wish(db, CodeWish(*wish))

    return judge


@pytest.mark.parametrize(
    ("wish", "kiosk", "replaces"),
    [
        (("borne-04", "0131"), None, None),
        (("borne-02", "0131"), None, None),
        (("borne-01", "0132", "borne-01"), "k-1", None),
        (("borne-09", "0131", "k-1"), "k-1", None),
        (("borne-01", "0131", "", "borne-01"), None, "k-1"),
        (("borne-02", "0131", "", "k-2"), None, "k-2"),
        (("Vannes, hall", "0131", "", "k-3"), None, "k-3"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_who_it_becomes_and_whose_place_it_takes(judged, wish, kiosk, replaces) -> None:
    assert judged(*wish) == CheckedWish(wish[0], wish[1], kiosk, replaces)


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (("", "0131"), CodeRefusal.WRONG_NAME),
        (("Vannes, hall 2", "0131"), CodeRefusal.WRONG_NAME),
        (("x" * 65, "0131"), CodeRefusal.WRONG_NAME),
        (("borne-04", ""), CodeRefusal.WRONG_SITE),
        (("borne-04", "../0131"), CodeRefusal.WRONG_SITE),
        (("borne-01", "0131"), CodeRefusal.NAME_TAKEN),
        (("borne-01", "0131", "", "k-3"), CodeRefusal.NAME_TAKEN),
        (("borne-02", "0131", "k-2"), CodeRefusal.NOT_THERE),
        (("borne-04", "0131", "borne-04"), CodeRefusal.NOT_THERE),
        (("borne-04", "0131", "", "borne-04"), CodeRefusal.NO_FORMER),
        (("borne-01", "0131", "k-1", "k-3"), CodeRefusal.BOTH),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value.name,
)
def test_what_there_is_no_code_for(judged, wish, refusal) -> None:
    assert judged(*wish) is refusal
