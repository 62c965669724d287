"""From a filled-in form to what the layer says, or to what is wrong at which control."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, assert_never
from zoneinfo import ZoneInfo

from central.dashboard.editor.fields import (
    ChoiceField,
    DaysField,
    EditedField,
    GroupField,
    HoursField,
    LanguagesField,
    MomentField,
    NamesField,
    PairsField,
    PeopleField,
    PictureField,
    RowsField,
    TextField,
    WholeNumberField,
    YesNoField,
    edited_fields,
    may_be_empty,
)
from central.dashboard.editor.values import NONE, OWN_LANGUAGES, Values, rows_of
from central.fleet.configuration.content import ContentPlace, WrongContent, checked

_CLOCK = re.compile(r"(\d{1,2})\s*(?:[h:.]\s*(\d{2})?)", re.ASCII)
_SPACES = re.compile(r"\s+")
_CLOSED = frozenset({"fermé", "ferme", "closed"})
FormMistakes = dict[str, str]
"""By the control's name the word for what is wrong, of ``wrong.<word>``."""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """``content``: what the layer is to say, where ``mistakes`` is empty."""

    content: Mapping[str, Any]
    mistakes: FormMistakes


def read_form(values: Values, former: Mapping[str, Any], zone: ZoneInfo) -> FilledForm:
    """``values``: compacted; ``former``: what the form was opened on, of which it keeps what it
    cannot show."""
    reading = _Reading(values, former, zone)
    said = reading.all()
    try:
        return FilledForm(checked(said), reading.mistakes)
    except WrongContent as error:
        controls = (_control(place, said) for place in error.places)
        return FilledForm(said, dict.fromkeys(controls, "value") | reading.mistakes)


@dataclass
class _Reading:
    values: Values
    former: Mapping[str, Any]
    zone: ZoneInfo
    mistakes: FormMistakes = field(default_factory=dict)

    def all(self) -> dict[str, Any]:
        said = {name: self._whole(each, name) for name, each in edited_fields().items()}
        return {name: value for name, value in said.items() if value is not None}

    def _whole(self, field: EditedField, name: str) -> Any:
        """None where the layer says nothing of it."""
        if self._text(f"{name}.drop"):
            return None
        if isinstance(field, PictureField | PeopleField):
            return self._kept(field, name)
        value = self._read(field, name)
        if not (may_be_empty(field) and self._text(f"{name}.none")):
            return value
        if value is not None:
            self.mistakes[name] = "both"
            return value
        return {} if isinstance(field, GroupField) else []

    def _kept(self, field: PictureField | PeopleField, name: str) -> Any:
        if isinstance(field, PeopleField):
            return self.former.get(name)
        match self._text(name):
            case "none":
                return {"form": NONE}
            case "keep":
                return self.former.get(name)
            case _:
                return None

    def _read(self, field: EditedField, name: str) -> Any:
        text = self._text(name)
        match field:
            case TextField() | ChoiceField():
                return text or None
            case WholeNumberField():
                return self._number(name, text)
            case YesNoField():
                return {"yes": True, "no": False}.get(text)
            case MomentField():
                return self._moment(name, text)
            case LanguagesField():
                return self._languages(name)
            case NamesField():
                return [each.strip() for each in text.splitlines() if each.strip()] or None
            case PairsField():
                return self._pairs(name, text) or None
            case HoursField():
                return _hours(text) if text else None
            case DaysField():
                return self._days(name) or None
            case GroupField():
                return self._parts(field.parts, name) or None
            case RowsField():
                rows = rows_of(self.values, name)
                found = [self._parts(field.parts, f"{name}.{row}") for row in rows]
                return list(_with_names(found) if "id" in field.parts else found) or None
            case PictureField() | PeopleField():
                return None
            case _:
                assert_never(field)

    def _parts(self, parts: Mapping[str, EditedField], name: str) -> dict[str, Any]:
        found = {part: self._read(each, f"{name}.{part}") for part, each in parts.items()}
        return {part: value for part, value in found.items() if value is not None}

    def _number(self, name: str, text: str) -> int | None:
        if not text:
            return None
        digits = _SPACES.sub("", text)
        if not (digits.isascii() and digits.isdecimal()) or len(digits) > 9:
            self.mistakes[name] = "value"
            return None
        return int(digits)

    def _moment(self, name: str, text: str) -> str | None:
        if not text:
            return None
        try:
            at = datetime.fromisoformat(text)
            return (at if at.tzinfo else at.replace(tzinfo=self.zone)).isoformat()
        except (ValueError, OverflowError):
            self.mistakes[name] = "value"
            return None

    def _languages(self, name: str) -> dict[str, str] | None:
        own = {tag: self._text(f"{name}.{tag}") for tag in OWN_LANGUAGES}
        others = f"{name}.others"
        found = {**own, **self._pairs(others, self._text(others))}
        return {tag: text for tag, text in found.items() if text} or None

    def _pairs(self, name: str, text: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for line in filter(str.strip, text.splitlines()):
            key, colon, value = (each.strip() for each in line.partition(":"))
            if not (key and colon and value) or key in found:
                self.mistakes[name] = "lines"
            found[key] = value
        return found

    def _days(self, name: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in rows_of(self.values, name):
            day = self._text(f"{name}.{row}.day")
            if day in found:
                self.mistakes[f"{name}.{row}.day"] = "twice"
            elif not _is_day(day):
                self.mistakes[f"{name}.{row}.day"] = "day"
            found[day] = _hours(self._text(f"{name}.{row}.hours"))
        return found

    def _text(self, name: str) -> str:
        return self.values.get(name, "").strip()


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("2026-12-25") and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _hours(text: str) -> list[str]:
    """As people write them, with an h, without a nought or with the long dash."""
    if text.lower() in _CLOSED:
        return []
    return [_one(each) for each in re.split(r"[,;]", text) if each.strip()]


def _one(text: str) -> str:
    plain = re.sub(r"\s*[-\N{EN DASH}\N{EM DASH}]\s*", "-", text.strip().lower())
    clocks = [_CLOCK.fullmatch(each.strip()) for each in plain.split("-")]
    if len(clocks) != 2 or None in clocks:
        return plain
    return "-".join(f"{int(each[1]):02}:{each[2] or '00'}" for each in clocks if each is not None)


def _with_names(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Nobody has to think of an id: a row without one is given the first that is free."""
    taken = {row.get("id") for row in rows}
    number = 0
    for row in rows:
        if "id" not in row:
            while f"message-{number + 1}" in taken:
                number += 1
            row = {"id": f"message-{number + 1}"} | row
            taken.add(row["id"])
        yield row


def _control(place: ContentPlace, said: Mapping[str, Any]) -> str:
    """The name of the control that a mistake in the content is shown at."""
    name, *rest = map(str, place)
    return _inner(edited_fields().get(name), name, rest, said.get(name))


def _inner(field: EditedField | None, name: str, rest: list[str], value: Any) -> str:
    match field:
        case LanguagesField():
            tag = rest[0] if rest else OWN_LANGUAGES[0]
            return f"{name}.{tag if tag in OWN_LANGUAGES else 'others'}"
        case DaysField() if rest:
            days = list(value or ())
            row = days.index(rest[0]) if rest[0] in days else 0
            return f"{name}.{row}.{'hours' if len(rest) > 1 and rest[1] != '[key]' else 'day'}"
        case GroupField() if rest:
            part = rest[0]
            inner = value.get(part) if isinstance(value, Mapping) else None
            return _inner(field.parts.get(part), f"{name}.{part}", rest[1:], inner)
        case RowsField() if len(rest) > 1:
            number, part = rest[0], rest[1]
            return _inner(field.parts.get(part), f"{name}.{number}.{part}", rest[2:], None)
        case _:
            return name
