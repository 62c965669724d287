"""Central's configuration: one TOML file, the environment over it, every mistake named at once."""

import ipaddress
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, StringConstraints, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from central.rights.hashing import HashCost
from central.rights.schemes import DEFAULT_SERVED, Contact, Schemes
from central.setting_budgets import BudgetSettings
from central.setting_values import (
    CodeSettings,
    ContactSetting,
    DatabaseUrl,
    GrandRegime,
    Key,
    LimitSettings,
    Network,
    Zone,
)

ENVIRONMENT_PREFIX = "BORNE_CENTRAL_"


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

    production: bool = Field(
        default=False, description="True at a caisse: fictitious people and the dock are refused."
    )
    database_url: DatabaseUrl = Field(
        default=SecretStr("sqlite:///central.db"),
        description="Where the store lies: an SQLAlchemy address of SQLite or PostgreSQL.",
    )
    server_key: Key | None = Field(
        default=None,
        description="Key of all sealed and keyed values, at least 32 bytes; better in a file.",
    )
    server_key_file: Path = Field(
        default=Path("central.key"),
        description="File with that key; `central migrate` makes one where it is missing.",
    )
    intake_key_file: Path = Field(
        default=Path("central-intake.key"),
        description="Private key for which kiosks seal requests, X25519 in PEM form; `central "
        "migrate` makes one where it is missing, `central intake-key` prints its public half.",
    )
    intake_old_key_files: tuple[Path, ...] = Field(
        default=(),
        description="Former such keys, for what kiosks sealed before they got the new one.",
    )
    bodies_kept_days: Annotated[int, Field(ge=1, le=3_650)] = Field(
        default=30,
        description="How long the content of a request is kept after it came in.",
        json_schema_extra={"unit": "days"},
    )
    next_poll_s: Annotated[int, Field(ge=1, le=3_600)] = Field(
        default=60,
        description="When a kiosk that has nothing to send is to ask again.",
        json_schema_extra={"unit": "s"},
    )
    host: str = Field(
        default="127.0.0.1",
        description="Address to listen on; off the loopback it needs TLS, or proxies to trust.",
    )
    port: Annotated[int, Field(ge=0, le=65_535)] = Field(
        default=8080, description="Port to listen on; 0 takes a free one."
    )
    tls_certificate: Path | None = Field(
        default=None, description="Certificate in PEM form; goes with `tls_key`."
    )
    tls_key: Path | None = Field(default=None, description="Its private key in PEM form.")
    trusted_proxies: tuple[Network, ...] = Field(
        default=(),
        description="Addresses or networks whose word on the caller's address is taken.",
    )
    public_url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(/[^\s?#]*)?$")] = (
        Field(
            default="http://127.0.0.1:8080",
            description="Address under which anybody reaches the check page; stands on the paper.",
        )
    )
    caisse_name: Annotated[str, StringConstraints(min_length=1, max_length=80)] = Field(
        default="Caisse de démonstration", description="Name of the caisse, on the check page."
    )
    time_zone: Zone = Field(
        default="Europe/Paris", description="IANA time zone of the caisse's dates."
    )
    rights_source: Annotated[
        str, StringConstraints(pattern=r"^(seeded|[A-Za-z_][\w.]*:[A-Za-z_]\w*)$")
    ] = Field(
        default="seeded",
        description="Who knows people and their rights: the fictitious ones, or `package.module:"
        "factory` of a caisse's own RightsSource.",
    )
    schemes_served: tuple[GrandRegime, ...] = Field(
        default=DEFAULT_SERVED, description="Grands régimes served here, by their two digits."
    )
    scheme_contacts: dict[GrandRegime, ContactSetting] = Field(
        default_factory=dict,
        description="Whom the people of another scheme are sent to: `name` and `phone` by the two "
        "digits of the grand régime.",
    )
    attestation_level: Literal["C", "L"] = Field(
        default="L", description="What an attestation asks for: C the card, L the code too."
    )
    citizen_idle_s: Annotated[int, Field(ge=30, le=3_600)] = Field(
        default=300,
        description="After that long without a call a citizen session is over.",
        json_schema_extra={"unit": "s"},
    )
    citizen_longest_s: Annotated[int, Field(ge=60, le=14_400)] = Field(
        default=1_800,
        description="The longest that a citizen session lasts.",
        json_schema_extra={"unit": "s"},
    )
    sms_dock_socket: Path | None = Field(
        default=None, description="Unix socket of the dock that shows messages; never at a caisse."
    )
    demo_kiosk_token: Annotated[SecretStr, Field(min_length=32)] | None = Field(
        default=None, description="Token of the demonstration's kiosk; never at a caisse."
    )
    codes: CodeSettings = Field(
        default=CodeSettings(), description="What becomes of wrong codes, and what a hash costs."
    )
    budgets: BudgetSettings = Field(
        default=BudgetSettings(),
        description="What one kiosk may do in 24 hours before it is paused and an alarm is raised.",
    )
    limits: LimitSettings = Field(
        default=LimitSettings(), description="How often a thing may be asked before a 429."
    )

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
    def bodies_kept(self) -> timedelta:
        return timedelta(days=self.bodies_kept_days)

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
