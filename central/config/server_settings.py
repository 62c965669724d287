"""What is set for a server of central's, whether it has the kiosk API or the public page."""

import ipaddress
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Self
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

from central.config import production
from central.config.setting_values import CheckLimits, DatabaseUrl, Network, Zone

ENVIRONMENT_PREFIX = "BORNE_CENTRAL_"


class ConfigurationError(Exception):
    """``mistakes`` names every mistake; none quotes a value."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__("; ".join(mistakes))
        self.mistakes = mistakes


class _Environment(EnvSettingsSource):
    """Leaves a list or a section that is no JSON as it is: it is then a mistake among the others,
    where the library would stop at the first."""

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        try:
            return super().decode_complex_value(field_name, field, value)
        except ValueError:
            return value


class ServerSettings(BaseSettings):
    """Shared by ``Settings`` and ``PublicSettings``; each adds what it alone may know."""

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
    limits: CheckLimits = Field(
        default=CheckLimits(), description="How much is taken before a 429 or a 503."
    )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def silence_s(self) -> int:
        """How long a connection is kept on which nothing is asked."""
        return 75

    @property
    def encrypted(self) -> bool:
        """Whether everybody outside comes by TLS."""
        return self.public_url.startswith("https://")

    @property
    def verifier_url(self) -> str:
        return self.public_url.rstrip("/") + "/verifier"

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        mistakes = [text for wrong, text in self.rules() if wrong]
        if self.production:
            mistakes += self.floors()
        if mistakes:
            raise ValueError("; ".join(mistakes))
        return self

    def rules(self) -> tuple[tuple[bool, str], ...]:
        """What may not stand together: whether it does, and what to say of it."""
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
                self.production and not self.encrypted,
                "public_url: https is needed in production",
            ),
            (
                self.production and not _is_loopback(self.host) and self.tls_certificate is None,
                "host: off the loopback TLS is needed in production: tls_certificate",
            ),
            (
                self.production
                and self.encrypted
                and self.tls_certificate is None
                and not self.trusted_proxies,
                "trusted_proxies: who ends TLS is named in production, else all share one limit",
            ),
        )

    def floors(self) -> Iterator[str]:
        """What falls short of production, also in the files that are named."""
        yield from production.wide_limits("limits", self.limits)
        if self.tls_key is not None:
            yield from production.open_files({"tls_key": self.tls_key})

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


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
