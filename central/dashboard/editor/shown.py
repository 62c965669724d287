"""The form as a page shows it: values, what is wrong at which control, what counts without them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from central.dashboard.editor.fields import (
    DaysField,
    EditedField,
    GroupField,
    LanguagesField,
    NamesField,
    PairsField,
    RowsField,
    TextField,
    WholeNumberField,
    edited_fields,
    may_be_empty,
)
from central.dashboard.editor.reading import FormMistakes
from central.dashboard.editor.sections import EXAMPLES, SECTIONS, UNITS, EditorSection
from central.dashboard.editor.values import Values, rows_of
from central.dashboard.editor.wording import default_of, label, summary
from central.dashboard.layer_words import layer_title
from central.dashboard.words import Words
from central.fleet.configuration.layers import ToldValue

_BLANK_ROWS, _BLANK_DAYS = 1, 3
_MORE = 3


@dataclass(frozen=True, slots=True)
class ShownForm:
    """``inherited``: what counts where this layer says nothing; ``more``: the field of which
    somebody wants more rows; ``theirs``: what another has written there, field by field."""

    words: Words
    values: Values
    mistakes: FormMistakes
    inherited: Sequence[ToldValue]
    names: Mapping[str, str]
    more: str = ""
    theirs: Mapping[str, str] = field(default_factory=dict)

    @property
    def sections(self) -> Sequence[EditorSection]:
        return SECTIONS

    def field(self, name: str) -> EditedField:
        return edited_fields()[name]

    def value(self, name: str) -> str:
        return self.values.get(name, "")

    def may_be_empty(self, of: EditedField) -> bool:
        return may_be_empty(of)

    def is_said(self, name: str) -> bool:
        within = f"{name}."
        return any(
            text.strip() and (each == name or each.startswith(within))
            for each, text in self.values.items()
        )

    def said_of(self, section: EditorSection) -> int:
        return sum(self.is_said(name) for name in section.fields)

    def is_open(self, section: EditorSection) -> bool:
        """One that says something, or in which something is wrong, is not folded away."""
        looked_at = [*self.mistakes, *([self.more] if self.more else [])]
        return bool(self.said_of(section)) or any(
            self.section_of(each) is section for each in looked_at
        )

    def section_of(self, control: str) -> EditorSection:
        name = control.partition(".")[0]
        return next(each for each in SECTIONS if name in each.fields)

    def rows(self, of: EditedField, name: str) -> range:
        """With some that are blank, as many as there may be at most."""
        assert isinstance(of, RowsField | DaysField)
        blank = _BLANK_DAYS if isinstance(of, DaysField) else _BLANK_ROWS
        wanted = len(rows_of(self.values, name)) + blank + (_MORE if self.more == name else 0)
        return range(min(wanted, of.most))

    def example(self, of: EditedField) -> str:
        return EXAMPLES.get(of.key, "")

    def unit(self, of: EditedField) -> str:
        return UNITS.get(of.key, "")

    def limit(self, of: EditedField) -> str:
        match of:
            case WholeNumberField():
                unit = f"\N{NO-BREAK SPACE}{self.unit(of)}" if self.unit(of) else ""
                least, most = self.words.number(of.least), self.words.number(of.most)
                return self.words.say("limit.number", least=least, most=most, unit=unit)
            case TextField() if of.shape is None:
                return self.words.counted("limit.text", of.most)
            case LanguagesField():
                return self.words.counted("limit.text", of.most)
            case NamesField() | RowsField() | DaysField():
                return self.words.counted("limit.items", of.most)
            case _:
                return ""

    def counts_instead(self, name: str) -> str:
        """What counts where this layer says nothing of the field, and whose word it is; empty where
        each kiosk's own file says it."""
        of_it = [each for each in self.inherited if each.name.partition(".")[0] == name]
        if not of_it:
            default = default_of(name, self.words)
            return self.words.say("config.default", value=default) if default else ""
        value = _value_of(name, of_it)
        layers = dict.fromkeys(each.layer for each in of_it)
        said = ", ".join(
            layer_title(each, self.names.get(each.name, each.name), self.words) for each in layers
        )
        return self.words.say(
            "config.inherited", layer=said, value=summary(name, value, self.words)
        )

    def wrong(self, control: str, of: EditedField) -> str:
        """The sentence for what is wrong at this very control; empty where nothing is."""
        word = self.mistakes.get(control)
        if word is None:
            return ""
        if word != "value":
            return self.words.say(f"wrong.{word}")
        said = {"most": getattr(of, "most", 0), "least": getattr(of, "least", 0)}
        if isinstance(of, PairsField):
            said = {"choices": ", ".join(of.choices)}
        own = self.words.find(f"wrong.{of.key}", "")
        if isinstance(of, NamesField) and of.key == "languages":
            own = self.words.say("wrong.languages.codes")
        return own or self.words.say(f"wrong.{of.kind}", **said)

    def mistakes_in_order(self) -> Sequence[tuple[str, str]]:
        """Each control at which something is wrong, with the label of its field."""
        order = [name for section in SECTIONS for name in section.fields]
        found = sorted(self.mistakes, key=lambda each: order.index(each.partition(".")[0]))
        return [(each, label(_key(each), self.words)) for each in found]


def _key(control: str) -> str:
    """Of the field that a control is of, or is a part of."""
    parts = [each for each in control.split(".") if not each.isdecimal()]
    known: Any = edited_fields()
    key: list[str] = []
    for part in parts:
        if part not in known:
            break
        key.append(part)
        inner = known[part]
        known = inner.parts if isinstance(inner, GroupField | RowsField) else {}
    return ".".join(key)


def _value_of(name: str, of_it: Sequence[ToldValue]) -> Any:
    """A field that layers add to comes in parts."""
    if of_it[0].name == name:
        return of_it[0].value
    return {each.name.partition(".")[2]: each.value for each in of_it}
