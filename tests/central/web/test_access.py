"""The kiosk API against who is no kiosk, and against messages that read in two ways."""

import asyncio
import json
import threading
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import pytest
from anyio.from_thread import start_blocking_portal
from sqlalchemy import event

from central.web.app import create_app
from central.web.combined import CombinedApp
from tests.central.kiosks import another_kiosk
from tests.central.rights.test_sessions import slug_of
from tests.central.world import DEVICE_TOKEN, INTAKE_KEYS, Http, Kiosk, World, card

CEILING_S = 60.0
ENDLESS = json.dumps({f"{name:04x}": 0 for name in range(24_000)}, separators=(",", ":")).encode()
PATHS = (
    "/v1/citizen-sessions",
    "/v1/citizen-sessions/code",
    "/v1/attestations",
    "/v1/sync",
    "/v1/command-results",
    "/v1/support-bundles",
)


def stranger(world: World, address: str = "192.0.2.66") -> Kiosk:
    return Kiosk(world.http.from_address(address), "a-token-that-nobody-has-given-to-any-kiosk")


@contextmanager
def store_asked(world: World) -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection, _cursor, statement: str, *_rest) -> None:
        said.append(statement)

    event.listen(world.container.engine, "before_cursor_execute", note)
    yield said
    event.remove(world.container.engine, "before_cursor_execute", note)


@pytest.mark.any_store
@pytest.mark.parametrize("path", PATHS)
def test_of_a_body_without_a_kiosks_token_not_a_byte_is_taken(world: World, path: str) -> None:
    taken: list[int] = []

    async def endless():
        for start in range(0, len(ENDLESS), 1_000):
            taken.append(start)
            yield ENDLESS[start : start + 1_000]

    said = {"Content-Type": "application/json"}
    assert slug_of(world.http.post(path, content=endless(), headers=said)) == "kiosk-unknown"
    assert taken == []


def test_a_thief_who_tries_tokens_is_told_to_wait_and_the_store_is_spared(make_world) -> None:
    world: World = make_world(limits={"strangers_per_address": 3})
    thief = stranger(world)
    assert [slug_of(thief.call("GET", "/v1/rights")) for _ in range(3)] == ["kiosk-unknown"] * 3
    with store_asked(world) as said:
        answer = thief.call("GET", "/v1/rights")
    assert (slug_of(answer), answer.headers["retry-after"], said) == ("too-many-requests", "60", [])
    elsewhere = stranger(world, "192.0.2.67")
    assert slug_of(elsewhere.call("GET", "/v1/rights")) == "kiosk-unknown"
    world.clock.turn(seconds=60)
    assert slug_of(thief.call("GET", "/v1/rights")) == "kiosk-unknown"


def test_limits_hold_over_all_workers_and_restarts(make_world) -> None:
    limits = {"openings_per_kiosk": 4, "strangers_per_address": 2}
    workers: list[World] = [make_world(limits=limits) for _ in range(3)]
    opened = [workers[at % 3].kiosk.open("camille-martin") for at in range(5)]
    assert [answer.get("outcome") for answer in opened] == ["opened"] * 4 + [None]
    assert opened[-1]["type"].endswith("too-many-requests")
    strangers = [slug_of(stranger(each).call("GET", "/v1/rights")) for each in workers]
    assert strangers == ["kiosk-unknown"] * 3
    again = [slug_of(stranger(each).call("GET", "/v1/rights")) for each in workers * 2]
    # The first has seen one try of its own: it learns of the others' with the next.
    assert again == ["kiosk-unknown"] + ["too-many-requests"] * 5


def test_who_tries_tokens_beside_a_kiosk_does_not_hold_it_up(make_world) -> None:
    world: World = make_world(limits={"strangers_per_address": 1})
    kiosk = Kiosk(world.http.from_address("192.0.2.66"), DEVICE_TOKEN)
    assert kiosk.open("camille-martin")["outcome"] == "opened"
    for _ in range(5):
        stranger(world).call("GET", "/v1/rights")
    assert kiosk.open("camille-martin")["outcome"] == "opened"


def test_who_tries_tokens_just_after_central_started_does_not_hold_up_a_kiosk_either(
    make_world,
) -> None:
    world: World = make_world(limits={"strangers_per_address": 1})
    started_anew = create_app(world.settings, clock=world.clock, intake_keys=INTAKE_KEYS)
    lives = started_anew.router.lifespan_context(started_anew)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(lives):
        http = Http(portal, CombinedApp.beside(started_anew), "192.0.2.66")
        for _ in range(2):
            Kiosk(http, "a-token-that-nobody-has-given-to-any-kiosk").call("GET", "/v1/rights")
        assert Kiosk(http, DEVICE_TOKEN).open("camille-martin")["outcome"] == "opened"


@pytest.mark.any_store
def test_a_card_that_names_two_people_opens_neither(world: World) -> None:
    one, other = card("camille-martin"), card("wei-zhang")
    both = json.dumps(one)[:-1] + f', "nir": "{other["nir"]}"' + "}"
    headers = {"Authorization": f"Bearer {DEVICE_TOKEN}", "Content-Type": "application/json"}
    answer = world.http.post("/v1/citizen-sessions", content=both.encode(), headers=headers)
    assert (answer.status_code, slug_of(answer)) == (422, "invalid-request")
    assert other["nir"] not in answer.text


@pytest.mark.any_store
def test_a_stolen_token_does_not_make_central_judge_24000_unknown_names(world: World) -> None:
    headers = {"Authorization": f"Bearer {DEVICE_TOKEN}", "Content-Type": "application/json"}
    answer = world.http.post("/v1/sync", content=ENDLESS, headers=headers)
    assert slug_of(answer) == "invalid-request"
    assert answer.json()["errors"] == ["body.0: json_invalid"]


@pytest.mark.any_store
def test_a_stolen_token_that_sends_slowly_leaves_the_other_kiosks_their_places(
    world: World,
) -> None:
    sending, answers = 20, list[str]()
    all_wait, go_on = threading.Semaphore(0), threading.Event()

    async def slowly() -> AsyncIterator[bytes]:
        all_wait.release()
        await asyncio.to_thread(go_on.wait, CEILING_S)
        yield b"{}"

    def send() -> None:
        said = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {world.kiosk.device_token}",
        }
        answers.append(slug_of(world.http.post("/v1/sync", content=slowly(), headers=said)))
        all_wait.release()

    thief = [threading.Thread(target=send) for _ in range(sending)]
    for each in thief:
        each.start()
    for _ in thief:
        assert all_wait.acquire(timeout=CEILING_S)
    other = another_kiosk(world, "other").open("camille-martin")["outcome"]
    go_on.set()
    for each in thief:
        each.join(CEILING_S)
    assert other == "opened"
    assert Counter(answers) == {"invalid-request": 16, "too-many-requests": 4}
    assert world.kiosk.open("camille-martin")["outcome"] == "opened"
