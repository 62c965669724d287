"""The staff's calls over the socket: each answer a value, also of a kiosk-sync that is away."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.domain.ids import ActionId
from kiosk.domain.maintenance.stay import NoAnswer, StayOver
from kiosk.domain.maintenance.tool import DeedHereKind
from kiosk.gateway.staff import StaffClient
from shared_runtime.clock import SystemClock
from tests.gateway.scripted_server import Script, ScriptedServer, answer, problem, saying
from wire.report import KioskHealth
from wire.staff import SignInStaff, StaffLocked, StaffReady
from wire.staff_calls.deeds import ENROL, SEND_QUEUE, EnrolKiosk
from wire.staff_calls.looks import HEALTH
from wire.staff_calls.staff_call import DeedDone, DeedFailed

Opener = Callable[[Script], ScriptedServer]
STAY, DEED = ActionId(UUID(int=5)), ActionId(UUID(int=6))
REQUEST = SignInStaff(STAY, datetime(2026, 11, 22, tzinfo=UTC), "739164", name="c.dupont")
DONE = answer(200, {"outcome": "done"})


@pytest.fixture
def client(path: Path) -> StaffClient:
    return StaffClient(path, SystemClock())


def test_whether_anybody_can_sign_in_is_asked_for(client, opened: Opener):
    server = opened(saying(answer(200, {"by_badge": True, "with_code": True})))
    assert client.ready() == StaffReady(None, by_badge=True, with_code=True)
    assert server.asked[0].startswith(b"GET /v1/staff HTTP/1.1")


def test_a_pin_goes_in_the_body_alone(client, opened: Opener):
    server = opened(saying(answer(200, {"outcome": "locked", "wait_s": 30})))
    assert client.sign_in(REQUEST) == StaffLocked(30)
    head, _, body = server.asked[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /v1/staff/sign-in HTTP/1.1")
    assert b"739164" not in head
    assert b'"pin":"739164"' in body


def test_a_look_names_the_stay(client, opened: Opener):
    server = opened(saying(answer(200, {"checks": []})))
    assert client.look(STAY, HEALTH, None) == KioskHealth(())
    assert server.asked[0].startswith(b"POST /v1/staff/calls/health HTTP/1.1")
    assert f"Borne-Stay: {STAY}".encode() in server.asked[0]
    assert b"Borne-Deed" not in server.asked[0]


def test_a_deed_bears_the_id_of_its_touch(client, opened: Opener):
    server = opened(saying(DONE))
    assert client.do(STAY, DEED, SEND_QUEUE, None) == DeedDone()
    assert f"Borne-Deed: {DEED}".encode() in server.asked[0]


def test_what_is_done_here_is_told(client, opened: Opener):
    server = opened(saying(DONE))
    assert client.note(STAY, DEED, DeedHereKind.CLEAN) == DeedDone()
    assert b'{"did":"cleaned"}' in server.asked[0]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (answer(200, {"outcome": "failed", "reason": "no_link"}), DeedFailed("no_link")),
        (problem(401, "stay-over"), StayOver()),
        (problem(403, "role-too-low"), DeedFailed("role_too_low")),
        (problem(404, "not-found"), NoAnswer()),
        (problem(500, "internal"), NoAnswer()),
        (b"", NoAnswer()),
    ],
)
def test_what_came_of_a_deed_is_a_value(client, opened: Opener, said, outcome):
    opened(saying(said))
    assert client.do(STAY, DEED, SEND_QUEUE, None) == outcome


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (problem(401, "stay-over"), StayOver()),
        (problem(403, "role-too-low"), NoAnswer()),
        (answer(200, {"checks": 5}), NoAnswer()),
    ],
)
def test_what_came_of_a_look_is_a_value(client, opened: Opener, said, outcome):
    opened(saying(said))
    assert client.look(STAY, HEALTH, None) == outcome


def test_nobody_there(client):
    assert client.ready() is None
    assert client.sign_in(REQUEST) is None
    assert client.look(STAY, HEALTH, None) == NoAnswer()
    assert client.note(STAY, DEED, DeedHereKind.CLEAN) == NoAnswer()
    client.leave(STAY, DEED)


def test_what_no_call_can_carry_goes_nowhere(client, opened: Opener):
    server = opened(saying(DONE))
    assert client.do(STAY, DEED, ENROL, EnrolKiosk("")) == DeedFailed("malformed")
    assert server.asked == []
