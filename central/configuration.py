"""Reading the configuration from where it lies: file, environment, and the server key's file."""

import os
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import SettingsConfigDict

from central.chance import Chance
from central.keys import Keys
from central.settings import ENVIRONMENT_PREFIX, ConfigurationError, Settings


def load(path: Path | None, **given: Any) -> Settings:
    """The settings: ``given`` over the environment over the file.

    Raises ConfigurationError with all mistakes.
    """
    if path is not None:
        _check_readable(path)

    class FromFile(Settings):
        model_config = SettingsConfigDict(toml_file=path)

    unknown = _unknown_variables()
    try:
        settings = FromFile(**given)
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


def make_server_key(settings: Settings, chance: Chance) -> bool:
    """Writes a new server key where one is missing, for its owner alone; ``True`` when written.

    Raises ConfigurationError where it cannot be written."""
    if settings.server_key is not None or settings.server_key_file.exists():
        return False
    try:
        descriptor = os.open(settings.server_key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise ConfigurationError(
            (f"server_key_file: cannot be written: {error.strerror}",)
        ) from None
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(chance.bytes(32).hex() + "\n")
    return True


def _check_readable(path: Path) -> None:
    try:
        with path.open("rb") as file:
            tomllib.load(file)
    except OSError as error:
        raise ConfigurationError((f"{path}: {error.strerror}",)) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError((f"{path}: not TOML: {error}",)) from None


def _unknown_variables() -> tuple[str, ...]:
    """Variables that the library would pass over: a mistyped limit is no limit."""
    known = {ENVIRONMENT_PREFIX + name.upper() for name in Settings.model_fields}
    return tuple(
        f"{name}: no such setting"
        for name in sorted(os.environ)
        if name.startswith(ENVIRONMENT_PREFIX) and name.split("__")[0] not in known
    )


def _mistakes(error: ValidationError) -> list[str]:
    found: list[str] = []
    for item in error.errors(include_input=False, include_url=False):
        place = ".".join(str(part) for part in item["loc"])
        message = item["msg"].removeprefix("Value error, ")
        found.extend([f"{place}: {message}"] if place else message.split("; "))
    return found
