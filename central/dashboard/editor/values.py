"""What a form says of each control, and what it is filled with: texts by the controls' names.

A name is the way to the field, with numbers where there are several: ``notices.0.text.fr``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
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

Values = Mapping[str, str]
OWN_LANGUAGES = ("fr", "en")
"""Those that have a control of their own."""
KEEP, NONE = "keep", "none"


def filled_in(content: Mapping[str, Any], zone: ZoneInfo) -> dict[str, str]:
    """The form of a layer that says this. ``content``: as plain values of JSON."""
    filling = _Filling(zone)
    found: dict[str, str] = {}
    for name, field in edited_fields().items():
        if name in content:
            found.update(filling.pairs(field, name, content[name]))
    return found


def compacted(values: Values) -> dict[str, str]:
    """Without the rows in which nothing is written: the others have the numbers of their items."""
    kept = dict(values)
    for name, field in edited_fields().items():
        _compact(kept, field, name)
    return kept


def rows_of(values: Values, name: str) -> list[int]:
    """The numbers of the rows that are there."""
    rows = re.compile(rf"{re.escape(name)}\.(\d{{1,4}})\.")
    return sorted({int(found[1]) for each in values if (found := rows.match(each))})


@dataclass(frozen=True, slots=True)
class _Filling:
    zone: ZoneInfo

    def pairs(self, field: EditedField, name: str, value: Any) -> Iterator[tuple[str, str]]:
        if may_be_empty(field) and not _is_something(value):
            yield f"{name}.none", "yes"
            return
        match field:
            case TextField() | WholeNumberField() | ChoiceField():
                yield name, str(value)
            case YesNoField():
                yield name, "yes" if value else "no"
            case MomentField():
                yield name, self._local(value)
            case LanguagesField():
                others = {tag: text for tag, text in value.items() if tag not in OWN_LANGUAGES}
                yield from ((f"{name}.{tag}", value.get(tag, "")) for tag in OWN_LANGUAGES)
                yield f"{name}.others", _lines(others)
            case NamesField():
                yield name, "\n".join(value)
            case PairsField():
                yield name, _lines(value)
            case HoursField():
                yield name, ", ".join(value)
            case DaysField():
                for row, (day, hours) in enumerate(sorted(value.items())):
                    yield f"{name}.{row}.day", day
                    yield f"{name}.{row}.hours", ", ".join(hours)
            case GroupField():
                yield from self._parts(field.parts, name, value)
            case RowsField():
                for row, item in enumerate(value):
                    yield from self._parts(field.parts, f"{name}.{row}", item)
            case PictureField():
                yield name, NONE if value.get("form") == "none" else KEEP
            case PeopleField():
                pass
            case _:
                assert_never(field)

    def _parts(
        self, parts: Mapping[str, EditedField], name: str, value: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        for part, field in parts.items():
            if part in value:
                yield from self.pairs(field, f"{name}.{part}", value[part])

    def _local(self, text: str) -> str:
        local = datetime.fromisoformat(text).astimezone(self.zone)
        return f"{local:%Y-%m-%dT%H:%M:%S}" if local.second else f"{local:%Y-%m-%dT%H:%M}"


def _is_something(value: Any) -> bool:
    return any(value.values()) if isinstance(value, Mapping) else bool(value)


def _lines(pairs: Mapping[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in sorted(pairs.items()))


def _compact(kept: dict[str, str], field: EditedField, name: str) -> None:
    if isinstance(field, GroupField):
        for part, inner in field.parts.items():
            _compact(kept, inner, f"{name}.{part}")
    if not isinstance(field, RowsField | DaysField):
        return
    rows = {
        row: {each: text for each, text in kept.items() if each.startswith(f"{name}.{row}.")}
        for row in rows_of(kept, name)
    }
    for texts in rows.values():
        for each in texts:
            del kept[each]
    written = [row for row, texts in rows.items() if any(map(str.strip, texts.values()))]
    for place, row in enumerate(written):
        former, new = f"{name}.{row}.", f"{name}.{place}."
        kept.update({each.replace(former, new, 1): text for each, text in rows[row].items()})
