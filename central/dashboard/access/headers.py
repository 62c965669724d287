"""What each answer of the console tells the browser to leave alone."""

from collections.abc import Iterable

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
"""No inline script or style: what a kiosk sent can then not become one. ``data:`` for QR codes."""

_ALWAYS = (
    ("content-security-policy", CSP),
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
)
"""The referrer stays within the console: browsers that send no ``Origin`` with a form send that."""
_HSTS = ("strict-transport-security", "max-age=31536000")


def with_security(
    given: Iterable[tuple[bytes, bytes]], encrypted: bool
) -> list[tuple[bytes, bytes]]:
    """The headers, and those of every answer where it says nothing else itself."""
    headers = list(given)
    names = {name.lower() for name, _ in headers}
    more = (*_ALWAYS, _HSTS) if encrypted else _ALWAYS
    encoded = ((name.encode("ascii"), value.encode("ascii")) for name, value in more)
    return headers + [each for each in encoded if each[0] not in names]
