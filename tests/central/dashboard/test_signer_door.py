"""The console's way to the signer: it asks for what waits, and says where nobody answers."""

import os
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from central.dashboard.signer_door import SignerDoor
from central.fleet.commands.issuing import issue
from central.fleet.configuration.signer_socket import SignerUnavailable
from central.store.database import transaction
from tests.central.dashboard.console import Console
from tests.central.dashboard.fleet import add_kiosk_row
from tests.central.fleet.test_signer_socket import Signs, serving
from tests.central.world import TurnedClock
from wire.commands import KioskCommand, RefreshConfiguration, RestartApp


def asked(console: Console, path: Path, engine: Engine, clock: TurnedClock) -> object:
    return console.portal.call(SignerDoor(path).sign_commands, engine, clock)


def test_it_asks_for_what_waits_for_the_signer_alone(
    console: Console, engine: Engine, clock: TurnedClock, tmp_path: Path
) -> None:
    add_kiosk_row(engine, "k1")
    path, waits = tmp_path / "signer.sock", uuid4()
    assert asked(console, path, engine, clock) == {}  # nobody is asked where nothing waits
    with transaction(engine) as db:
        for id_, order in ((waits, RefreshConfiguration()), (uuid4(), RestartApp())):
            command = KioskCommand(id_, order)
            issue(db, clock.now(), "admin:1", "k1", command, timedelta(hours=1))
    with pytest.raises(SignerUnavailable):
        asked(console, path, engine, clock)
    for _ in serving(path, Signs(), frozenset({os.getuid()})):
        assert asked(console, path, engine, clock) == {waits: 8}
