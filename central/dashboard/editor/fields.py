"""The fields of the form, found in the types of what kiosks can be told.

A field that is added to ``wire.configuration`` is in the form as soon as it is there, with the
limits of its type; what its label and help say stands in the catalogues. A type that no field
stands for is a TypeError when the console starts.
"""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from wire.base import LanguageTag
from wire.configuration import KioskConfiguration, Logo, StaffVerifier
from wire.constraints import Items, Number, Text
from wire.opening_hours import DayHours

_MOST = 100
"""Items of what says no number of its own."""


@dataclass(frozen=True, slots=True)
class TextField:
    """``key``: its names from the top, without numbers; ``shape``: its pattern, if any."""

    kind: ClassVar[str] = "text"
    key: str
    least: int
    most: int
    shape: str | None


@dataclass(frozen=True, slots=True)
class WholeNumberField:
    kind: ClassVar[str] = "number"
    key: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class YesNoField:
    kind: ClassVar[str] = "yes_no"
    key: str


@dataclass(frozen=True, slots=True)
class ChoiceField:
    kind: ClassVar[str] = "choice"
    key: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MomentField:
    kind: ClassVar[str] = "moment"
    key: str


@dataclass(frozen=True, slots=True)
class LanguagesField:
    """A text in French, in English, and in others by their tags."""

    kind: ClassVar[str] = "languages"
    key: str
    most: int


@dataclass(frozen=True, slots=True)
class NamesField:
    """One a line, so many at least and at most."""

    kind: ClassVar[str] = "names"
    key: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class PairsField:
    """A name and one of the choices on each line."""

    kind: ClassVar[str] = "pairs"
    key: str
    most: int
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoursField:
    """The hours of a day in one line, separated by commas."""

    kind: ClassVar[str] = "hours"
    key: str


@dataclass(frozen=True, slots=True)
class DaysField:
    """Rows of a day and its hours."""

    kind: ClassVar[str] = "days"
    key: str
    most: int


@dataclass(frozen=True, slots=True)
class GroupField:
    kind: ClassVar[str] = "group"
    key: str
    parts: Mapping[str, "EditedField"]


@dataclass(frozen=True, slots=True)
class RowsField:
    """Several groups."""

    kind: ClassVar[str] = "rows"
    key: str
    most: int
    parts: Mapping[str, "EditedField"]


@dataclass(frozen=True, slots=True)
class PictureField:
    """Kept or taken away; a picture is put in from a file, which this form does not carry."""

    kind: ClassVar[str] = "picture"
    key: str


@dataclass(frozen=True, slots=True)
class PeopleField:
    """Kept as it is: verifiers of PINs are made where nobody sees them."""

    kind: ClassVar[str] = "people"
    key: str


EditedField = (
    TextField
    | WholeNumberField
    | YesNoField
    | ChoiceField
    | MomentField
    | LanguagesField
    | NamesField
    | PairsField
    | HoursField
    | DaysField
    | GroupField
    | RowsField
    | PictureField
    | PeopleField
)


def may_be_empty(field: EditedField) -> bool:
    """Whether a layer can say that there is nothing of it: no message, closed every day."""
    match field:
        case NamesField():
            return field.least == 0
        case RowsField():
            return True
        case GroupField():
            return all(isinstance(each, HoursField | DaysField) for each in field.parts.values())
        case _:
            return False


@cache
def edited_fields() -> Mapping[str, EditedField]:
    """All that a layer can say, in the order of the model."""
    return _parts("", KioskConfiguration)


def every_field(fields: Mapping[str, EditedField]) -> Iterator[EditedField]:
    """With the parts of groups and rows."""
    for each in fields.values():
        yield each
        if isinstance(each, GroupField | RowsField):
            yield from every_field(each.parts)


def _parts(within: str, message: type) -> dict[str, EditedField]:
    hints = get_type_hints(message, include_extras=True)
    names = (name for name in hints if not name.startswith("__"))
    return {name: _field(f"{within}{name}", _without_none(hints[name])) for name in names}


def _field(key: str, hint: Any) -> EditedField:
    if hint == DayHours:
        return HoursField(key)
    kind, limits = _apart(hint)
    items = next((each for each in limits if isinstance(each, Items)), Items())
    if kind is Logo:
        return PictureField(key)
    if isinstance(kind, type) and is_dataclass(kind):
        return GroupField(key, _parts(f"{key}.", kind))
    if kind is bool:
        return YesNoField(key)
    if kind is datetime:
        return MomentField(key)
    if kind is int:
        number = next(each for each in limits if isinstance(each, Number))
        return WholeNumberField(key, int(number.least), int(number.most or 2**31 - 1))
    if kind is str:
        text = next(each for each in limits if isinstance(each, Text))
        return TextField(key, text.least, text.most, text.pattern)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return ChoiceField(key, inner)
    if origin is tuple:
        return _several(key, _apart(inner[0])[0], items)
    if origin is get_origin(Mapping[str, str]):
        return _keyed(key, inner, items.most or _MOST)
    raise TypeError(f"{key}: no form stands for {hint}")


def _several(key: str, item: Any, items: Items) -> EditedField:
    most = items.most or _MOST
    if item is StaffVerifier:
        return PeopleField(key)
    if isinstance(item, type) and is_dataclass(item):
        return RowsField(key, most, _parts(f"{key}.", item))
    if item is str:
        return NamesField(key, items.least, most)
    raise TypeError(f"{key}: no form stands for several {item}")


def _keyed(key: str, inner: tuple[Any, ...], most: int) -> EditedField:
    named, value = inner
    if value == DayHours:
        return DaysField(key, most)
    kind, limits = _apart(value)
    if named == LanguageTag:
        return LanguagesField(key, next(each.most for each in limits if isinstance(each, Text)))
    if get_origin(kind) is Literal:
        return PairsField(key, most, get_args(kind))
    raise TypeError(f"{key}: no form stands for {value} by name")


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (each for each in get_args(hint) if each is not type(None))
    return hint


def _apart(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """The type, and what is said of it."""
    if get_origin(hint) is Annotated:
        kind, *limits = get_args(hint)
        return kind, tuple(limits)
    return hint, ()
