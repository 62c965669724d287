"""The console's cookies. ``__Host-``: no other host, path or unencrypted page sets or gets them
(RFC 6265bis, section 4.1.3.2); browsers take them from the loopback without TLS."""

from starlette.responses import Response

SESSION = "__Host-console"
FORM = "__Host-console-form"
"""Random, of whoever has no session yet: what the sign-in form is bound to."""
PENDING = "__Host-console-provider"
"""Sealed: what the browser that was sent to the provider must come back with."""
ENROLMENT_CODE = "__Host-console-code"
"""Sealed: the code for a kiosk that this browser made last, as long as it is good."""


def set_cookie(response: Response, name: str, value: str, max_age_s: int | None = None) -> None:
    """Until the browser ends where no age is given. Lax: who follows a link to a kiosk's page, or
    comes back from the provider, is still signed in; no form of another site brings it along."""
    response.set_cookie(
        name, value, max_age=max_age_s, path="/", secure=True, httponly=True, samesite="lax"
    )


def drop_cookie(response: Response, name: str) -> None:
    response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="lax")
