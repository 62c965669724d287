"""What the pages say of one setting, taken from the models that the processes check it with."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import to_jsonable_python
from pydantic_settings import BaseSettings

Schema = Mapping[str, Any]

NOTHING = "–"


@dataclass(frozen=True)
class SettingEntry:
    """``default`` is None where nothing is the default; ``example`` is there where one helps."""

    name: str
    meaning: str
    unit: str
    values: str
    needed: bool
    default: object
    example: object


def entries(kind: type[BaseSettings]) -> tuple[SettingEntry, ...]:
    """The settings of a section, in the order of its model."""
    schema = kind.model_json_schema()
    return tuple(
        _entry(name, field, schema["properties"][name], schema)
        for name, field in kind.model_fields.items()
    )


def parts(kind: type[BaseSettings], name: str) -> tuple[SettingEntry, ...]:
    """The settings within one that is a section of its own."""
    schema = kind.model_json_schema()
    whole = schema["properties"][name]
    within = next((each for each in _choices(whole, schema) if "properties" in each), None)
    if within is None:
        return ()
    given = _default(kind.model_fields[name])
    defaults = given if isinstance(given, dict) else {}
    return tuple(
        SettingEntry(
            f"{name}.{part}",
            said["description"],
            said.get("unit", NOTHING),
            _values(said, schema),
            part in within.get("required", ()) and part not in defaults,
            defaults.get(part, said.get("default")),
            None,
        )
        for part, said in within["properties"].items()
    )


def toml(value: object) -> str:
    """A value on one line of TOML. JSON's texts, numbers and lists are TOML too."""
    if isinstance(value, dict):
        inside = ", ".join(f"{key} = {toml(part)}" for key, part in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _entry(name: str, field: FieldInfo, said: Schema, schema: Schema) -> SettingEntry:
    return SettingEntry(
        name,
        field.description or "",
        said.get("unit", NOTHING),
        _values(said, schema),
        field.is_required(),
        _default(field),
        next(iter(field.examples or ()), None),
    )


def _default(field: FieldInfo) -> object:
    """None as well for what is found out on the machine: its meaning says how."""
    if field.is_required() or field.default_factory is not None:
        return None
    value = field.default
    return value.get_secret_value() if isinstance(value, SecretStr) else to_jsonable_python(value)


def _choices(said: Schema, schema: Schema) -> Iterator[Schema]:
    """What may stand there, references followed, nothing left out."""
    if "anyOf" in said:
        for each in said["anyOf"]:
            yield from _choices(each, schema)
    elif "$ref" in said:
        yield schema["$defs"][said["$ref"].rsplit("/", 1)[1]]
    elif said.get("type") != "null":
        yield said


def _values(said: Schema, schema: Schema) -> str:
    return " or ".join(_one(each, schema) for each in _choices(said, schema))


def _one(said: Schema, schema: Schema) -> str:
    if "enum" in said:
        return ", ".join(f"`{word}`" for word in said["enum"])
    match said.get("type"):
        case "boolean":
            return "`true`, `false`"
        case "integer" | "number":
            return _joined("whole number" if said["type"] == "integer" else "number", _range(said))
        case "array":
            return f"list: {_values(said['items'], schema)}"
        case "object":
            return "section"
        case _ if said.get("format") == "path":
            return "path"
        case _:
            return _joined("text", _length(said), _pattern(said))


def _joined(*words: str) -> str:
    return ", ".join(filter(None, words))


def _range(said: Schema) -> str:
    least, most = said.get("minimum"), said.get("maximum")
    above = said.get("exclusiveMinimum")
    low = f"over {above}" if above is not None else "" if least is None else f"from {_round(least)}"
    return " ".join(filter(None, (low, "" if most is None else f"to {_round(most)}")))


def _round(number: float) -> str:
    return str(int(number) if number == int(number) else number)


def _length(said: Schema) -> str:
    least, most = said.get("minLength", 0), said.get("maxLength")
    if most is None:
        return f"at least {least} characters" if least else ""
    return f"{least} to {most} characters" if least else f"at most {most} characters"


def _pattern(said: Schema) -> str:
    return f"`{said['pattern']}`".replace("|", "\\|") if "pattern" in said else ""
