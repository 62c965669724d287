"""A signing key takes the place of another, through real processes: central, its signer and
kiosk-sync, which then takes up what the new key has signed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from central.fleet.configuration.content import checked
from central.fleet.configuration.drafts import approve, write_draft
from central.fleet.configuration.layers import ConfigurationLayer
from central.store.configuration_models import ConfigurationTargetRow, ConfigurationVersionRow
from central.store.database import engine_for, transaction
from central.store.key_models import KioskKeysRow
from devdock.demo_environment import CHEAP_HASHES, DemoEnvironment, Setup
from shared_runtime.clock import SystemClock
from tests.central.terminal import central
from tests.waiting import eventually

pytestmark = pytest.mark.system

WITHIN_S = 30.0
KIOSK = "demo"


class Fleet:
    """The store and the commands of a central with a signer of its own."""

    def __init__(self, world: DemoEnvironment) -> None:
        self.world = world
        self._engine = engine_for(f"sqlite:///{world.folder / 'central.db'}")
        self._signer: subprocess.Popen[bytes] | None = None

    def says(self, *words: str) -> str:
        return central(*words, "--config", str(self.world.folder / "central.toml"))

    def start(self) -> None:
        self.world.prepare()
        socket = self.world.folder / "signer.sock"
        command = [str(Path(sys.executable).with_name("central")), "fleet", "signer"]
        self._signer = subprocess.Popen(
            [*command, "--config", str(self.world.folder / "central.toml")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.world.start_one("central")
        self.world.start_one("sync")
        eventually(socket.exists, WITHIN_S)

    def close(self) -> None:
        if self._signer is not None:
            self._signer.terminate()
            self._signer.wait(WITHIN_S)
        self.world.close()

    def known(self) -> str | None:
        """The id of the key that the kiosk says it goes by."""
        with transaction(self._engine) as db:
            row = db.get(KioskKeysRow, KIOSK)
            return None if row is None else row.signing or None

    def agree(self, phone: str) -> None:
        """Two people, as if at two terminals; then it is signed and given."""
        now = SystemClock().now()
        with transaction(self._engine) as db:
            caisse = ConfigurationLayer.parse("caisse")
            draft = write_draft(db, now, "alice (1000)", caisse, checked({"phone": phone}))
            approve(db, now, "bruno (1001)", draft)
        # The demonstration's kiosk has a neighbour.
        assert self.says("fleet", "config", "renew") == "signed for 2 of 2 kiosks\n"

    def taken_up(self) -> tuple[str, str | None]:
        """By which key the newest version is signed, and what the kiosk says of that version."""
        signed = ConfigurationVersionRow
        with transaction(self._engine) as db:
            of_kiosk = select(signed).where(signed.kiosk == KIOSK)
            newest = db.scalars(of_kiosk.order_by(signed.version.desc())).first()
            target = db.get_one(ConfigurationTargetRow, KIOSK)
            assert newest is not None
            of_it = target.reported_digest == newest.digest
            return newest.key_id, target.reported_state if of_it else None


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    often = {"next_poll_s": "1", "signer_socket": f'"{tmp_path / "w" / "signer.sock"}"'}
    fleet = Fleet(DemoEnvironment(Setup(tmp_path / "w", central={**CHEAP_HASHES, **often})))
    former = os.umask(0o077)
    try:
        fleet.start()
        yield fleet
    finally:
        os.umask(former)
        fleet.close()


def test_what_the_next_key_has_signed_is_taken_up_through_its_endorsement(fleet: Fleet) -> None:
    eventually(lambda: fleet.known() is not None, WITHIN_S)
    first = fleet.known()
    fleet.agree("36 46")
    eventually(lambda: fleet.taken_up() == (first, "trying"), WITHIN_S)
    chain = fleet.world.folder / "chain.json"
    chain.write_text(fleet.says("fleet", "signing-key", "--next"))
    fleet.says("keys", "rotate-signing", "--chain", str(chain))
    eventually(lambda: fleet.known() not in (None, first), WITHIN_S)
    eventually(lambda: fleet.taken_up() == (fleet.known(), "trying"), WITHIN_S)
