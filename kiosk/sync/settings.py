"""Settings of kiosk-sync: section ``[sync]`` of the kiosk's TOML file, environment over file."""

import grp
import os
import pwd
import ssl
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

SECTION = "sync"
ENVIRONMENT_PREFIX = "BORNE_SYNC_"
CREDENTIAL = "device-token"
"""Name of the systemd credential that is taken when no ``device_token_file`` is set."""
CREDENTIAL_DIRECTORY = "CREDENTIALS_DIRECTORY"

_SOCKET_PATH_BYTES = 107  # sun_path of unix(7), less its final zero
_TOKEN_LENGTHS = range(32, 201)


def _central_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        raise ValueError("must be an address such as https://central.example")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("must hold no user, password, query or fragment")
    if parts.scheme == "http" and not _loopback(parts.hostname):
        raise ValueError("must be https: plain http is for this machine's own addresses only")
    return value.rstrip("/")


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _socket_path(value: Path) -> Path:
    if not value.is_absolute():
        raise ValueError("must be an absolute path")
    if len(os.fsencode(value)) > _SOCKET_PATH_BYTES:
        raise ValueError(f"must have at most {_SOCKET_PATH_BYTES} bytes: the kernel takes no more")
    if not value.parent.is_dir():
        raise ValueError(f"must lie in a directory that exists, and {value.parent} does not")
    return value


def _uids(value: object) -> object:
    """User names and ids, as a list or separated by commas, made into ids."""
    named = value.split(",") if isinstance(value, str) else value
    if not isinstance(named, list | tuple | frozenset) or not named:
        raise ValueError("must list at least one user name or user id")
    return frozenset(_uid(str(each).strip()) for each in named)


def _uid(user: str) -> int:
    if user.isdecimal():
        return int(user)
    try:
        return pwd.getpwnam(user).pw_uid
    except KeyError:
        raise ValueError(f"names the user {user!r}, whom this machine does not know") from None


def _group(value: str) -> str:
    try:
        grp.getgrnam(value)
    except KeyError:
        raise ValueError(f"names the group {value!r}, which this machine does not know") from None
    return value


def _ca_file(value: Path) -> Path:
    try:
        ssl.create_default_context(cafile=value)
    except OSError as error:
        raise ValueError(f"must be a file of certificates in PEM form: {error.strerror}") from None
    return value


def _token_file(value: Path) -> Path:
    _read_token(value)
    return value


def _read_token(path: Path) -> str:
    """The token in the file; raises ValueError without quoting it."""
    try:
        token = path.read_text(encoding="ascii").strip()
    except UnicodeDecodeError:
        raise ValueError(f"holds no device token: {path} is no ASCII text") from None
    except OSError as error:
        raise ValueError(f"cannot be read: {path}: {error.strerror}") from None
    if len(token) not in _TOKEN_LENGTHS or not token.isprintable() or " " in token:
        raise ValueError(f"holds no device token: {path} needs 32 to 200 characters, no spaces")
    return token


def _own_uid() -> frozenset[int]:
    return frozenset({os.getuid()})


class SyncSettings(BaseSettings):
    """What kiosk-sync is told. Names are those of the file; ``BORNE_SYNC_CENTRAL_URL`` and so on
    come before it. Times are in seconds."""

    model_config = SettingsConfigDict(
        env_prefix=ENVIRONMENT_PREFIX, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    socket: Annotated[Path, AfterValidator(_socket_path)]
    socket_group: Annotated[str, AfterValidator(_group)] | None = None
    allowed_users: Annotated[frozenset[int], NoDecode, BeforeValidator(_uids)] = Field(
        default_factory=_own_uid
    )
    central_url: Annotated[str, AfterValidator(_central_url)]
    device_token_file: Annotated[Path, AfterValidator(_token_file)]
    ca_file: Annotated[Path, AfterValidator(_ca_file)] | None = None
    call_deadline_s: float = Field(default=6.0, gt=0, le=7.0)
    health_interval_s: float = Field(default=15.0, ge=1, le=300)
    slow_after_s: float = Field(default=2.0, gt=0)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - pydantic-settings names its arguments
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings

    def device_token(self) -> str:
        """Read anew each time it is asked for, and kept nowhere else in the settings."""
        return _read_token(self.device_token_file)


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Every mistake of the configuration, each as a sentence that names the setting."""

    sentences: tuple[str, ...]


def load(config: Path | None, environment: Mapping[str, str]) -> SyncSettings | Mistakes:
    """Settings from section ``[sync]`` of ``config`` with ``environment`` over it (the process's
    own, which pydantic-settings reads). Other sections belong to other processes."""
    section: dict[str, Any] = {}
    if config is not None:
        read = _section(config)
        if isinstance(read, Mistakes):
            return read
        section = read
    if CREDENTIAL_DIRECTORY in environment and "device_token_file" not in section:
        section["device_token_file"] = Path(environment[CREDENTIAL_DIRECTORY], CREDENTIAL)
    unknown = _unknown_variables(environment)
    try:
        settings = SyncSettings(**section)
    except ValidationError as error:
        found = error.errors(include_input=False, include_context=False, include_url=False)
        return Mistakes((*map(_sentence, found), *unknown))
    return Mistakes(unknown) if unknown else settings


def _section(config: Path) -> dict[str, Any] | Mistakes:
    try:
        document = tomllib.loads(config.read_text(encoding="utf-8"))
    except OSError as error:
        return Mistakes((f"The configuration file {config} cannot be read: {error.strerror}.",))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Mistakes((f"The configuration file {config} is not TOML: {error}.",))
    section = document.get(SECTION, {})
    if not isinstance(section, dict):
        return Mistakes((f"[{SECTION}] must be a section of settings.",))
    return section


def _unknown_variables(environment: Mapping[str, str]) -> tuple[str, ...]:
    known = {ENVIRONMENT_PREFIX + name.upper() for name in SyncSettings.model_fields}
    return tuple(
        f"{name} in the environment is not a setting of kiosk-sync."
        for name in sorted(environment)
        if name.startswith(ENVIRONMENT_PREFIX) and name not in known
    )


def _sentence(error: ErrorDetails) -> str:
    name = ".".join(str(part) for part in error["loc"])
    match error["type"]:
        case "missing":
            return f"[{SECTION}] {name} is missing."
        case "extra_forbidden":
            return f"[{SECTION}] {name} is not a setting of kiosk-sync."
        case "value_error":
            return f"[{SECTION}] {name} {error['msg'].removeprefix('Value error, ')}."
        case _:
            return f"[{SECTION}] {name}: {error['msg']}."
