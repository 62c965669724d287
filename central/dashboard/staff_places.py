"""Where the member of staff is that a page is about."""

from fastapi import HTTPException

from central.admins.roles import WHOLE_CAISSE, Whereabouts
from central.dashboard.container import DashboardContainerOf
from central.fleet.staff.members import StaffMember, member_of_key


async def place_of_staff(container: DashboardContainerOf, member: str) -> Whereabouts:
    """Raises HTTPException where there is nobody."""
    # PostgreSQL takes no such text at all.
    found = None if "\0" in member else await container.find(lambda db: member_of_key(db, member))
    if found is None:
        raise HTTPException(404)
    return place_of_member(found)


def place_of_member(member: StaffMember) -> Whereabouts:
    """Who belongs to several agencies is changed by those who see to the whole caisse."""
    sites = list(member.sites)
    return Whereabouts(sites[0]) if len(sites) == 1 else WHOLE_CAISSE
