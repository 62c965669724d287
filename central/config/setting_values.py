"""What single settings of central may be: checked texts, and the sections [codes] and [limits]."""

import ipaddress
import os
import pwd
from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
)
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from central.crypto.hashing import HashCost
from wire.demandes.kinds import KINDS

_COST = HashCost()
_DRIVERS = ("sqlite", "postgresql", "postgresql+psycopg")
_Positive = Annotated[int, Field(gt=0, le=1_000_000)]
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
"""IPv4 addresses written as IPv6 ones (RFC 4291)."""
_SHORTEST_PREFIX = {4: 16, 6: 48}
"""Of a site's own network: all wider ones have strangers in them."""


_zones = cache(available_timezones)


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise ValueError("not a known time zone")
    return name


def _long_key(key: SecretStr) -> SecretStr:
    if len(key.get_secret_value().encode()) < 32:
        raise ValueError("at least 32 bytes are needed")
    return key


def _known_database(url: SecretStr) -> SecretStr:
    try:
        driver = make_url(url.get_secret_value()).drivername
    except ArgumentError:
        raise ValueError("no address of a database") from None
    if driver not in _DRIVERS:
        raise ValueError(f"begins with {', '.join(_DRIVERS[:-1])} or {_DRIVERS[-1]}")
    return url


def user_ids(value: object) -> object:
    """User names and ids, as a list or separated by commas, made into ids."""
    named = value.split(",") if isinstance(value, str) else value
    if not isinstance(named, list | tuple | frozenset) or not named:
        raise ValueError("at least one user name or user id is needed")
    return frozenset(_user_id(str(each).strip()) for each in named)


def own_user() -> frozenset[int]:
    return frozenset({os.getuid()})


def _user_id(user: str) -> int:
    if user.isdecimal():
        return int(user)
    try:
        return pwd.getpwnam(user).pw_uid
    except KeyError:
        raise ValueError("a user whom this machine does not know") from None


def _network(address: str) -> str:
    try:
        network = ipaddress.ip_network(address)
    except ValueError:
        # Not "*" either: whoever calls could then say to be anybody, and no limit would hold.
        raise ValueError("an address or a network is needed, such as 10.0.0.0/24") from None
    prefix, shortest = network.prefixlen, _SHORTEST_PREFIX[network.version]
    if isinstance(network, ipaddress.IPv6Network) and network.overlaps(_MAPPED):
        prefix, shortest = prefix - _MAPPED.prefixlen, _SHORTEST_PREFIX[4]
    if prefix < shortest:
        raise ValueError("too wide for proxies: whoever calls from there is believed")
    if network.version == 6 and shortest == _SHORTEST_PREFIX[4]:
        return f"{ipaddress.IPv4Address(int(network[0]) & 0xFFFF_FFFF)}/{prefix}"
    return address


GrandRegime = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]
Zone = Annotated[str, AfterValidator(_known_zone)]
Key = Annotated[SecretStr, AfterValidator(_long_key)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(_known_database)]
Network = Annotated[str, AfterValidator(_network)]


def _known_kind(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"one of {', '.join(KINDS)} is needed")
    return kind


RequestKind = Annotated[str, AfterValidator(_known_kind)]
RequestDays = Annotated[int, Field(ge=1, le=365)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class ContactSetting(_Section):
    name: Annotated[str, StringConstraints(min_length=1, max_length=120)] = Field(
        description="Whom the people of that scheme are sent to."
    )
    phone: Annotated[str, StringConstraints(max_length=20)] | None = Field(
        default=None, description="Their number."
    )


class CodeSettings(_Section):
    """Failures that suspend, the cost of a hash (RFC 9106), and the life of a provisional code."""

    max_failures: Annotated[int, Field(ge=1, le=10)] = Field(
        default=3,
        description="Wrong codes after which an account is locked: for 15 minutes, the next time "
        "twice as long, up to 24 hours.",
        json_schema_extra={"unit": "codes"},
    )
    hash_time: _Positive = Field(
        default=_COST.time,
        description="argon2id: passes over the memory.",
        json_schema_extra={"unit": "passes"},
    )
    hash_memory_kib: Annotated[int, Field(ge=8, le=2_097_152)] = Field(
        default=_COST.memory_kib,
        description="argon2id: memory of one hash.",
        json_schema_extra={"unit": "KiB"},
    )
    hash_lanes: Annotated[int, Field(ge=1, le=16)] = Field(
        default=_COST.lanes,
        description="argon2id: lanes.",
        json_schema_extra={"unit": "lanes"},
    )
    provisional_lifetime_s: Annotated[int, Field(ge=60, le=3_600)] = Field(
        default=600,
        description="How long a provisional code may be used.",
        json_schema_extra={"unit": "s"},
    )
    provisional_per_visit: Annotated[int, Field(ge=1, le=20)] = Field(
        default=3,
        # Its name in files of the first release.
        validation_alias=AliasChoices("provisional_per_visit", "provisional_per_hour"),
        description="Provisional codes that may be asked for in one visit; formerly "
        "`provisional_per_hour`.",
        json_schema_extra={"unit": "messages a visit"},
    )
    provisional_per_day: Annotated[int, Field(ge=2, le=100)] = Field(
        default=12,
        description="Provisional codes that one person may be sent in 24 hours, half of them from "
        "one kiosk: a message costs, and disturbs whoever did not ask for it.",
        json_schema_extra={"unit": "messages a day"},
    )


class CheckLimits(_Section):
    """Of connections, and of checks of a paper."""

    connections: Annotated[int, Field(ge=100, le=100_000)] = Field(
        default=8_000,
        description="Connections kept at once; above, the one that was idle longest gives way.",
        json_schema_extra={"unit": "connections"},
    )
    connections_per_address: Annotated[int, Field(ge=4, le=100_000)] = Field(
        default=100,
        description="Connections kept at once from one address, or IPv6 /64; proxies have no such "
        "limit.",
        json_schema_extra={"unit": "connections"},
    )
    checks_in_all: _Positive = Field(
        default=600,
        description="Checks that one process takes, from wherever they come.",
        json_schema_extra={"unit": "a minute"},
    )
    checks_per_address: _Positive = Field(
        default=20,
        description="Attestations that may be checked from one address, or IPv6 /64; networks "
        "around it get a few times as many in sum.",
        json_schema_extra={"unit": "a minute"},
    )
    feeds_in_all: _Positive = Field(
        default=1_200,
        description="Answers of the list of open kiosks that one process gives.",
        json_schema_extra={"unit": "a minute"},
    )
    feeds_per_address: _Positive = Field(
        default=30,
        description="Times that the list of open kiosks may be asked for from one address, or IPv6 "
        "/64; networks around it get a few times as many in sum.",
        json_schema_extra={"unit": "a minute"},
    )
    checks_per_code: _Positive = Field(
        default=10,
        description="Times that one attestation may be checked.",
        json_schema_extra={"unit": "a minute"},
    )
    checks_per_code_a_day: _Positive = Field(
        default=50,
        description="Times that one attestation may be checked.",
        json_schema_extra={"unit": "a day"},
    )


class LimitSettings(CheckLimits):
    """Requests a minute, or a day where the name says so, above which an answer is 429."""

    openings_per_kiosk: _Positive = Field(
        default=10,
        description="Visits that one kiosk may open: more than people can begin there, and few "
        "enough that a stolen one learns slowly who has an account.",
        json_schema_extra={"unit": "a minute"},
    )
    codes_per_kiosk: _Positive = Field(
        default=20,
        description="Codes that may be tried from one kiosk.",
        json_schema_extra={"unit": "a minute"},
    )
    messages_per_kiosk: _Positive = Field(
        default=6,
        description="Messages that one kiosk may have sent.",
        json_schema_extra={"unit": "a minute"},
    )
    syncs_per_kiosk: _Positive = Field(
        default=600,
        description="Batches of requests that one kiosk may send.",
        json_schema_extra={"unit": "a minute"},
    )
    strangers_per_address: _Positive = Field(
        default=30,
        description="Device tokens that nobody has, from one address, before the store is asked.",
        json_schema_extra={"unit": "a minute"},
    )
