"""The check as the public may have it: limited by client address, and by code against guessing.

A code that was found says nothing of its person to whoever tries names and dates: only so many
checks a minute and a day are answered for it, from wherever they come. Codes that were never issued
are not counted, so that no flood of invented ones makes a real one's count forgotten.
"""

import ipaddress
from dataclasses import dataclass

from fastapi import Request

from central.attestations.checking import Claim, Unissued, Verdict, check
from central.parts import Parts

_IPV6_HOUSEHOLD = 64
"""Prefix that one subscriber commonly has to themselves."""


@dataclass(frozen=True, slots=True)
class TooMany:
    retry_after_s: int


def limited_check(parts: Parts, request: Request, claim: Claim) -> Verdict | TooMany:
    """Counts one check and answers it, unless there were too many."""
    limits = parts.limits
    wait_s = limits.checks_by_address.wait_s(_origin(request))
    if wait_s is not None:
        return TooMany(wait_s)
    verdict = check(parts, claim)
    if isinstance(verdict, Unissued):
        return verdict
    wait_s = limits.checks_by_code.wait_s(claim.code)
    if wait_s is None:
        wait_s = limits.checks_by_code_a_day.wait_s(claim.code)
    return verdict if wait_s is None else TooMany(wait_s)


def _origin(request: Request) -> str:
    host = "" if request.client is None else request.client.host
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, _IPV6_HOUSEHOLD), strict=False))
