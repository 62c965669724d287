"""What a layer says, in words for people: line by line, so that a difference can be told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, assert_never

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
)
from central.dashboard.editor.sections import DEFAULTS, UNITS
from central.dashboard.words import Words
from central.fleet.configuration.content import changed

SaidLine = tuple[str, str]
"""What of the field, empty where it is all of it, and its value."""


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """``before`` or ``after`` is None where it is not said then."""

    what: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ChangedField:
    label: str
    lines: tuple[ChangedLine, ...]


def changes(
    before: Mapping[str, Any], after: Mapping[str, Any], words: Words
) -> tuple[ChangedField, ...]:
    """What another content says otherwise, in the order of the form."""
    names = set(changed(before, after))
    order = [name for name in edited_fields() if name in names]
    return tuple(
        ChangedField(label(name, words), tuple(_changed_lines(name, before, after, words)))
        for name in order
    )


def label(key: str, words: Words) -> str:
    return words.find(f"setting.{key}", key)


def summary(name: str, value: Any, words: Words) -> str:
    """A whole field in one line."""
    lines = list(lines_of(name, value, words))
    is_ = words.say("setting.is")
    return " · ".join(f"{what}{is_}{text}" if what else text for what, text in lines)


def default_of(name: str, words: Words) -> str:
    """Empty where each kiosk has its own."""
    return summary(name, DEFAULTS[name], words) if name in DEFAULTS else ""


def lines_of(name: str, value: Any, words: Words) -> Iterator[SaidLine]:
    field = edited_fields().get(name)
    if field is None:
        # A later release knows it.
        yield "", str(value)
        return
    found = [(what, text) for what, text in _lines(field, value, words) if text]
    yield from found or [("", words.say("setting.empty"))]


def _lines(field: EditedField, value: Any, words: Words) -> Iterator[SaidLine]:
    match field:
        case GroupField():
            for part, inner in field.parts.items():
                for what, text in _lines(inner, value.get(part), words) if part in value else ():
                    yield what or label(inner.key, words), text
        case LanguagesField():
            yield from ((_language(tag, words), text) for tag, text in value.items())
        case PairsField():
            for name, chosen in value.items():
                yield name, words.say(f"choice.{field.key}.{chosen}")
        case DaysField():
            for day, hours in sorted(value.items()):
                yield _day(day, words), ", ".join(hours) or words.say("setting.closed")
        case RowsField():
            named = next(iter(field.parts))
            for item in value:
                parts = [
                    f"{what}{words.say('setting.is')}{text}" if what else text
                    for part, inner in field.parts.items()
                    if part in item and part != named
                    for what, text in _part_lines(inner, item[part], words)
                ]
                yield words.say("setting.row", id=str(item.get(named, ""))), " · ".join(parts)
        case _:
            yield "", _text(field, value, words)


def _part_lines(field: EditedField, value: Any, words: Words) -> Iterator[SaidLine]:
    for what, text in _lines(field, value, words):
        yield what or label(field.key, words), text


def _text(field: EditedField, value: Any, words: Words) -> str:
    match field:
        case TextField():
            return str(value)
        case ChoiceField():
            return words.say(f"choice.{field.key}.{value}")
        case WholeNumberField():
            unit = UNITS.get(field.key)
            return words.number(value) + (f"\N{NO-BREAK SPACE}{unit}" if unit else "")
        case YesNoField():
            return words.say("setting.yes" if value else "setting.no")
        case MomentField():
            return words.moment(datetime.fromisoformat(value))
        case NamesField():
            return ", ".join(value)
        case HoursField():
            return ", ".join(value)
        case PictureField():
            shown = value.get("form", "none")
            if shown == "none":
                return words.say("setting.logo.taken_away")
            return words.say("configuration.picture", form=str(shown))
        case PeopleField():
            return words.counted("configuration.people", len(value))
        case GroupField() | LanguagesField() | PairsField() | DaysField() | RowsField():
            raise AssertionError("it has lines of its own")
        case _:
            assert_never(field)


def _changed_lines(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any], words: Words
) -> Iterator[ChangedLine]:
    old = dict(lines_of(name, before[name], words)) if name in before else {}
    new = dict(lines_of(name, after[name], words)) if name in after else {}
    different = [what for what in {**old, **new} if old.get(what) != new.get(what)]
    if not different:
        # Other people, another picture: told apart by nothing that may be shown.
        different = list(new)
        new = {what: f"{text} {words.say('diff.others')}" for what, text in new.items()}
    for what in different:
        yield ChangedLine(what, old.get(what), new.get(what))


def _language(tag: str, words: Words) -> str:
    return words.find(f"language.name.{tag}", tag)


def _day(text: str, words: Words) -> str:
    day = date.fromisoformat(text)
    return words.say("time.day_of_year", day=words.date(day), year=day.year)
