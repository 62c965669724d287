"""``python -m devdock.console_fleet CONFIG NUMBER``: so many fictitious kiosks in the store of a
demonstration's console, which call until it ends. It gives way to whatever else runs."""

import os
import sys
import time
from pathlib import Path
from random import Random

from central.config.dashboard_settings import DashboardSettings
from central.config.reading import load
from central.config.reading_admin import audit_trail_of, staff_secret_of
from central.fleet.staff.keeping import StaffKeeping
from central.runtime.chance import SystemChance
from central.store.database import engine_for, transaction
from central.store.models import KioskRow
from devdock.console_fleet import FILLED
from devdock.console_fleet.filling import fill
from devdock.console_fleet.places import kiosk_id
from devdock.console_fleet.pulse import EVERY_S, beat, callers
from devdock.console_fleet.staff import staff
from devdock.neighbour import NEIGHBOUR
from shared_runtime.clock import SystemClock

_NICE = 10


def main(config: Path, kiosks: int) -> None:
    os.nice(_NICE)
    settings, clock = load(config, DashboardSettings), SystemClock()
    engine = engine_for(settings.database_url.get_secret_value())
    with transaction(engine) as db:
        there = db.get(KioskRow, kiosk_id(1)) is not None
    if not there:
        fill(engine, clock.now(), kiosks)
    secret = staff_secret_of(settings)
    if secret is not None:
        audit = audit_trail_of(settings, clock)
        staff(engine, StaffKeeping(clock, SystemChance(), audit, secret))
    print(FILLED, flush=True)
    # What is said of the neighbour was heard ahead of time, so that it lasts where nothing calls.
    calling, chance = (*callers(engine, kiosks), NEIGHBOUR), Random(kiosks)  # noqa: S311 — no secret
    while True:
        beat(engine, chance, clock.now(), calling)
        time.sleep(EVERY_S)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
