"""Limits of a field as plain metadata: ``Annotated[str, Text(least=1, most=80)]``.

They are read at a border by pydantic, through the hook that it documents for metadata of others
("Customizing validation", ``__get_pydantic_core_schema__``): a core schema is a plain dictionary.
Inside the house nothing looks at them.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, get_args

CoreSchema = dict[str, Any]
SchemaHandler = Callable[[Any], CoreSchema]
LONGEST_TEXT = 400
"""Characters of a text that says no limit of its own."""


@dataclass(frozen=True, slots=True)
class Text:
    """Characters at least and at most, and the pattern that the whole of it matches. ``through``
    is applied before: what it gives is what counts."""

    least: int = 0
    most: int = LONGEST_TEXT
    pattern: str | None = None
    through: Callable[[str], str] | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: SchemaHandler) -> CoreSchema:
        text: CoreSchema = {
            **handler(source),
            "min_length": self.least,
            "max_length": self.most,
        }
        if self.pattern is not None:
            text["pattern"] = f"^(?:{self.pattern})$"
        return text if self.through is None else _before(_of_text(self.through), text)


@dataclass(frozen=True, slots=True)
class Number:
    """From ``least`` to ``most``, both included."""

    least: float
    most: float | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: SchemaHandler) -> CoreSchema:
        number: CoreSchema = {**handler(source), "ge": self.least}
        return number if self.most is None else {**number, "le": self.most}


@dataclass(frozen=True, slots=True)
class Items:
    """How many a tuple holds."""

    least: int = 0
    most: int | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: SchemaHandler) -> CoreSchema:
        items: CoreSchema = {**handler(source), "min_length": self.least}
        return items if self.most is None else {**items, "max_length": self.most}


@dataclass(frozen=True, slots=True)
class Base64:
    """At most so many bytes, which travel as base64 (RFC 4648, section 4)."""

    most: int

    def __get_pydantic_core_schema__(self, _source: Any, _handler: SchemaHandler) -> CoreSchema:
        return {
            "type": "function-before",
            "function": {"type": "no-info", "function": _decoded},
            "schema": {"type": "bytes", "max_length": self.most},
            "serialization": {
                "type": "function-plain",
                "function": _encoded,
                "return_schema": {"type": "str"},
            },
        }

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: Any) -> dict[str, Any]:
        return {"type": "string", "format": "base64", "maxLength": 4 * ((self.most + 2) // 3)}


@dataclass(frozen=True, slots=True)
class Checked:
    """Any value that ``check`` lets pass, in the form that it gives back. It raises ValueError, and
    quotes nothing."""

    check: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: SchemaHandler) -> CoreSchema:
        return {
            "type": "function-after",
            "function": {"type": "no-info", "function": self.check},
            "schema": handler(source),
        }


@dataclass(frozen=True, slots=True)
class CheckedBeside:
    """As ``Checked``, where what may stand here depends on another field of the message, declared
    before: ``check`` is given that one's value too, or None where it is itself wrong."""

    field: str
    check: Callable[[Any, Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: SchemaHandler) -> CoreSchema:
        def check(value: Any, fields_before: Any) -> Any:
            return self.check(value, fields_before.data.get(self.field))

        return {
            "type": "function-after",
            "function": {"type": "with-info", "function": check},
            "schema": handler(source),
        }


@dataclass(frozen=True, slots=True)
class OneOf:
    """A union of messages, told apart by the field of this name, which each has with a text of its
    own. ``messages``: where the annotated type is their base, and no union."""

    field: str
    messages: tuple[type, ...] = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: SchemaHandler) -> CoreSchema:
        messages = self.messages or get_args(source)
        choices = {_told_apart_by(each, self.field): handler(each) for each in messages}
        return {"type": "tagged-union", "discriminator": self.field, "choices": choices}


@dataclass(frozen=True, slots=True)
class JudgedApart:
    """A field that may be of this ``shape``, or missing; what does not fit it counts as
    ``otherwise`` and spoils nothing beside it."""

    shape: type
    otherwise: object

    def __get_pydantic_core_schema__(self, _source: Any, handler: SchemaHandler) -> CoreSchema:
        def otherwise(_value: Any) -> Any:
            return self.otherwise

        fitting: CoreSchema = {"type": "nullable", "schema": handler(self.shape)}
        any_other = {
            "type": "function-plain",
            "function": {"type": "no-info", "function": otherwise},
        }
        return {"type": "union", "mode": "left_to_right", "choices": [fitting, any_other]}

    def __get_pydantic_json_schema__(self, _schema: Any, handler: SchemaHandler) -> CoreSchema:
        return handler(_schema["choices"][0])


def _decoded(value: Any) -> Any:
    return b64decode(value, validate=True) if isinstance(value, str) else value


def _encoded(value: bytes) -> str:
    return b64encode(value).decode("ascii")


def _told_apart_by(message: Any, name: str) -> object:
    return next(field.default for field in fields(message) if field.name == name)


def _before(function: Callable[[Any], Any], schema: CoreSchema) -> CoreSchema:
    return {
        "type": "function-before",
        "function": {"type": "no-info", "function": function},
        "schema": schema,
    }


def _of_text(function: Callable[[str], str]) -> Callable[[Any], Any]:
    """Leaves to the schema behind it what is no text."""

    def applied(value: Any) -> Any:
        return function(value) if isinstance(value, str) else value

    return applied
