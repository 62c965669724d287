"""Reading the configuration from where it lies: file, environment, and the files of keys."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from pydantic import TypeAdapter, ValidationError
from pydantic_settings import SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from central.config.key_ring_file import read_ring
from central.config.production import open_files, weak_keys, writable_files
from central.config.public_settings import PublicSettings
from central.config.server_settings import ENVIRONMENT_PREFIX, ConfigurationError, ServerSettings
from central.config.settings import Settings
from central.crypto.authority import SERIAL_BYTES, Authority, new_authority, new_key
from central.crypto.decryption import IntakeKeys, new_private_pem, private_key
from central.crypto.intake_files import beside
from central.crypto.key_ring import KeyRing
from central.crypto.keys import Keys
from central.crypto.narrow_keys import CheckKey
from central.crypto.signing_key import public_keys
from central.runtime.chance import Chance

S = TypeVar("S", bound=ServerSettings)

_BOOLEAN = TypeAdapter(bool)
_SHORTEST_TOKEN = 32
_REMEDY = {"intake_key_file": "; `central migrate` makes one"}


def load(path: Path | None, kind: type[S], **given: Any) -> S:
    """The settings of this kind: ``given`` over the environment over the file.

    Raises ConfigurationError with all mistakes.
    """
    in_file = {} if path is None else _content(path)
    config = SettingsConfigDict(toml_file=path)
    from_file: type[S] = type("FromFile", (kind,), {"model_config": config, "__module__": __name__})
    mistakes = list(_unknown_variables(kind))
    if path is not None and in_file.get("production") is True:
        # All that production asks is asked, whatever else is said: it is said once, in the file.
        mistakes += _switched_off(given)
        given = given | {"production": True}
        mistakes += _readable_by_others(path, in_file)
    try:
        settings = from_file(**given)
    except ValidationError as error:
        raise ConfigurationError((*_mistakes(error), *mistakes)) from None
    if mistakes:
        raise ConfigurationError(tuple(mistakes))
    return settings


def keys_of(settings: Settings) -> Keys:
    """The keys behind the settings. Raises ConfigurationError when there is no server key."""
    if settings.server_key is not None:
        return Keys(settings.server_key.get_secret_value().encode())
    ring = read_ring(settings.server_key_file)
    if settings.production:
        named = {f"server_key_file: {key.id}": key.secret for key in ring.keys}
        weak = tuple(weak_keys(named))
        if weak:
            raise ConfigurationError(weak)
    return Keys(ring)


def check_key_of(settings: PublicSettings) -> CheckKey:
    """Raises ConfigurationError when it cannot be read."""
    try:
        return CheckKey.of_text(settings.check_key_file.read_bytes())
    except OSError:
        raise ConfigurationError(
            ("check_key_file: cannot be read; `central check-key` prints what belongs there",)
        ) from None
    except ValueError as error:
        raise ConfigurationError((f"check_key_file: {error}",)) from None


def metrics_token_of(settings: Settings) -> str | None:
    """None where there is to be no ``/metrics``. Raises ConfigurationError."""
    if settings.metrics_token_file is None:
        return None
    try:
        token = settings.metrics_token_file.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        raise ConfigurationError(("metrics_token_file: cannot be read",)) from None
    if len(token) < _SHORTEST_TOKEN:
        raise ConfigurationError(("metrics_token_file: at least 32 bytes are needed",))
    return token


def intake_keys_of(settings: Settings) -> IntakeKeys:
    """The keys behind the settings. Raises ConfigurationError with each that cannot be read."""
    named = [("intake_key_file", settings.intake_key_file)]
    named += [
        (f"intake_old_key_files.{index}", path)
        for index, path in enumerate(settings.intake_old_key_files)
    ]
    keys: list[X25519PrivateKey] = []
    mistakes: list[str] = []
    for name, path in named:
        try:
            keys.append(private_key(path.read_bytes()))
        except OSError:
            mistakes.append(f"{name}: cannot be read{_REMEDY.get(name, '')}")
        except ValueError as error:
            mistakes.append(f"{name}: {error}")
    if mistakes:
        raise ConfigurationError(tuple(mistakes))
    return IntakeKeys.of(*keys, beside=partial(beside, settings.intake_key_file))


def authority_of(settings: Settings) -> Authority | None:
    """Who vouches for kiosks; None in a store of a release that had none, until `central migrate`
    has made it. Raises ConfigurationError where it cannot be read."""
    key, certificate = settings.authority_key_file, settings.authority_certificate_file
    if not key.exists() and not certificate.exists():
        return None
    try:
        return Authority.of_pem(key.read_bytes(), (certificate.read_bytes(),), settings.caisse_id)
    except OSError as error:
        raise ConfigurationError(
            (f"authority_key_file, authority_certificate_file: {error.strerror}",)
        ) from None
    except ValueError as error:
        raise ConfigurationError(
            (f"authority_key_file, authority_certificate_file: {error}",)
        ) from None


def signing_public_keys_of(settings: Settings) -> tuple[bytes, ...]:
    """The public keys by which kiosks know what they are told, 32 bytes each; none before there is
    a signer. Raises ConfigurationError."""
    try:
        return public_keys(settings.signing_public_file.read_bytes())
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise ConfigurationError((f"signing_public_file: {error.strerror}",)) from None
    except ValueError as error:
        raise ConfigurationError((f"signing_public_file: {error}",)) from None


def make_missing_keys(settings: Settings, chance: Chance, now: datetime) -> tuple[Path, ...]:
    """Writes new keys where they are missing, for their owner alone; returns what was written.

    Raises ConfigurationError where one cannot be written."""
    made: list[Path] = []
    if settings.server_key is None and not settings.server_key_file.exists():
        ring = KeyRing.of_one(chance.bytes(32), now)
        _write_key("server_key_file", settings.server_key_file, ring.text)
        made.append(settings.server_key_file)
    if not settings.body_keys_folder.exists():
        _make_folder("body_keys_folder", settings.body_keys_folder)
        made.append(settings.body_keys_folder)
    if not settings.intake_key_file.exists():
        _write_key("intake_key_file", settings.intake_key_file, new_private_pem())
        made.append(settings.intake_key_file)
    if not settings.authority_key_file.exists():
        made += _make_authority(settings, chance, now)
    return tuple(made)


def _make_authority(settings: Settings, chance: Chance, now: datetime) -> Iterator[Path]:
    if settings.authority_certificate_file.exists():
        # A new key beside it would make every kiosk a stranger.
        raise ConfigurationError(
            ("authority_key_file: is missing beside its certificate; see docs/keys.md",)
        )
    key, pem = new_key()
    certificate = new_authority(key, settings.caisse_id, chance.bytes(SERIAL_BYTES), now)
    _write_key("authority_key_file", settings.authority_key_file, pem)
    yield settings.authority_key_file
    in_pem = certificate.public_bytes(Encoding.PEM)
    _write_key("authority_certificate_file", settings.authority_certificate_file, in_pem)
    yield settings.authority_certificate_file


def _make_folder(setting: str, path: Path) -> None:
    try:
        path.mkdir(mode=0o700)
    except OSError as error:
        raise ConfigurationError((f"{setting}: cannot be made: {error.strerror}",)) from None


def _write_key(setting: str, path: Path, key: bytes) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise ConfigurationError((f"{setting}: cannot be written: {error.strerror}",)) from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)


def _switched_off(given: Mapping[str, Any]) -> Iterator[str]:
    said = [str(given.get("production", True))]
    said += [
        value
        for name, value in os.environ.items()
        if name.upper() == ENVIRONMENT_PREFIX + "PRODUCTION"
    ]
    if not all(map(_is_true, said)):
        yield "production: the file says true, and nothing switches it off"


def _is_true(text: str) -> bool:
    try:
        return _BOOLEAN.validate_python(text)
    except ValidationError:
        return False


def _readable_by_others(path: Path, in_file: Mapping[str, Any]) -> Iterator[str]:
    """The file switches production on, and may hold a key or the way into the database."""
    held = "server_key" in in_file or _has_password(in_file.get("database_url"))
    yield from (open_files if held else writable_files)({str(path): path})


def _has_password(url: Any) -> bool:
    try:
        return url is not None and make_url(str(url)).password is not None
    except ArgumentError:
        return True  # named as a mistake elsewhere


def _content(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise ConfigurationError((f"{path}: {error.strerror}",)) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError((f"{path}: not TOML: {error}",)) from None


def _unknown_variables(kind: type[ServerSettings]) -> tuple[str, ...]:
    """Variables that the library would pass over: a mistyped limit is no limit. Case counts for
    nothing, as for the library."""
    known = {ENVIRONMENT_PREFIX + name.upper() for name in kind.model_fields}
    return tuple(
        f"{name}: no such setting"
        for name in sorted(os.environ)
        if name.upper().startswith(ENVIRONMENT_PREFIX) and name.upper().split("__")[0] not in known
    )


def _mistakes(error: ValidationError) -> list[str]:
    found: list[str] = []
    for item in error.errors(include_input=False, include_url=False):
        place = ".".join(str(part) for part in item["loc"])
        message = item["msg"].removeprefix("Value error, ")
        found.extend([f"{place}: {message}"] if place else message.split("; "))
    return found
