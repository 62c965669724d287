"""Centrals on one store whose rings of server keys are not the same, as while workers restart."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from central.crypto.key_ring import KeyRing
from central.runtime.chance import SystemChance
from central.store.database import transaction
from central.store.server_keys import note_in_use
from tests.central.world import MORNING, SERVER_KEY, Kiosk, World

OLD = KeyRing.of_one(SERVER_KEY.encode())
"""That of the release before: what it makes bears no id."""
PREPARED = OLD.prepared(SystemChance().bytes(32), MORNING)
USED = PREPARED.used(MORNING)
TWICE = USED.prepared(SystemChance().bytes(32), MORNING).used(MORNING)


@dataclass(frozen=True)
class Workers:
    make_world: Callable[..., World]
    folder: Path
    _numbers: Iterator[int]

    def with_ring(self, ring: KeyRing) -> World:
        """One that was started with this ring; the first with a new current key notes it."""
        path = self.folder / f"central-{next(self._numbers)}.key"
        path.write_bytes(ring.text)
        world = self.make_world(server_key=None, server_key_file=path)
        if len(ring.former) > 0:
            with transaction(world.container.engine) as db:
                note_in_use(db, ring, MORNING)
        return world


def moved(kiosk: Kiosk, to: World) -> Kiosk:
    """The same kiosk in the same visit, whose next call another worker answers."""
    return Kiosk(to.http, kiosk.device_token, kiosk.citizen, kiosk.visit, kiosk.reference)
