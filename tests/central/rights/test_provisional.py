"""The provisional code by text message."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from central.config.setting_values import CodeSettings
from central.rights.provisional import ProvisionalCodeNotSent, ProvisionalCodeSent, TooManyCodes
from central.rights.sessions import CitizenSession
from central.store.database import transaction
from tests.central.kiosks import another_kiosk
from tests.central.rights.test_sessions import slug_of
from tests.central.world import Kiosk, World


def session_of(world: World) -> CitizenSession:
    """The session that the kiosk has open."""
    world.kiosk.open("camille-martin")
    with transaction(world.container.engine) as db:
        session = world.container.sessions.current(db, "demo", str(world.kiosk.citizen))
    assert session is not None
    return session


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


@pytest.mark.any_store
def test_no_number_on_file(world: World) -> None:
    world.kiosk.open("jeanne-laurent")
    assert world.kiosk.send_code().json() == {"outcome": "no_phone"}
    assert world.phone.received == []


def test_messages_are_limited_in_a_visit(world: World) -> None:
    world.kiosk.open("camille-martin")
    for _ in range(3):
        assert world.kiosk.send_code().status_code == 200
    response = world.kiosk.send_code()
    assert (response.status_code, slug_of(response)) == (429, "too-many-requests")
    assert response.json()["retry_after_s"] == 600
    world.kiosk.open("camille-martin")
    assert world.kiosk.send_code().status_code == 200


def visits(kiosk: Kiosk, count: int) -> list[int]:
    """The answers to one message asked for in each of so many visits."""
    statuses = []
    for _ in range(count):
        kiosk.open("camille-martin")
        statuses.append(kiosk.send_code().status_code)
    return statuses


def test_a_thief_who_asks_for_messages_neither_voids_the_owners_nor_uses_hers_up(
    world: World,
) -> None:
    thief = another_kiosk(world, "stolen")
    world.kiosk.open("camille-martin")
    world.kiosk.send_code()
    owners = world.phone.last_code
    assert visits(thief, 8) == [200] * 6 + [429] * 2
    assert thief.code(owners, "provisional") == {"outcome": "expired"}
    assert world.kiosk.code(owners, "provisional")["outcome"] == "accepted"
    world.kiosk.open("camille-martin")
    assert world.kiosk.send_code().status_code == 200


def test_nobody_gets_more_messages_in_a_day_than_the_cap_from_however_many_kiosks(
    world: World,
) -> None:
    kiosks = [another_kiosk(world, f"k{index}") for index in range(3)]
    assert [visits(kiosk, 5).count(200) for kiosk in kiosks] == [5, 5, 2]
    refused = kiosks[2].send_code()
    assert refused.json()["retry_after_s"] == 24 * 3600
    world.clock.turn(days=1)
    assert visits(kiosks[2], 1) == [200]


@pytest.mark.any_store
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

    session = session_of(world)

    def ask(_: int) -> ProvisionalCodeSent | TooManyCodes | ProvisionalCodeNotSent:
        together.wait(10)
        return world.container.provisional.send(session, "+33600000042")

    with ThreadPoolExecutor(6) as pool:
        answers = [type(answer) for answer in pool.map(ask, range(6))]
    assert (answers.count(ProvisionalCodeSent), answers.count(TooManyCodes)) == (3, 3)
    codes = [text.split(" : ")[1][:6] for _, text in world.phone.received]
    with transaction(world.container.engine) as db:
        pending = world.container.provisional.pending(db, session)
    assert pending is not None
    right = [
        world.container.provisional.is_right(pending, session.person_digests, code)
        for code in codes
    ]
    assert right.count(True) == 1


def test_a_limit_in_a_file_of_the_first_release_is_read_by_its_former_name() -> None:
    assert CodeSettings.model_validate({"provisional_per_hour": 5}).provisional_per_visit == 5
