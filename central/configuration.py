"""Reading the configuration from where it lies: file, environment, and the files of keys."""

import os
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from pydantic import ValidationError
from pydantic_settings import SettingsConfigDict

from central.chance import Chance
from central.intake.opening import IntakeKeys, new_private_pem, private_key
from central.keys import CheckKey, Keys
from central.server_settings import ENVIRONMENT_PREFIX, ConfigurationError, ServerSettings
from central.settings import Settings
from central.verifier.settings import PublicSettings

S = TypeVar("S", bound=ServerSettings)

_REMEDY = {"intake_key_file": "; `central migrate` makes one"}


def load(path: Path | None, kind: type[S], **given: Any) -> S:
    """The settings of this kind: ``given`` over the environment over the file.

    Raises ConfigurationError with all mistakes.
    """
    if path is not None:
        _check_readable(path)

    config = SettingsConfigDict(toml_file=path)
    from_file: type[S] = type("FromFile", (kind,), {"model_config": config, "__module__": __name__})
    unknown = _unknown_variables(kind)
    try:
        settings = from_file(**given)
    except ValidationError as error:
        raise ConfigurationError((*_mistakes(error), *unknown)) from None
    if unknown:
        raise ConfigurationError(unknown)
    return settings


def keys_of(settings: Settings) -> Keys:
    """The keys behind the settings. Raises ConfigurationError when there is no server key."""
    if settings.server_key is not None:
        return Keys(settings.server_key.get_secret_value().encode())
    try:
        return Keys(settings.server_key_file.read_bytes().strip())
    except OSError:
        raise ConfigurationError(
            ("server_key_file: cannot be read; `central migrate` makes one",)
        ) from None
    except ValueError as error:
        raise ConfigurationError((f"server_key_file: {error}",)) from None


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
    return IntakeKeys.of(*keys)


def make_missing_keys(settings: Settings, chance: Chance) -> tuple[Path, ...]:
    """Writes new keys where they are missing, for their owner alone; returns what was written.

    Raises ConfigurationError where one cannot be written."""
    made: list[Path] = []
    if settings.server_key is None and not settings.server_key_file.exists():
        key = chance.bytes(32).hex() + "\n"
        _write_key("server_key_file", settings.server_key_file, key.encode("ascii"))
        made.append(settings.server_key_file)
    if not settings.intake_key_file.exists():
        _write_key("intake_key_file", settings.intake_key_file, new_private_pem())
        made.append(settings.intake_key_file)
    return tuple(made)


def _write_key(setting: str, path: Path, key: bytes) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise ConfigurationError((f"{setting}: cannot be written: {error.strerror}",)) from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)


def _check_readable(path: Path) -> None:
    try:
        with path.open("rb") as file:
            tomllib.load(file)
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
