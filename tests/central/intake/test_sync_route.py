"""The route of the intake: what may be sent to it at all, and what it says to everybody."""

import json
from uuid import uuid4

import pytest
from sqlalchemy import select

from central.store.database import transaction
from central.store.intake_models import IntakeRow
from tests.central.kiosks import DEMANDE, Queue, as_json, demande, outcomes, sync, tombstone
from tests.central.rights.test_sessions import slug_of
from tests.central.world import MORNING, Kiosk, World
from wire.headers import MAX_BODY_BYTES
from wire.sync import MAX_ITEMS, MAX_SEALED_BYTES


@pytest.fixture
def queue() -> Queue:
    return Queue()


@pytest.mark.any_store
def test_an_empty_batch_tells_the_time_and_when_to_ask_again(make_world, queue: Queue) -> None:
    answer = sync(make_world(next_poll_s=90).kiosk, queue.batch())
    assert (answer.server_time, answer.next_poll_s, answer.answers) == (MORNING, 90, ())


@pytest.mark.any_store
def test_what_a_newer_kiosk_adds_to_the_batch_is_passed_over(kiosk: Kiosk, queue: Queue) -> None:
    sent = as_json(queue.batch()) | {"health": {"disk": "full"}}
    assert kiosk.call("POST", "/v1/sync", sent).status_code == 200


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (b"{}", "text/plain", "body: dataclass_type"),
        (b"", "application/json", "body.0: json_invalid"),
        (b'{"backlog": 1, "backlog": 2}', "application/json", "body.0: json_invalid"),
        (b'"a NIR"', "application/json; charset=utf-8", "body: dataclass_type"),
    ],
)
def test_what_is_no_message_is_refused(
    kiosk: Kiosk, content: bytes, media_type: str, reason: str
) -> None:
    headers = kiosk.headers() | {"Content-Type": media_type}
    response = kiosk.http.post("/v1/sync", content=content, headers=headers)
    assert slug_of(response) == "invalid-request"
    assert response.json()["errors"] == [reason]


@pytest.mark.any_store
def test_an_item_of_another_shape_is_named_by_its_place(kiosk: Kiosk, queue: Queue) -> None:
    wrong = {
        "sequence": 2**31,
        "made_at_s": 1e300,
        "created_at": "0001-01-01T00:00:00+14:00",
        "expires_at": "2026-11-22T09:30:00",
        "key_id": "x",
        "unknown": 1,
    }
    sent = as_json(queue.batch(*(queue.item(demande("ceam")) for _ in range(2))))
    sent["items"][1]["header"] |= wrong
    response = kiosk.call("POST", "/v1/sync", sent)
    assert slug_of(response) == "invalid-request"
    places = {mistake.split(":")[0] for mistake in response.json()["errors"]}
    assert places == {f"body.items.1.header.{field}" for field in wrong}


def test_a_batch_of_the_largest_items_fits_the_door(world: World, queue: Queue) -> None:
    ceam, visit = demande("ceam"), uuid4()
    padding = MAX_SEALED_BYTES - len(queue.item(ceam).sealed)
    body = DEMANDE.write(ceam) + b" " * padding
    largest = {"reference": "Z" * 40, "subject": visit, "session_reference": "r" * 400}
    items = [queue.item(ceam, body=body, **largest) for _ in range(MAX_ITEMS)]
    assert {len(item.sealed) for item in items} == {MAX_SEALED_BYTES}
    lost = tuple(tombstone(item, "quarantined", "s" * 64) for item in items)
    sent = queue.batch(*items, tombstones=lost)
    assert len(json.dumps(as_json(sent))) < MAX_BODY_BYTES
    assert outcomes(world.kiosk, sent)[:MAX_ITEMS] == ["stored"] * MAX_ITEMS


@pytest.mark.any_store
def test_a_kiosk_that_sends_without_end_is_asked_to_wait(make_world, queue: Queue) -> None:
    kiosk = make_world(limits={"syncs_per_kiosk": 1}).kiosk
    sync(kiosk, queue.batch())
    response = kiosk.call("POST", "/v1/sync", as_json(queue.batch()))
    assert slug_of(response) == "too-many-requests"


def test_who_is_no_kiosk_sends_nothing(world: World, queue: Queue) -> None:
    stranger = Kiosk(world.http, "a-token-that-nobody-has-given-to-any-kiosk")
    sent = as_json(queue.batch(queue.item(demande("ceam"))))
    assert slug_of(stranger.call("POST", "/v1/sync", sent)) == "kiosk-unknown"
    with transaction(world.container.engine) as db:
        assert db.scalars(select(IntakeRow)).all() == []
