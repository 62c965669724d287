"""Settings of kiosk-sync: section ``[sync]`` of the kiosk's TOML file, ``BORNE_SYNC_…`` over it."""

import grp
import os
import pwd
import ssl
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, ClassVar
from urllib.parse import SplitResult, urlsplit

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import NoDecode, SettingsConfigDict

from kiosk.config.caisse_key import read_caisse_key
from kiosk.config.section import Mistakes, SectionSettings, read_section, validate
from kiosk.config.staff_pepper import read_staff_pepper
from wire.staff_pepper import StaffPepper

CREDENTIAL = "device-token"
"""Name of the systemd credential that is taken when no ``device_token_file`` is set."""
PEPPER_CREDENTIAL = "staff-pepper"
"""The same of ``staff_pepper_file``."""
CREDENTIAL_DIRECTORY = "CREDENTIALS_DIRECTORY"

_SOCKET_PATH_BYTES = 107  # sun_path of unix(7), less its final zero
_TOKEN_LENGTHS = range(32, 201)


def _central_url(value: str) -> str:
    parts = _parts(value)
    if parts is None or parts.scheme not in {"https", "http"} or not parts.hostname:
        raise ValueError("must be an address such as https://central.example")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("must hold no user, password, query or fragment")
    if parts.scheme == "http" and not _loopback(parts.hostname):
        raise ValueError("must be https: plain http is for this machine's own addresses only")
    return value.rstrip("/")


def _parts(value: str) -> SplitResult | None:
    try:
        parts = urlsplit(value)
        return None if parts.port == 0 else parts
    except ValueError:  # a port that is no number, a bracket that does not close
        return None


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


def _pepper_file(value: Path | None) -> Path | None:
    if value is not None:
        read_staff_pepper(value)
    return value


def _caisse_key_file(value: Path) -> Path:
    read_caisse_key(value)
    return value


def _state_folder(value: Path) -> Path:
    if not value.is_absolute():
        raise ValueError("must be an absolute path")
    return value


def _own_uid() -> frozenset[int]:
    return frozenset({os.getuid()})


class SyncSettings(SectionSettings):
    """What kiosk-sync is told. Times are in seconds."""

    section: ClassVar[str] = "sync"
    model_config = SettingsConfigDict(env_prefix="BORNE_SYNC_")

    socket: Annotated[Path, AfterValidator(_socket_path)] = Field(
        default=Path("/run/kiosk-sync/gateway.sock"),
        validate_default=True,
        description="Unix socket to listen on: absolute, at most 107 bytes, in a directory that "
        "exists.",
    )
    socket_group: Annotated[str, AfterValidator(_group)] | None = Field(
        default=None,
        description="Group that may connect; without it only the process's own user.",
        examples=["kiosk"],
    )
    allowed_users: Annotated[frozenset[int], NoDecode, BeforeValidator(_uids)] = Field(
        default_factory=_own_uid,
        description="Users, by name or id, whose processes are answered; by default the process's "
        "own user. In the environment separated by commas.",
        examples=[["kiosk-ui"]],
    )
    central_url: Annotated[str, AfterValidator(_central_url)] = Field(
        description="Address of central: https, or http on this machine's own addresses.",
        examples=["https://central.example"],
    )
    device_token_file: Annotated[Path, AfterValidator(_token_file)] | None = Field(
        default=None,
        description="File with the device token of a former release, with which the kiosk gets its "
        "certificate; an enrolled kiosk needs none. Left out under systemd: the credential "
        "device-token is taken where there is one.",
        examples=["/etc/borne/device-token"],
    )
    ca_file: Annotated[Path, AfterValidator(_ca_file)] | None = Field(
        default=None,
        description="Certificates in PEM form, and nothing else is trusted; without it those of "
        "the system.",
        examples=["/etc/borne/ca.pem"],
    )
    caisse_key_file: Annotated[Path, AfterValidator(_caisse_key_file)] = Field(
        description="Public key of the caisse in PEM form, as `central intake-key` prints it: what "
        "people ask for is sealed with it, until central's signer has endorsed another. What waits "
        "keeps its seal.",
        examples=["/etc/borne/caisse-key.pem"],
    )
    state_folder: Annotated[Path, AfterValidator(_state_folder)] = Field(
        default=Path("/var/lib/kiosk-sync"),
        description="Folder of the queue and of the print journal, absolute; made where it is "
        "missing.",
    )
    staff_pepper_file: Annotated[Path | None, AfterValidator(_pepper_file)] = Field(
        default=None,
        description="File of the secret that PINs of this agency's staff are mixed with, as "
        "`central staff pepper` prints it. Left out, the systemd credential `staff-pepper` is "
        "taken; without either nobody signs in as staff.",
        examples=["/etc/borne/staff-pepper"],
    )
    tpm: Annotated[str, Field(pattern=r"^(none|/[^:\s]+|[a-z0-9]+:\S+)$")] = Field(
        default="/dev/tpmrm0",
        description="The TPM that seals this kiosk's key when it is made; where the machine has "
        "none, the key is in a file. A device, or another way to a TPM as tpm2-tss names them; "
        "`none` leaves it alone.",
    )
    agency_code: Annotated[str, Field(pattern=r"^[0-9A-Z]{1,8}$")] = Field(
        default="0000", description="Code of the agency, in the references of what is asked for."
    )
    kiosk_number: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,12}$")] = Field(
        default="07", description="What staff call this kiosk, in the same references."
    )
    queue_limit_mb: int = Field(
        default=256,
        ge=1,
        le=65_536,
        description="What may wait for central at most; beyond that nothing new is taken.",
        json_schema_extra={"unit": "MB"},
    )
    keep_trying_days: int = Field(
        default=30,
        ge=1,
        le=365,
        description="After that long without central an action expires, and central is told.",
        json_schema_extra={"unit": "d"},
    )
    digests_kept_days: int = Field(
        default=30,
        ge=1,
        le=3_650,
        description="How long staff can look up what central has; its content goes at once.",
        json_schema_extra={"unit": "d"},
    )
    sync_deadline_s: float = Field(
        default=30.0,
        gt=0,
        le=120,
        description="How long one exchange of the queue may take: nobody waits for it, and a slow "
        "line has a whole batch to carry.",
        json_schema_extra={"unit": "s"},
    )
    call_deadline_s: float = Field(
        default=6.0,
        gt=0,
        le=7.0,
        description="How long a whole call to central may take; kiosk-ui waits 7.5 s.",
        json_schema_extra={"unit": "s"},
    )
    health_interval_s: float = Field(
        default=15.0,
        ge=1,
        le=300,
        description="Between two looks at central while all is well.",
        json_schema_extra={"unit": "s"},
    )
    slow_after_s: float = Field(
        default=2.0,
        gt=0,
        description="An answer of central that takes longer counts as slow.",
        json_schema_extra={"unit": "s"},
    )

    def device_token(self) -> str | None:
        """Read anew each time it is asked for, and kept nowhere else in the settings. None of a
        kiosk that was enrolled, or is to be."""
        return None if self.device_token_file is None else _read_token(self.device_token_file)

    def staff_pepper(self) -> StaffPepper | None:
        """Read anew each time, as the token is."""
        return None if self.staff_pepper_file is None else read_staff_pepper(self.staff_pepper_file)

    def caisse_key(self) -> X25519PublicKey:
        return read_caisse_key(self.caisse_key_file)


def load(config: Path | None, environment: Mapping[str, str]) -> SyncSettings | Mistakes:
    """The settings, or every mistake in them."""
    section = read_section(SyncSettings, config)
    if isinstance(section, Mistakes):
        return section
    return validate(SyncSettings, {**credential(environment), **section}, environment)


def credential(environment: Mapping[str, str]) -> dict[str, Path]:
    """The settings that systemd brings along, for a file that leaves them out."""
    if CREDENTIAL_DIRECTORY not in environment:
        return {}
    folder = Path(environment[CREDENTIAL_DIRECTORY])
    given = {
        "device_token_file": folder / CREDENTIAL,
        "staff_pepper_file": folder / PEPPER_CREDENTIAL,
    }
    return {name: path for name, path in given.items() if path.exists()}
