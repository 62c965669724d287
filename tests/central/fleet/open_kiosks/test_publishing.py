"""From what two people agreed on and kiosks report, to the list and to each kiosk's neighbours."""

from typing import Any
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from central.fleet.configuration.groups import set_groups
from central.fleet.configuration.layers import KioskGroups
from central.fleet.open_kiosks.keeping import edition, kiosk_directory, public_directory
from central.fleet.open_kiosks.publishing import DirectoryPublisher
from central.fleet.roster import roster
from central.store.database import transaction
from central.store.fleet_models import OpenKiosksRow
from tests.central.fleet.commands.giving import exchanged, report, signed
from tests.central.fleet.configurations import agreed
from tests.central.kiosks import Queue, another_kiosk, as_json
from tests.central.reports import a_report
from tests.central.world import World
from wire.codec import codec_of
from wire.commands import PutBackInService, TakeOutOfService
from wire.nearest import UNTOLD
from wire.report import KioskReport

DAY = ["08:30-12:00", "13:30-17:00"]
CENTRE: dict[str, Any] = {
    "agency_name": "Agence du Centre",
    "address": {"street": "1 place de l’Exemple", "postcode": "99000", "town": "Exempleville"},
    "coordinates": {"latitude": "45.1885", "longitude": "5.7245"},
    "opening_hours": {"monday": DAY, "exceptions": {"2026-12-25": []}},
}
LIMES: dict[str, Any] = {
    "agency_name": "Agence des Tilleuls",
    "address": {"street": "12 rue des Tilleuls", "postcode": "99100", "town": "Exempleville"},
    "coordinates": {"latitude": "45.1985", "longitude": "5.7245"},
}


class Fleet:
    """Two kiosks in two agencies, and who watches them."""

    def __init__(self, world: World) -> None:
        boot = UUID(int=7)
        self.world, self.queues = world, {"demo": Queue(boot=boot), "other": Queue()}
        self.kiosks = {"demo": world.kiosk, "other": another_kiosk(world, "other")}
        with transaction(world.container.engine) as db:
            set_groups(db, KioskGroups("demo", "centre"))
            set_groups(db, KioskGroups("other", "tilleuls"))
        agreed(world, "agency:centre", CENTRE)
        agreed(world, "agency:tilleuls", LIMES)

    def calls(self, name: str, nearest: str | None = None) -> Any:
        report = codec_of(KioskReport).plain(a_report())
        sent = as_json(self.queues[name].batch()) | {"report": report}
        answer = self.kiosks[name].call("POST", "/v1/sync", sent | {"nearest": nearest})
        assert answer.status_code == 200, answer.text
        return answer.json()["nearest"]

    def looks(self) -> None:
        at = self.world.container
        with transaction(at.engine) as db:
            fleet = roster(db)
        DirectoryPublisher(at.engine, at.clock).publish(fleet)
        self.world.clock.turn(seconds=20)


@pytest.fixture
def fleet(world: World) -> Fleet:
    return Fleet(world)


def test_a_kiosk_is_told_its_neighbour_once(fleet: Fleet) -> None:
    assert fleet.calls("demo", UNTOLD) is None
    fleet.calls("other")
    fleet.looks()
    told = fleet.calls("demo", UNTOLD)
    (near,) = told["kiosks"]
    assert (near["name"], near["distance_m"], near["here"]) == ("Agence des Tilleuls", 1_112, False)
    assert fleet.calls("demo", told["tag"]) == {"tag": told["tag"], "kiosks": None}
    assert fleet.calls("demo", "f" * 16) == told


def test_a_kiosk_of_the_release_before_asks_for_nothing_and_is_told_nothing(fleet: Fleet) -> None:
    fleet.calls("demo")
    fleet.calls("other")
    fleet.looks()
    assert fleet.calls("demo", None) is None


def test_a_neighbour_that_falls_silent_is_no_more_the_nearest(fleet: Fleet) -> None:
    fleet.calls("other")
    fleet.calls("demo")
    fleet.looks()
    first = fleet.calls("demo", UNTOLD)
    fleet.world.clock.turn(minutes=16)
    fleet.calls("demo")
    fleet.looks()
    then = fleet.calls("demo", first["tag"])
    assert then["kiosks"] == []
    states = {p.told.name: p.state for p in public_directory(fleet.world.container.engine).places}
    assert states == {"Agence du Centre": "in_service", "Agence des Tilleuls": "unknown"}


def test_where_nobody_watches_any_more_nothing_is_confirmed(fleet: Fleet) -> None:
    fleet.calls("other")
    fleet.calls("demo")
    fleet.looks()
    told = fleet.calls("demo", UNTOLD)
    fleet.world.clock.turn(minutes=16)
    assert fleet.calls("demo", told["tag"]) is None


def test_what_a_layer_says_for_itself_goes_over_the_wider_one(fleet: Fleet) -> None:
    agreed(fleet.world, "national", {"public": False, "withheld": ["ij"]})
    agreed(fleet.world, "agency:tilleuls", LIMES | {"public": True, "withheld": []})
    fleet.calls("other")
    fleet.calls("demo")
    fleet.looks()
    (place,) = public_directory(fleet.world.container.engine).places
    assert place.told.name == "Agence des Tilleuls"
    assert "ij" in place.services
    # A kiosk that is not for everybody still knows where the others are.
    assert len(fleet.calls("demo", UNTOLD)["kiosks"]) == 1
    assert fleet.calls("other", UNTOLD)["kiosks"] == []


def test_a_kiosk_without_an_address_is_nowhere(fleet: Fleet) -> None:
    agreed(fleet.world, "agency:tilleuls", {"agency_name": "Agence des Tilleuls"})
    fleet.calls("other")
    fleet.calls("demo")
    fleet.looks()
    found = public_directory(fleet.world.container.engine).places
    assert [each.told.name for each in found] == ["Agence du Centre"]


def test_what_a_command_took_out_of_service_is_so_in_the_list(fleet: Fleet) -> None:
    fleet.calls("other")
    orders = (TakeOutOfService("closed"), "out_of_service"), (PutBackInService(), "in_service")
    for order, state in orders:
        command = signed(fleet.world, order)
        exchanged(fleet.world)
        fleet.calls("demo")
        exchanged(fleet.world, report(fleet.world, command, "acknowledged"))
        exchanged(fleet.world, report(fleet.world, command, "executed"))
        fleet.looks()
        places = public_directory(fleet.world.container.engine).places
        assert {each.told.name: each.state for each in places}["Agence du Centre"] == state


def test_an_edition_is_another_one_only_where_something_has_changed(fleet: Fleet) -> None:
    fleet.calls("other")
    fleet.calls("demo")
    fleet.looks()
    engine = fleet.world.container.engine
    first = edition(engine)
    fleet.looks()
    second = edition(engine)
    assert first is not None
    assert second is not None
    assert (second.tag, second.made_at > first.made_at) == (first.tag, True)


def test_what_cannot_be_read_there_fails_no_exchange(fleet: Fleet) -> None:
    fleet.calls("other")
    fleet.calls("demo")
    fleet.looks()
    with transaction(fleet.world.container.engine) as db:
        db.get_one(OpenKiosksRow, 1).public = "of another release"
    assert fleet.calls("demo", UNTOLD)["kiosks"] == []
    with transaction(fleet.world.container.engine) as db:
        db.connection().exec_driver_sql("ALTER TABLE open_kiosks RENAME TO away")
    try:
        fleet.world.clock.turn(seconds=20)
        with capture_logs() as lines:
            fleet.calls("demo", UNTOLD)
        assert "open_kiosks_not_read" in {each["event"] for each in lines}
    finally:
        with transaction(fleet.world.container.engine) as db:
            db.connection().exec_driver_sql("ALTER TABLE away RENAME TO open_kiosks")


def test_of_a_store_without_a_list_nothing_is_known(fleet: Fleet) -> None:
    engine = fleet.world.container.engine
    assert edition(engine) is None
    assert (public_directory(engine).places, kiosk_directory(engine).kiosks) == ((), {})
