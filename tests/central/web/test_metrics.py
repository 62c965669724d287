"""``/metrics``: the fleet in numbers, for the one who has the token."""

import re
from pathlib import Path

import pytest

from central.config.server_settings import ConfigurationError
from tests.central.kiosks import Queue, another_kiosk, as_json
from tests.central.reports import PAPER_OUT, a_report
from tests.central.world import World
from wire.codec import codec_of
from wire.health import HealthCheck
from wire.report import KioskReport, Measures

TOKEN = "the token of the tests' monitoring, long"
LINE = re.compile(r'[a-z_]+(\{[a-z]+="[0-9A-Za-z._+-]+"\})? [0-9.e+]+')


@pytest.fixture
def world(make_world, tmp_path: Path) -> World:
    file = tmp_path / "metrics-token"
    file.write_text(TOKEN + "\n", encoding="ascii")
    made: World = make_world(metrics_token_file=file)
    return made


def asked(world: World, token: str | None = TOKEN) -> tuple[int, str]:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    response = world.http.get("/metrics", headers=headers)
    return response.status_code, response.text


def tell(world: World, name: str, *changed: HealthCheck, waiting: int = 0) -> None:
    measures = Measures(queue_waiting=waiting, queue_oldest_s=60.0 * waiting)
    report = codec_of(KioskReport).plain(a_report(1, *changed, measures=measures))
    sent = as_json(Queue().batch()) | {"report": report}
    assert another_kiosk(world, name).call("POST", "/v1/sync", sent).status_code == 200


def test_the_fleet_in_numbers(world: World) -> None:
    tell(world, "well")
    tell(world, "ill-1", PAPER_OUT, waiting=2)
    tell(world, "ill-2", PAPER_OUT, waiting=3)
    status, text = asked(world)
    assert status == 200
    lines = text.splitlines()
    for line in (
        'borne_kiosks{state="ok"} 1',
        'borne_kiosks{state="failed"} 2',
        'borne_kiosks{state="silent"} 0',
        'borne_kiosks{state="never_heard"} 1',
        'borne_kiosk_troubles{reason="printer.paper_out"} 2',
        'borne_kiosk_software{version="0.1.0"} 3',
        "borne_requests_waiting 5",
        "borne_request_oldest_seconds 180",
        "borne_alerts_open 0",
    ):
        assert line in lines
    assert all(line.startswith("#") or LINE.fullmatch(line) for line in lines)
    assert not {"ill-1", "Gemalto"} & set(re.split(r"[\s\"]", text))


@pytest.mark.any_store
@pytest.mark.parametrize("token", [None, "", "another", TOKEN + "x"])
def test_it_is_there_for_nobody_else(world: World, token: str | None) -> None:
    assert asked(world, token)[0] == 404


@pytest.mark.any_store
def test_it_is_not_there_unless_it_is_asked_for(make_world) -> None:
    assert asked(make_world())[0] == 404


@pytest.mark.any_store
@pytest.mark.parametrize("content", [None, b"short", b"\xff" * 40])
def test_a_token_that_is_none_is_a_mistake(make_world, tmp_path: Path, content) -> None:
    file = tmp_path / "token"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ConfigurationError, match="metrics_token_file"):
        make_world(metrics_token_file=file)
