"""Fictitious people who look after the kiosks of the first agencies."""

from collections.abc import Sequence

from sqlalchemy import Engine

from central.fleet.configuration.drafts import approve
from central.fleet.staff.badges import badge_of
from central.fleet.staff.keeping import StaffEditor, StaffKeeping
from central.fleet.staff.members import StaffDetails, member, members_at
from central.store.database import transaction
from devdock.console_fleet.places import agencies
from wire.configuration import StaffRole

_BY, _SECOND = StaffEditor("demo", "karim.haddad"), "claire.morel"
_AGENCIES = 2
_PEOPLE: Sequence[tuple[str, str, StaffRole, bool]] = (
    ("a-11", "Agnès Durand", "agent", True),
    ("a-12", "Bruno Petit-Jean", "agent", False),
    ("a-17", "Chloé N’Guyen", "agent", True),
    ("t-02", "Marc Le Goff", "technician", True),
)


def staff(engine: Engine, keeping: StaffKeeping) -> None:
    """With PINs by chance, which nobody knows: the page gives new ones. At the first agency the
    last change waits for a second person."""
    places = agencies()
    for number in range(_AGENCIES):
        site, _ = next(places)
        with transaction(engine) as db:
            if members_at(db, site):
                continue
        for id_, name, role, with_badge in _PEOPLE:
            _add(engine, keeping, site, f"{id_}{number or ''}", StaffDetails(
                name, role, badge_of("staff", "serial", f"00a1{number:02}{id_[2:]}")
                if with_badge else None,
            ))  # fmt: skip
        if number == 0:
            with transaction(engine) as db:
                who = member(db, "a-12")
                assert who is not None
                keeping.suspend(db, _BY, who)


def _add(engine: Engine, keeping: StaffKeeping, site: str, id_: str, said: StaffDetails) -> None:
    issued = keeping.issue(id_, (site,), with_code=said.role == "technician")
    with transaction(engine) as db:
        (draft,) = keeping.add(db, _BY, id_, said, issued)
        approve(db, keeping.clock.now(), _SECOND, draft.number)
