"""Who has signed in, as the routes of the pages ask for it, and what each route is for.

Every route says one of two things among its ``dependencies``: the deed that it needs (``needs``),
or that anybody may have it (``PUBLIC``). ``needs`` asks whether somebody may do it anywhere at all;
where it concerns a kiosk or a site, the route asks ``admin.may`` itself, or cuts its list down to
``admin.scopes_of``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request

from central.admins.roles import Admin, Deed


def signed_in(request: Request) -> Admin:
    """Whom the session's middleware has found behind the cookie."""
    admin = request.state.admin
    assert isinstance(admin, Admin)
    return admin


SignedIn = Annotated[Admin, Depends(signed_in)]


@dataclass(frozen=True, slots=True)
class NeededDeed:
    deed: Deed

    def __call__(self, admin: SignedIn) -> None:
        """Raises HTTPException."""
        if not admin.scopes_of(self.deed):
            raise HTTPException(403)


def needs(deed: Deed) -> Any:
    """For ``dependencies=[…]`` of a route."""
    return Depends(NeededDeed(deed))


def _anybody() -> None:
    """Nobody need have signed in."""


PUBLIC: Any = Depends(_anybody)


def deeds_of(dependencies: Iterable[Any]) -> frozenset[Deed] | None:
    """What the route with these ``dependencies`` says of itself: the deeds it needs, none of a
    public one; None of a route that says nothing."""
    said = [each.dependency for each in dependencies]
    deeds = frozenset(each.deed for each in said if isinstance(each, NeededDeed))
    return deeds if deeds or _anybody in said else None
