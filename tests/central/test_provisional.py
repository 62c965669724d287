"""The provisional code by text message."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from central.rights.provisional import NotSent, Sent, TooMany
from central.store.database import transaction
from tests.central.test_sessions import slug_of
from tests.central.world import Kiosk, World


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


@pytest.mark.parametrize("slug", ["camille-martin", "paul-lefebvre", "ines-moreau"])
def test_code_to_the_number_on_file_reaches_level_l(world: World, slug: str) -> None:
    world.kiosk.open(slug)
    answer = world.kiosk.send_code().json()
    to, text = world.phone.received[0]
    assert answer == {"outcome": "sent", "phone_last_two": to[-2:], "expires_in_s": 600}
    assert "10 minutes" in text
    assert world.kiosk.code(world.phone.last_code, "provisional")["outcome"] == "accepted"
    assert world.kiosk.rights()


def test_code_works_once(world: World) -> None:
    world.kiosk.open("camille-martin")
    world.kiosk.send_code()
    code = world.phone.last_code
    world.kiosk.code(code, "provisional")
    assert world.kiosk.code(code, "provisional") == {"outcome": "expired"}


def test_code_works_for_ten_minutes(world: World) -> None:
    world.kiosk.open("camille-martin")
    world.kiosk.send_code()
    world.clock.turn(minutes=10)
    world.kiosk.open("camille-martin")
    assert world.kiosk.code(world.phone.last_code, "provisional") == {"outcome": "expired"}


def test_new_code_voids_the_one_before(world: World) -> None:
    world.kiosk.open("camille-martin")
    world.kiosk.send_code()
    first = world.phone.last_code
    world.kiosk.send_code()
    assert world.kiosk.code(first, "provisional")["outcome"] == "wrong"
    assert world.kiosk.code(world.phone.last_code, "provisional")["outcome"] == "accepted"


def test_nothing_was_sent(kiosk: Kiosk) -> None:
    kiosk.open("camille-martin")
    assert kiosk.code("123456", "provisional") == {"outcome": "expired"}


def test_code_is_bound_to_its_person(world: World) -> None:
    world.kiosk.open("camille-martin")
    world.kiosk.send_code()
    world.kiosk.open("sophie-leroy")
    world.kiosk.send_code()
    camilles = world.phone.received[0][1].split(" : ")[1][:6]
    assert world.kiosk.code(camilles, "provisional")["outcome"] == "wrong"


def test_three_wrong_provisional_codes_suspend(world: World) -> None:
    world.kiosk.open("camille-martin")
    world.kiosk.send_code()
    code = world.phone.last_code
    assert world.kiosk.code(wrong(code), "provisional")["tries_left"] == 2
    world.kiosk.code("0000")
    assert world.kiosk.code(wrong(code), "provisional") == {"outcome": "suspended"}
    assert world.kiosk.code(code, "provisional") == {"outcome": "suspended"}
    assert world.kiosk.send_code().json() == {"outcome": "suspended"}


def test_no_number_on_file(world: World) -> None:
    world.kiosk.open("jeanne-laurent")
    assert world.kiosk.send_code().json() == {"outcome": "no_phone"}
    assert world.phone.received == []


def test_messages_to_a_person_are_limited_across_sessions(world: World) -> None:
    for _ in range(3):
        world.kiosk.open("camille-martin")
        assert world.kiosk.send_code().status_code == 200
        world.clock.turn(minutes=1)
    world.kiosk.open("camille-martin")
    response = world.kiosk.send_code()
    assert (response.status_code, slug_of(response)) == (429, "too-many-requests")
    assert response.json()["retry_after_s"] == 57 * 60
    world.clock.turn(minutes=57)
    world.kiosk.open("camille-martin")
    assert world.kiosk.send_code().status_code == 200


def test_messages_from_a_kiosk_are_limited(make_world) -> None:
    world = make_world(limits={"messages_per_kiosk": 1})
    world.kiosk.open("camille-martin")
    assert world.kiosk.send_code().status_code == 200
    world.kiosk.open("sophie-leroy")
    assert slug_of(world.kiosk.send_code()) == "too-many-requests"


def test_failed_delivery_is_told_and_does_not_count(world: World) -> None:
    world.phone.broken = True
    world.kiosk.open("camille-martin")
    for _ in range(4):
        response = world.kiosk.send_code()
        assert (response.status_code, slug_of(response)) == (503, "message-not-sent")
    world.phone.broken = False
    assert world.kiosk.send_code().status_code == 200


def test_parallel_requests_buy_neither_more_messages_nor_a_second_open_code(world: World) -> None:
    together = Barrier(6)

    def ask(_: int) -> Sent | TooMany | NotSent:
        together.wait(10)
        return world.parts.provisional.send("somebody", "+33600000042")

    with ThreadPoolExecutor(6) as pool:
        answers = [type(answer) for answer in pool.map(ask, range(6))]
    assert (answers.count(Sent), answers.count(TooMany)) == (3, 3)
    codes = [text.split(" : ")[1][:6] for _, text in world.phone.received]
    with transaction(world.parts.engine) as db:
        pending = world.parts.provisional.pending(db, "somebody")
    assert pending is not None
    right = [world.parts.provisional.is_right(pending, "somebody", code) for code in codes]
    assert right.count(True) == 1
