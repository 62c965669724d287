"""Who has signed in, as the routes of the pages ask for it."""

from typing import Annotated

from fastapi import Depends, Request

from central.admins.roles import Admin


def signed_in(request: Request) -> Admin:
    """Whom the session's middleware has found behind the cookie."""
    admin = request.state.admin
    assert isinstance(admin, Admin)
    return admin


SignedIn = Annotated[Admin, Depends(signed_in)]
