"""The way to central, broken at each link in turn: the one that is named is the one that broke."""

import asyncio
import json
import socket
import ssl
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.network import reaching
from kiosk.sync.network.diagnosis import NetworkDiagnosis
from kiosk.sync.network.reaching import CentralAddress
from kiosk.sync.network.seen import MachineNetwork
from kiosk.sync.network.stages import NOT_LOOKED_AT, STAGES
from shared_runtime.messages.loading import messages_folder
from tests.sync.fakes import NOW, TurnedClock
from wire.health import CheckState
from wire.status import CentralHealth

pytestmark = pytest.mark.anyio
ROUTES = (
    "Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT\n"
    "eth0 00000000 0102A8C0 0003 0 0 100 00000000 0 0 0\n"
    "eth0 0002A8C0 00000000 0001 0 0 100 00FFFFFF 0 0 0\n"
)
HEALTHY = CentralHealth(NOW)


class Way:
    """A machine and a central that are well, until a test breaks something."""

    def __init__(self, folder: Path, clock: TurnedClock) -> None:
        self.net, self.proc = folder / "net", folder / "proc"
        self.proc.mkdir()
        self.interface("lo", "772", "1")
        self.interface("eth0", "1", "1")
        (self.net / "eth0" / "device").mkdir()
        self.proc.joinpath("route").write_text(ROUTES)
        self.address = CentralAddress("https://central.example")
        self.health: CentralHealth | Unreachable = HEALTHY
        self.online = False
        self.clock = clock

    def interface(self, name: str, kind: str, carrier: str | None) -> None:
        folder = self.net / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "type").write_text(kind)
        (folder / "carrier").unlink(missing_ok=True)
        if carrier is not None:
            (folder / "carrier").write_text(carrier)

    async def found(self) -> dict[str, str]:
        async def health() -> CentralHealth | Unreachable:
            return self.health

        look = await NetworkDiagnosis(
            MachineNetwork(self.net, self.proc),
            lambda: self.address,
            health,
            lambda: self.online,
            self.clock,
        ).look()
        assert [each.stage for each in look.stages] == list(STAGES)
        return {each.stage: each.reason for each in look.stages}


@pytest.fixture
def way(tmp_path: Path, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch) -> Way:
    async def reached(_: CentralAddress) -> str:
        return "good"

    async def resolved(*_: object, **__: object) -> list[object]:
        return []

    monkeypatch.setattr(reaching, "_tried", reached)
    monkeypatch.setattr("asyncio.BaseEventLoop.getaddrinfo", resolved)
    return Way(tmp_path, clock)


WELL = {
    "cable": "connected",
    "address": "given",
    "dns": "found",
    "proxy": "not_set",
    "tls": "good",
    "clock": "agrees",
    "server": "answers",
}


def broken_at(stage: str, reason: str) -> dict[str, str]:
    stages = list(WELL)
    after = stages[stages.index(stage) + 1 :]
    return WELL | {stage: reason} | dict.fromkeys(after, NOT_LOOKED_AT)


async def test_a_way_that_is_well(way: Way) -> None:
    assert await way.found() == WELL


@pytest.mark.parametrize(("carrier", "reason"), [("0", "unplugged"), (None, "switched_off")])
async def test_the_cable(way: Way, carrier: str | None, reason: str) -> None:
    way.interface("eth0", "1", carrier)
    way.interface("docker0", "1", "1")
    assert await way.found() == broken_at("cable", reason)


async def test_a_machine_without_a_card(way: Way) -> None:
    way.net = way.net / "none"
    assert await way.found() == broken_at("cable", "no_interface")


async def test_the_address_and_the_route(way: Way) -> None:
    way.proc.joinpath("route").write_text(ROUTES.splitlines()[0] + "\n")
    assert await way.found() == broken_at("address", "no_address")
    way.proc.joinpath("if_inet6").write_text("2001 02 40 00 80 eth0\n")
    assert await way.found() == broken_at("address", "no_route")
    way.online = True
    assert await way.found() == WELL | {"address": "route_unseen"}
    way.proc.joinpath("ipv6_route").write_text(f"{'0' * 32} 00 {'0' * 32} 00 x 1 1 1 1 eth0\n")
    assert await way.found() == WELL


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (socket.gaierror(socket.EAI_NONAME, ""), "name_unknown"),
        (socket.gaierror(socket.EAI_AGAIN, ""), "no_answer"),
        (TimeoutError(), "no_answer"),
    ],
)
async def test_the_name(
    way: Way, monkeypatch: pytest.MonkeyPatch, fault: Exception, reason: str
) -> None:
    async def fails(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("asyncio.BaseEventLoop.getaddrinfo", fails)
    assert await way.found() == broken_at("dns", reason)


async def test_a_central_on_this_machine_needs_no_cable(way: Way) -> None:
    way.net, way.address = way.net / "none", CentralAddress("http://127.0.0.1:8080")
    found = await way.found()
    assert (found["cable"], found["address"], found["dns"]) == (*["same_machine"] * 2, "no_name")


async def test_the_clock_and_the_server(way: Way) -> None:
    way.health = CentralHealth(NOW + timedelta(minutes=6))
    assert await way.found() == broken_at("clock", "differs")
    for cause, reason in {
        Cause.TIMEOUT: "no_answer",
        Cause.SERVER: "error",
        Cause.NONSENSE: "nonsense",
        Cause.REFUSED: "kiosk_unknown",
    }.items():
        way.health = Unreachable(cause)
        assert await way.found() == WELL | {"clock": "untold", "server": reason}


async def tls_of(url: str, **more: str | bool) -> str:
    return (await reaching.connect(CentralAddress(url, **more))).reason  # type: ignore[arg-type]


async def test_a_port_where_nobody_listens_refuses() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        assert await tls_of(f"https://127.0.0.1:{nobody.getsockname()[1]}") == "refused"


async def test_what_speaks_no_tls_breaks_it_and_plain_needs_none() -> None:
    async def speaks(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(speaks, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    assert await tls_of(f"https://127.0.0.1:{port}") == "broken"
    assert await tls_of(f"http://127.0.0.1:{port}") == "plain"
    server.close()


@pytest.mark.parametrize(
    ("code", "reason"),
    [(10, "expired"), (9, "not_yet_valid"), (20, "authority_unknown"), (62, "other_name")],
)
async def test_each_fault_of_a_certificate_has_its_name(
    monkeypatch: pytest.MonkeyPatch, code: int, reason: str
) -> None:
    async def fails(*_: object, **__: object) -> None:
        error = ssl.SSLCertVerificationError(1, "")
        error.verify_code = code
        raise error

    monkeypatch.setattr("asyncio.open_connection", fails)
    assert await tls_of("https://central.example") == reason
    lenient = await tls_of("https://central.example", dates_matter=False)
    assert lenient == ("dates_wrong" if code in (9, 10) else reason)


async def test_what_never_answers_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hangs(*_: object, **__: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("asyncio.open_connection", hangs)
    monkeypatch.setattr(reaching, "CONNECT_WITHIN_S", 0.01)
    assert await tls_of("https://central.example") == "no_answer"


def _keys(language: str) -> set[str]:
    return set(json.loads((messages_folder() / language / "network.json").read_text()))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_finding_has_its_words(language: str) -> None:
    wanted = set()
    for stage, findings in STAGES.items():
        later = {} if stage == "cable" else {NOT_LOOKED_AT: CheckState.UNKNOWN}
        for reason, state in {**findings, **later}.items():
            wanted.add(f"network.{stage}.{reason}.means")
            if state not in (CheckState.OK, CheckState.NOT_FITTED):
                wanted.add(f"network.{stage}.{reason}.mend")
    assert _keys(language) == wanted
