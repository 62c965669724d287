"""In, a look, a deed, and out, over the Unix socket, with a systemctl that only writes down."""

import asyncio
import os
from pathlib import Path

import httpx
import pytest

from kiosk.sync.fleet.command_deeds import run_program
from kiosk.sync.listener import Listening, listen
from kiosk.sync.server import GatewayServer, gateway_config
from kiosk.sync.staff_calls.machine_calls import MachineCalls
from kiosk.sync.staff_calls.print_calls import PrintCalls
from tests.sync.staff.stand import StaffStand
from wire.headers import MAX_BODY_BYTES

pytestmark = pytest.mark.anyio


async def test_a_stay_over_the_socket(
    stand: StaffStand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = tmp_path / "ran"
    systemctl = tmp_path / "systemctl"
    systemctl.write_text(f'#!/bin/sh\necho "$*" >> {ran}\n')
    systemctl.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    stand.more = lambda worker: (MachineCalls(run_program), PrintCalls(worker))
    stand.restart()
    listening = listen(tmp_path / "s.sock", None)
    assert isinstance(listening, Listening)
    up = asyncio.Event()
    server = GatewayServer(gateway_config(stand.app, frozenset({os.getuid()})), up.set)
    serving = asyncio.create_task(server.serve(sockets=[listening.socket]))
    try:
        await asyncio.wait_for(up.wait(), 30)
        transport = httpx.AsyncHTTPTransport(uds=str(tmp_path / "s.sock"))
        stand.http = httpx.AsyncClient(transport=transport, base_url="http://kiosk-sync")
        await stand.enter()
        assert (await stand.ask("prints")).json() == {"prints": [], "sheets": None, "strips": None}
        large = {"did": "x" * MAX_BODY_BYTES}
        assert (await stand.ask("note", large)).status_code == 413
        deed = stand.deed_id()
        for _ in range(2):
            assert (await stand.ask("restart-app", deed=deed)).json() == {"outcome": "done"}
        assert ran.read_text() == "start --no-ask-password borne-restart-app.service\n"
        assert (await stand.ask("leave")).json() == {"outcome": "done"}
        assert (await stand.ask("prints")).status_code == 401
        await stand.http.aclose()
    finally:
        server.should_exit = True
        await serving
        listening.close()
