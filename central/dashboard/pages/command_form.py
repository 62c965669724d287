"""A command as a form says it: read once, with what is wrong at the field where it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from central.dashboard.access.forms import Fields, field
from central.dashboard.query_texts import storable
from wire.codec import Malformed, codec_of
from wire.commands import VERBS, CommandOrder, KioskCommand

WITHIN_MINUTES = (15, 60, 240, 1_440)
AT_ONCE = frozenset({"send-logs", "refresh"})
"""Verbs that wait for nobody to be gone: nobody sees them."""
REASONS = ("maintenance", "technical", "closed")
_TEXT = "text_"
_FIELDS: Mapping[str, Mapping[str, str]] = {
    "out-of-service": {"reason": "maintenance"},
    "send-logs": {"hours": "2"},
    "message": {"text_fr": "", "text_en": "", "minutes": "60"},
}
"""Of the verbs that ask for more: each field with what stands there at first."""
_WITHIN = "within"
_LONGEST = 500
_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class CheckedCommand:
    order: CommandOrder
    within: timedelta

    @property
    def asked(self) -> Mapping[str, Any]:
        """What the order says beside its verb, as it is going to be signed."""
        plain = codec_of(KioskCommand).plain(KioskCommand(_NOBODY, self.order))["order"]
        return {name: each for name, each in plain.items() if name != "verb"}


@dataclass(frozen=True, slots=True)
class CommandForm:
    """``said``: all its fields, as they were typed."""

    verb: str
    said: Mapping[str, str]

    @classmethod
    def empty(cls, verb: str) -> "CommandForm":
        return cls(verb, {**_FIELDS.get(verb, {}), _WITHIN: "60"})

    @classmethod
    def sent(cls, verb: str, fields: Fields) -> "CommandForm":
        names = (*_FIELDS.get(verb, ()), _WITHIN)
        return cls(verb, {each: storable(field(fields, each, _LONGEST).strip()) for each in names})

    def checked(self) -> CheckedCommand | Mapping[str, str]:
        """What it asks for; or by field which mistake is to be told, ``command.wrong.NAME``."""
        within = self.said[_WITHIN]
        mistakes = {} if within in map(str, WITHIN_MINUTES) else {_WITHIN: _WITHIN}
        try:
            command = codec_of(KioskCommand).of_plain({"id": _NOBODY, "order": self._plain()})
        except Malformed as error:
            for each in error.errors(include_input=False, include_context=False, include_url=False):
                name = self._field_at(each["loc"])
                empty = name == "text_fr" and not self.said[name]
                mistakes[name] = "text_fr_empty" if empty else name.partition("_")[0]
            return mistakes
        return mistakes or CheckedCommand(command.order, timedelta(minutes=int(within)))

    def _plain(self) -> dict[str, Any]:
        plain: dict[str, Any] = {"verb": self.verb}
        for name, said in self.said.items():
            if name.startswith(_TEXT):
                texts = plain.setdefault("text", {})
                if said:
                    texts[name.removeprefix(_TEXT)] = said
            elif name in ("hours", "minutes"):
                plain[name] = int(said) if said.isascii() and said.isdecimal() else said
            elif name != _WITHIN:
                plain[name] = said
        return plain

    def _field_at(self, place: tuple[int | str, ...]) -> str:
        """``place``: as the library says it, the order and its verb first."""
        name, *further = map(str, place[2:])
        if name != "text":
            return name
        text = f"{_TEXT}{further[0]}" if further else ""
        return text if text in self.said else f"{_TEXT}fr"


def is_verb(text: str) -> bool:
    return text in VERBS
