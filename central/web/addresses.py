"""Where a call comes from, as far as limits are concerned: who can change an address at will is
counted by all those they can change to."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_HOUSEHOLD = {4: 32, 6: 64}
"""Prefix that one subscriber has to themselves: of IPv6 a /64 at least."""
_WIDER: Mapping[int, tuple[tuple[int, int], ...]] = {4: ((24, 10),), 6: ((48, 5), (32, 50))}
"""Prefixes that one may hire, and how many households' events they get in sum. A site has a /48
(RFC 6177), which are 65,536 households; a provider has a /32."""

SHARES = (1, *sorted({share for wider in _WIDER.values() for _, share in wider}))


@dataclass(frozen=True, slots=True)
class Origin:
    """``household``: a network, or what is no address as it is. ``wider``: networks around it, the
    nearest first, each with how many households' events it gets."""

    household: str
    wider: tuple[tuple[str, int], ...] = ()


@lru_cache(maxsize=4_096)
def origin(host: str) -> Origin:
    """An IPv4 address is the same however it is written (``::ffff:192.0.2.1``, RFC 4291)."""
    try:
        address = plain_address(host)
    except ValueError:
        return Origin(host)
    wider = tuple((_around(address, prefix), share) for prefix, share in _WIDER[address.version])
    return Origin(_around(address, _HOUSEHOLD[address.version]), wider)


def plain_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The address, without a zone; an IPv4 one in IPv6 as such. Raises ValueError."""
    address = ipaddress.ip_address(host.partition("%")[0])
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return address if mapped is None else mapped


def _around(address: ipaddress.IPv4Address | ipaddress.IPv6Address, prefix: int) -> str:
    return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))
