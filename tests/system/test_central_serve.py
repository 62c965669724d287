"""``central`` as a process: its commands, its store, the message to the dock, what it leaves."""

import json
import socket
from pathlib import Path
from uuid import uuid4

import pytest

from tests.central.server import serving
from tests.central.world import PEOPLE

pytestmark = pytest.mark.system


def test_a_visit_with_a_restart_in_it_and_what_it_leaves(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        server.log_in("marie-helene-dupont-test")
        asked = {"action": str(uuid4()), "version": "complete"}
        asked["beneficiaire"] = server.call("GET", "/v1/rights")["assure"]["reference"]
        first = server.call("POST", "/v1/attestations", asked)
        assert first["adresse_controle"].startswith(server.url)
        token = server.token
    with serving(tmp_path) as server:
        server.token = token
        again = server.call("POST", "/v1/attestations", asked)
        server.call("DELETE", "/v1/citizen-sessions")
    del first["adresse_controle"], again["adresse_controle"]  # the port is another
    assert first == again
    person = PEOPLE["marie-helene-dupont-test"]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"central.db", "log"}
    for path in files:
        content = path.read_bytes()
        for trace in (person.nir, person.nir[:13], person.family_name, person.given_name):
            assert trace.encode() not in content, path.name


def test_the_message_reaches_the_dock_as_one_datagram(tmp_path: Path) -> None:
    path = tmp_path / "dock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as dock:
        dock.bind(str(path))
        dock.settimeout(10)
        with serving(tmp_path, SMS_DOCK_SOCKET=str(path)) as server:
            server.open("camille-martin")
            server.call("POST", "/v1/citizen-sessions/provisional-code")
            message = json.loads(dock.recv(4_096))
            assert set(message) == {"to", "text"}
            assert message["to"] == PEOPLE["camille-martin"].phone
            code = message["text"].split(" : ")[1][:6]
            asked = {"kind": "provisional", "code": code}
            answer = server.call("POST", "/v1/citizen-sessions/code", asked)
            assert answer["outcome"] == "accepted"
            assert code not in server.log
