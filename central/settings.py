"""Central's configuration: one TOML file, the environment over it, every mistake named at once."""

import ipaddress
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from central.rights.hashing import HashCost
from central.rights.schemes import DEFAULT_SERVED, Contact, Schemes

ENVIRONMENT_PREFIX = "BORNE_CENTRAL_"
_COST = HashCost()
_Positive = Annotated[int, Field(gt=0, le=1_000_000)]


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("not a known time zone")
    return name


def _long_key(key: SecretStr) -> SecretStr:
    if len(key.get_secret_value().encode()) < 32:
        raise ValueError("at least 32 bytes are needed")
    return key


_GrandRegime = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]


_DRIVERS = ("sqlite", "postgresql", "postgresql+psycopg")


def _known_database(url: SecretStr) -> SecretStr:
    try:
        driver = make_url(url.get_secret_value()).drivername
    except ArgumentError:
        raise ValueError("no address of a database") from None
    if driver not in _DRIVERS:
        raise ValueError(f"begins with {', '.join(_DRIVERS[:-1])} or {_DRIVERS[-1]}")
    return url


def _network(address: str) -> str:
    try:
        ipaddress.ip_network(address)
    except ValueError:
        # Not "*" either: whoever calls could then say to be anybody, and no limit would hold.
        raise ValueError("an address or a network is needed, such as 10.0.0.0/24") from None
    return address


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class ContactSetting(_Section):
    name: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    phone: Annotated[str, StringConstraints(max_length=20)] | None = None


class CodeSettings(_Section):
    """Failures that suspend, the cost of a hash (RFC 9106), and the life of a provisional code."""

    max_failures: Annotated[int, Field(ge=1, le=10)] = 3
    hash_time: _Positive = _COST.time
    hash_memory_kib: Annotated[int, Field(ge=8, le=2_097_152)] = _COST.memory_kib
    hash_lanes: Annotated[int, Field(ge=1, le=16)] = _COST.lanes
    provisional_lifetime_s: Annotated[int, Field(ge=60, le=3_600)] = 600
    provisional_per_hour: Annotated[int, Field(ge=1, le=20)] = 3


class LimitSettings(_Section):
    """Requests a minute, or a day where the name says so, above which an answer is 429."""

    openings_per_kiosk: _Positive = 30
    codes_per_kiosk: _Positive = 20
    messages_per_kiosk: _Positive = 6
    checks_per_address: _Positive = 20
    checks_per_code: _Positive = 10
    checks_per_code_a_day: _Positive = 50


class _Environment(EnvSettingsSource):
    """Leaves a list or a section that is no JSON as it is: it is then a mistake among the others,
    where the library would stop at the first."""

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        try:
            return super().decode_complex_value(field_name, field, value)
        except ValueError:
            return value


class Settings(BaseSettings):
    """Durations end in ``_s``. Paths are taken as given, relative to the working directory."""

    model_config = SettingsConfigDict(
        env_prefix=ENVIRONMENT_PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    production: bool = False
    database_url: Annotated[SecretStr, AfterValidator(_known_database)] = SecretStr(
        "sqlite:///central.db"
    )
    server_key: Annotated[SecretStr, AfterValidator(_long_key)] | None = None
    server_key_file: Path = Path("central.key")
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 8080
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    trusted_proxies: tuple[Annotated[str, AfterValidator(_network)], ...] = ()
    public_url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(/[^\s?#]*)?$")] = (
        "http://127.0.0.1:8080"
    )
    caisse_name: Annotated[str, StringConstraints(min_length=1, max_length=80)] = (
        "Caisse de démonstration"
    )
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Paris"
    rights_source: Annotated[
        str, StringConstraints(pattern=r"^(seeded|[A-Za-z_][\w.]*:[A-Za-z_]\w*)$")
    ] = "seeded"
    schemes_served: tuple[_GrandRegime, ...] = DEFAULT_SERVED
    scheme_contacts: dict[_GrandRegime, ContactSetting] = Field(default_factory=dict)
    attestation_level: Literal["C", "L"] = "L"
    citizen_idle_s: Annotated[int, Field(ge=30, le=3_600)] = 300
    citizen_longest_s: Annotated[int, Field(ge=60, le=14_400)] = 1_800
    sms_dock_socket: Path | None = None
    demo_kiosk_token: Annotated[SecretStr, Field(min_length=32)] | None = None
    codes: CodeSettings = CodeSettings()
    limits: LimitSettings = LimitSettings()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def citizen_idle(self) -> timedelta:
        return timedelta(seconds=self.citizen_idle_s)

    @property
    def citizen_longest(self) -> timedelta:
        return timedelta(seconds=self.citizen_longest_s)

    @property
    def schemes(self) -> Schemes:
        contacts = {code: Contact(c.name, c.phone) for code, c in self.scheme_contacts.items()}
        return Schemes(frozenset(self.schemes_served), contacts)

    @property
    def hash_cost(self) -> HashCost:
        return HashCost(self.codes.hash_time, self.codes.hash_memory_kib, self.codes.hash_lanes)

    @property
    def verifier_url(self) -> str:
        return self.public_url.rstrip("/") + "/verifier"

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        mistakes = [text for wrong, text in self._rules() if wrong]
        if mistakes:
            raise ValueError("; ".join(mistakes))
        return self

    def _rules(self) -> tuple[tuple[bool, str], ...]:
        return (
            (
                (self.tls_certificate is None) != (self.tls_key is None),
                "tls_certificate, tls_key: both or none",
            ),
            (
                not _is_loopback(self.host)
                and self.tls_certificate is None
                and not self.trusted_proxies,
                "host: off the loopback TLS is needed: tls_certificate, or trusted_proxies",
            ),
            (
                self.citizen_longest_s < self.citizen_idle_s,
                "citizen_longest_s: shorter than citizen_idle_s",
            ),
            (
                self.production and self.rights_source == "seeded",
                "rights_source: fictitious people have no place in production",
            ),
            (
                self.production and self.sms_dock_socket is not None,
                "sms_dock_socket: the dock has no place in production",
            ),
            (
                self.production and self.demo_kiosk_token is not None,
                "demo_kiosk_token: a known token has no place in production",
            ),
            (
                self.production and not self.public_url.startswith("https://"),
                "public_url: https is needed in production",
            ),
        )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 — the library names it
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 — the library names it
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 — the library names it
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (
            init_settings,
            _Environment(settings_cls),
            TomlConfigSettingsSource(settings_cls),
        )


class ConfigurationError(Exception):
    """``mistakes`` names every mistake; none quotes a value."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__("; ".join(mistakes))
        self.mistakes = mistakes


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
