"""The two members of staff of the demonstration's agency, whose badges and PINs everybody knows."""

from pathlib import Path

from sqlalchemy import Engine

from central.config.dashboard_settings import DashboardSettings
from central.config.reading_admin import audit_trail_of, staff_secret_of
from central.fleet.configuration.drafts import approve
from central.fleet.staff.keeping import StaffEditor, StaffKeeping
from central.fleet.staff.members import StaffDetails, member
from central.runtime.chance import SystemChance
from central.store.database import engine_for, transaction
from devdock.cards.badges import BADGES
from devdock.staff_sign_in import DEMO_STAFF, DemoStaff
from shared_runtime.clock import SystemClock
from wire.staff_pepper import pepper_of_agency

_BY, _SECOND = StaffEditor("demo", "alice (demo)"), "bruno (demo)"


def settle_staff(settings: DashboardSettings, site: str, pepper: Path) -> None:
    """Into central's store, where they are not there yet, and approved by a second person;
    ``pepper``: the file for the agency's kiosks. Where the caisse has no secret there are none."""
    secret = staff_secret_of(settings)
    if secret is None:
        return
    clock = SystemClock()
    pepper.touch(mode=0o600)
    pepper.write_text(pepper_of_agency(secret, site).text, encoding="ascii")
    keeping = StaffKeeping(clock, SystemChance(), audit_trail_of(settings, clock), secret)
    engine = engine_for(settings.database_url.get_secret_value())
    try:
        for each in DEMO_STAFF:
            _add(engine, keeping, site, each)
    finally:
        engine.dispose()


def _add(engine: Engine, keeping: StaffKeeping, site: str, who: DemoStaff) -> None:
    with transaction(engine) as db:
        if member(db, who.id) is not None:
            return
    issued = keeping.issue(who.id, (site,), who.pin)
    said = StaffDetails(who.name, who.role, BADGES[who.card])
    with transaction(engine) as db:
        (draft,) = keeping.add(db, _BY, who.id, said, issued)
        approve(db, keeping.clock.now(), _SECOND, draft.number)
