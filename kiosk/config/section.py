"""One section of the kiosk's TOML file, the environment over it: every mistake named at once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

EXIT_CONFIGURATION = 78  # EX_CONFIG of sysexits.h


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Every mistake of the configuration, each as a sentence that names the setting."""

    sentences: tuple[str, ...]


class _Environment(EnvSettingsSource):
    """Leaves a list or a section that is no JSON as it is: it is then a mistake among the others,
    where the library would stop at the first."""

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        try:
            return super().decode_complex_value(field_name, field, value)
        except ValueError:
            return value


class SectionSettings(BaseSettings):
    """Settings whose names are those of the file; the environment, with the class's ``env_prefix``,
    comes before it. ``section`` names the part of the file."""

    section: ClassVar[str]

    model_config = SettingsConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic-settings names its arguments
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return _Environment(settings_cls), init_settings


S = TypeVar("S", bound=SectionSettings)


def read_document(config: Path | None) -> dict[str, Any] | Mistakes:
    """The raw file, all sections of it; nothing without one."""
    if config is None:
        return {}
    try:
        return tomllib.loads(config.read_text(encoding="utf-8"))
    except OSError as error:
        return Mistakes((f"The configuration file {config} cannot be read: {error.strerror}.",))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Mistakes((f"The configuration file {config} is not TOML: {error}.",))


def read_section(kind: type[S], config: Path | None) -> dict[str, Any] | Mistakes:
    """The raw section of the file. Other sections belong to other processes."""
    document = read_document(config)
    return document if isinstance(document, Mistakes) else section_of(kind, document)


def section_of(kind: type[S], document: Mapping[str, Any]) -> dict[str, Any] | Mistakes:
    section = document.get(kind.section, {})
    if not isinstance(section, dict):
        return Mistakes((f"[{kind.section}] must be a section of settings.",))
    return section


def said_by_environment(kind: type[S]) -> dict[str, Any]:
    """Settings for which the process's environment has a variable, not checked yet."""
    return _Environment(kind)()


def validate(
    kind: type[S], section: Mapping[str, Any], environment: Mapping[str, str]
) -> S | Mistakes:
    """The settings, or all that is wrong with the section and the environment together."""
    # The library takes names that begin with an underscore for its own switches.
    known = {name: value for name, value in section.items() if name in kind.model_fields}
    unknown = (
        *(
            f"[{kind.section}] {name} is not a setting of this section."
            for name in section
            if name not in known
        ),
        *_unknown_variables(kind, environment),
    )
    try:
        settings = kind(**known)
    except ValidationError as error:
        found = error.errors(include_input=False, include_context=False, include_url=False)
        return Mistakes((*(_sentence(kind.section, each) for each in found), *unknown))
    return Mistakes(unknown) if unknown else settings


def of_section(kind: type[SectionSettings], variable: str) -> bool:
    """Whether the section answers for a variable of that name. Case counts for nothing, as for the
    library that reads it."""
    prefix: str = kind.model_config.get("env_prefix", "")
    return variable.upper().startswith(prefix)


def _unknown_variables(kind: type[S], environment: Mapping[str, str]) -> tuple[str, ...]:
    prefix = kind.model_config.get("env_prefix", "")
    within = kind.model_config.get("env_nested_delimiter")
    known = {prefix + name.upper() for name in kind.model_fields}
    return tuple(
        f"{name} in the environment is not a setting of [{kind.section}]."
        for name in sorted(environment)
        if of_section(kind, name) and name.upper().split(within)[0] not in known
    )


def _sentence(section: str, error: ErrorDetails) -> str:
    name = ".".join(str(part) for part in error["loc"])
    match error["type"]:
        case "missing":
            return f"[{section}] {name} is missing."
        case "extra_forbidden":
            return f"[{section}] {name} is not a setting of this section."
        case "value_error":
            return f"[{section}] {name} {error['msg'].removeprefix('Value error, ')}."
        case _:
            return f"[{section}] {name}: {error['msg']}."
