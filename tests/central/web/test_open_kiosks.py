"""The list of open kiosks as everybody has it."""

import json
from dataclasses import replace
from typing import Any

import pytest

from central.fleet.open_kiosks.directory import KioskDirectory, OpenPlace, PublicDirectory, StandsIn
from central.fleet.open_kiosks.keeping import keep
from central.store.database import transaction
from tests.central.fleet.open_kiosks.places import CENTRE, HILL
from tests.central.world import World
from wire.nearest import PublicAddress

PATH = "/v1/open-kiosks"
NIR = "185037599900119"
HOSTILE = '</script><script>alert(1)</script>"\\u202e'


def kept(world: World, *places: OpenPlace, **kiosks: StandsIn) -> None:
    at = world.container
    with transaction(at.engine) as db:
        keep(db, at.clock.now(), PublicDirectory(places), KioskDirectory((CENTRE,), kiosks))
    world.clock.turn(seconds=11)


def test_what_everybody_is_told(world: World) -> None:
    kept(
        world,
        OpenPlace(CENTRE, "in_service", ("adresse", "ij")),
        OpenPlace(HILL, "out_of_service", ("ij",)),
    )
    answer = world.http.get(PATH)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert answer.headers["access-control-allow-origin"] == "*"
    told = answer.json()
    centre, hill = told["kiosks"]
    assert centre["name"] == "Agence du Centre"
    assert centre["position"] == {"latitude": 45.1885, "longitude": 5.7245}
    assert centre["opening_hours"]["monday"] == ["08:30-12:00", "13:30-17:00"]
    assert (centre["state"], centre["open_now"]) == ("in_service", False)  # it is a Sunday
    assert (hill["state"], hill["open_now"], hill["opening_hours"]) == (
        "out_of_service",
        None,
        None,
    )
    assert [each["id"] for each in told["services"]] == ["adresse", "ij"]
    assert told["services"][0]["names"].keys() >= {"fr", "en"}
    assert set(centre) == {
        *("name", "address", "position", "opening_hours", "timezone", "open_now", "state"),
        "services",
    }


def test_it_opens_by_the_clock_there(world: World) -> None:
    kept(world, OpenPlace(replace(CENTRE, timezone="Indian/Reunion"), "in_service"))
    # 23 November, 05:00 in UTC: 9 o'clock there, and 6 in Paris.
    world.clock.turn(hours=19, minutes=30)
    assert world.http.get(PATH).json()["kiosks"][0]["open_now"] is True
    kept(world, OpenPlace(replace(CENTRE, timezone="Mars/Olympus"), "in_service"))
    (place,) = world.http.get(PATH).json()["kiosks"]
    assert (place["timezone"], place["open_now"]) == ("Europe/Paris", False)


def test_who_has_it_is_not_sent_it_again(world: World) -> None:
    kept(world, OpenPlace(CENTRE, "in_service"))
    first = world.http.get(PATH)
    for sent in (first.headers["etag"], f'"x", W/{first.headers["etag"]}', "*"):
        again = world.http.get(PATH, headers={"If-None-Match": sent})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["access-control-allow-origin"] == "*"
    assert world.http.get(PATH, headers={"If-None-Match": '"x"'}).status_code == 200
    world.clock.turn(minutes=2)
    assert world.http.get(PATH).headers["etag"] == first.headers["etag"]
    kept(world, OpenPlace(CENTRE, "out_of_service"))
    then = world.http.get(PATH, headers={"If-None-Match": first.headers["etag"]})
    assert then.json()["kiosks"][0]["state"] == "out_of_service"


def test_where_nobody_watches_the_fleet_nothing_is_known_of_any_state(world: World) -> None:
    assert world.http.get(PATH).json() == {"kiosks": [], "services": []}
    kept(world, OpenPlace(CENTRE, "in_service"))
    assert world.http.get(PATH).json()["kiosks"][0]["state"] == "in_service"
    world.clock.turn(minutes=16)
    assert world.http.get(PATH).json()["kiosks"][0]["state"] == "unknown"


def test_strangers_ask_so_often_and_check_papers_all_the_same(make_world: Any) -> None:
    world: World = make_world(limits={"feeds_per_address": 2})
    asked = [world.http.get(PATH) for _ in range(3)]
    assert [each.status_code for each in asked] == [200, 200, 429]
    assert asked[-1].headers["retry-after"] == "60"
    assert world.http.from_address("203.0.113.9").get(PATH).status_code == 200
    assert world.verify("0123456789AB", "X", "12/05/1985").status_code == 200
    restarted: World = make_world(limits={"feeds_per_address": 2})
    assert restarted.http.get(PATH).status_code == 429


@pytest.mark.any_store
def test_nothing_is_changed_by_it(world: World) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert world.http.request(method, PATH).status_code == 405
    assert world.http.get(PATH + "/1").status_code == 404


def test_hostile_text_is_only_ever_json(world: World) -> None:
    place = replace(CENTRE, name=HOSTILE[:80], address=PublicAddress("<b>", "99000", "';--"))
    kept(world, OpenPlace(place, "in_service"))
    answer = world.http.get(PATH)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"] == "application/json"
    assert json.loads(answer.content)["kiosks"][0]["address"]["street"] == "<b>"


def test_no_kiosk_and_nothing_of_a_person_leaves_by_it(world: World) -> None:
    planted = f"serie-{NIR}"
    kept(world, OpenPlace(CENTRE, "in_service", ("ij",)), **{planted: StandsIn(0, here=True)})
    text = world.http.get(PATH).text
    for secret in (planted, NIR, "demo", "here", "kiosk_status", "serial"):
        assert secret not in text.replace('"kiosks"', "")


def test_it_describes_itself(world: World) -> None:
    described = world.http.get("/verifier/openapi.json").json()["paths"][PATH]["get"]
    assert set(described["responses"]) == {"200", "304", "429", "500", "503"}
