"""What central publishes, held against what it does, by schemathesis on the real process."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.central.server import Server, serving
from tests.central.world import DEVICE_TOKEN

pytestmark = pytest.mark.system

_CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance,negative_data_rejection,unsupported_method,"
    "allow_header_conformance"
)
_REFUSED = """\
[checks]
negative_data_rejection.expected-statuses = [
  "400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "428", "429",
  "5xx",
]
"""
"""The tool's own list, and 413: what breaks the description by its length is refused unread."""
_ENDS_THE_SESSION = "/v1/citizen-sessions"


def schemathesis(server: Server, *arguments: str, described_at: str = "/v1/openapi.json") -> None:
    config = server.folder / "schemathesis.toml"
    config.write_text(_REFUSED, encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"),
            *("--config-file", str(config)),
            *("run", server.url + described_at, "--checks", _CHECKS),
            *("--max-examples", "15", "--max-time", "10", "--seed", "1", "--no-color"),
            *("--phases", "examples,coverage,fuzzing", "--warnings", "off"),
            *("--generation-database", "none", "--request-timeout", "10"),
            *(
                "-H",
                f"Authorization: Bearer {DEVICE_TOKEN}",
                "-H",
                f"Borne-Citizen: {server.token}",
            ),
            *arguments,
        ],
        cwd=server.folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6_000:] + done.stderr[-2_000:]


def test_every_route_keeps_the_published_description(tmp_path: Path) -> None:
    path = tmp_path / "dock"
    with (
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as dock,
        serving(tmp_path, SMS_DOCK_SOCKET=str(path)) as server,
    ):
        dock.bind(str(path))
        server.log_in("camille-martin")
        schemathesis(server, "--exclude-path", _ENDS_THE_SESSION)
        schemathesis(server, "--include-path", _ENDS_THE_SESSION)
        schemathesis(server, described_at="/verifier/openapi.json")
        assert '"event": "bug"' not in server.log
