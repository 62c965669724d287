"""Kiosks of former releases speak to this central: it answers them as their own central did."""

from typing import Any

import httpx
import pytest

from central.web.routers.intake import PATH as SYNC
from tests.central.world import World
from tests.recorded.exchange import RELEASES, WRONG_CODE, Exchange, load

_DRAWN = frozenset(
    {"token", "session_reference", "reference", "numero", "code_controle", "adresse_controle"}
)
"""What central draws or seals anew each time; a kiosk only hands it back."""


@pytest.mark.any_store
@pytest.mark.parametrize("release", RELEASES)
def test_each_request_of_a_former_kiosk_is_answered_as_then(release: str, world: World) -> None:
    drawn: dict[str, str] = {}
    for recorded in load(release):
        response = _said_again(world, recorded, drawn)
        where = f"{recorded.method} {recorded.path} {recorded.body}"
        assert response.status_code == recorded.status, where
        assert response.headers.get("content-type", "") == recorded.media_type, where
        _compare(recorded.answer, response.json() if response.content else None, drawn, where)


def _said_again(world: World, recorded: Exchange, drawn: dict[str, str]) -> httpx.Response:
    # What is sealed is bound to its header: not a letter of it may change.
    is_sealed = recorded.path == SYNC
    body = recorded.body if is_sealed else _now(recorded.body, drawn)
    if isinstance(body, dict) and body.get("kind") == "provisional" and body["code"] != WRONG_CODE:
        body = body | {"code": world.phone.last_code}
    citizen = recorded.citizen
    world.kiosk.citizen = None if citizen is None else drawn.get(citizen, citizen)
    return world.kiosk.call(recorded.method, recorded.path, body)


def _now(said: Any, drawn: dict[str, str]) -> Any:
    """What was said then, with what this central drew in place of what that one drew."""
    if isinstance(said, dict):
        return {name: _now(value, drawn) for name, value in said.items()}
    if isinstance(said, list):
        return [_now(value, drawn) for value in said]
    return drawn.get(said, said) if isinstance(said, str) else said


def _compare(then: Any, now: Any, drawn: dict[str, str], where: str) -> None:
    """All that was said is said, and perhaps more. What is drawn is noted."""
    if isinstance(then, dict):
        for name, value in then.items():
            assert name in now, f"{where}: {name} is gone"
            if name in _DRAWN and isinstance(value, str):
                drawn[value] = now[name]
            else:
                _compare(value, now[name], drawn, f"{where}: {name}")
    elif isinstance(then, list):
        assert len(now) == len(then), where
        for former, present in zip(then, now, strict=True):
            _compare(former, present, drawn, where)
    else:
        assert now == then, where
