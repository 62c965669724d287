"""How often the public may ask: by client address, and by code against guessing its person."""

import ipaddress

from fastapi import Request

from central.parts import Parts

_IPV6_HOUSEHOLD = 64
"""Prefix that one subscriber commonly has to themselves."""


def wait_s(parts: Parts, request: Request, code: str) -> int | None:
    """Counts one check; seconds to wait when there were too many, else ``None``."""
    limits = parts.limits
    return limits.checks_by_address.wait_s(_origin(request)) or limits.checks_by_code.wait_s(code)


def _origin(request: Request) -> str:
    host = "" if request.client is None else request.client.host
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, _IPV6_HOUSEHOLD), strict=False))
