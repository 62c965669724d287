"""Reaches for central over the network: its name, a connection, its certificate, each in time."""

import asyncio
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from kiosk.sync.network.stages import found
from wire.staff_calls.looks import StageFound

RESOLVE_WITHIN_S = 2.0
CONNECT_WITHIN_S = 3.0
_HTTPS, _HTTP = 443, 80
_VERIFY = {
    9: "not_yet_valid",
    10: "expired",
    18: "authority_unknown",
    19: "authority_unknown",
    20: "authority_unknown",
    21: "authority_unknown",
    62: "other_name",
    64: "other_name",
}
"""OpenSSL's X509_V_ERR_…, as x509_vfy.h numbers them."""
_DATES = ("not_yet_valid", "expired")


@dataclass(frozen=True, slots=True)
class CentralAddress:
    """``authorities``: PEM of whom to believe, None for those of the file or of the system;
    ``dates_matter``: False of a kiosk that believes its own authority whatever the date."""

    url: str
    ca_file: str | None = None
    authorities: str | None = None
    dates_matter: bool = True

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or (_HTTPS if self.is_tls else _HTTP)

    @property
    def is_tls(self) -> bool:
        return urlsplit(self.url).scheme == "https"

    @property
    def is_here(self) -> bool:
        """On this machine: no cable is needed."""
        number = _number(self.host)
        return self.host == "localhost" or (number is not None and number.is_loopback)

    @property
    def is_number(self) -> bool:
        return _number(self.host) is not None

    def tls(self) -> ssl.SSLContext | None:
        if not self.is_tls:
            return None
        return ssl.create_default_context(cafile=self.ca_file, cadata=self.authorities)


async def resolve(address: CentralAddress) -> StageFound:
    if address.is_number:
        return found("dns", "no_name")
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(RESOLVE_WITHIN_S):
            await loop.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except TimeoutError:
        return found("dns", "no_answer", host=address.host)
    except socket.gaierror as error:
        unknown = error.errno in (socket.EAI_NONAME, socket.EAI_NODATA)
        return found("dns", "name_unknown" if unknown else "no_answer", host=address.host)
    except (OSError, UnicodeError):
        return found("dns", "name_unknown", host=address.host)
    return found("dns", "found", host=address.host)


async def connect(address: CentralAddress) -> StageFound:
    """A connection, and the certificate that is shown there; nothing is asked."""
    where: dict[str, str | int] = {"host": address.host, "port": address.port}
    reason = await _tried(address)
    if reason in _DATES and not address.dates_matter:
        reason = "dates_wrong"
    return found("tls", reason, **where)


async def _tried(address: CentralAddress) -> str:
    try:
        async with asyncio.timeout(CONNECT_WITHIN_S):
            _, writer = await asyncio.open_connection(address.host, address.port, ssl=address.tls())
    except TimeoutError:
        return "no_answer"
    except ssl.SSLCertVerificationError as error:
        return _VERIFY.get(error.verify_code, "broken")
    except ConnectionRefusedError:
        return "refused"
    except (ssl.SSLError, ConnectionError):
        return "broken"
    except OSError:
        return "unreachable"
    writer.close()
    with suppress(OSError, TimeoutError):
        async with asyncio.timeout(1.0):
            await writer.wait_closed()
    return "good" if address.is_tls else "plain"


def _number(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
