"""Health over the socket: told and asked, also of a kiosk-sync that knows nothing of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.gateway.health import HealthClient, live_checks
from shared_runtime.clock import SystemClock
from tests.gateway.scripted_server import Script, ScriptedServer, answer, problem, saying, silent
from wire.codec import codec_of
from wire.health import HealthCheck, HealthCode, Part, check_of
from wire.report import DevicesReport, KioskHealth

Opener = Callable[[Script], ScriptedServer]
READER = check_of(Part.READER, HealthCode.READER_ABSENT, {"name": "Gemalto"})
SAID = answer(200, codec_of(KioskHealth).plain(KioskHealth((READER,))))


def asked(path: Path) -> tuple[HealthCheck, ...]:
    return live_checks(path, SystemClock(), 0.3)


def test_devices_are_told(path: Path, opened: Opener) -> None:
    server = opened(saying(b"HTTP/1.1 204 No Content\r\n\r\n"))
    assert HealthClient(path, SystemClock()).tell(DevicesReport((READER,)))
    assert server.asked[0].startswith(b"PUT /v1/health/devices HTTP/1.1")
    assert b'"reason":"reader.absent"' in server.asked[0]


@pytest.mark.parametrize("script", [saying(problem(404, "not-found")), saying(b"")])
def test_a_kiosk_sync_of_the_release_before_is_none_the_worse(
    path: Path, opened: Opener, script: Script
) -> None:
    opened(script)
    assert not HealthClient(path, SystemClock()).tell(DevicesReport((READER,)))


def test_what_is_watched_is_asked_for(path: Path, opened: Opener) -> None:
    opened(saying(SAID))
    assert asked(path) == (READER,)


@pytest.mark.parametrize(
    "script",
    [
        saying(problem(404, "not-found")),
        saying(problem(500, "internal")),
        saying(answer(200, {"checks": [{"name": "reader"}]})),
        saying(b""),
        silent,
    ],
)
def test_of_whom_nothing_is_known_nothing_is_told(
    path: Path, opened: Opener, script: Script
) -> None:
    opened(script)
    assert asked(path) == ()


def test_nobody_there(path: Path) -> None:
    assert asked(path) == ()
