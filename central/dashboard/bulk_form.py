"""What is to be done to many kiosks, as a form says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from central.dashboard.access.forms import Fields, field
from central.dashboard.query_texts import storable
from central.fleet.bulk.actions import (
    ACTIONS,
    BULK_VERBS,
    LONGEST_MINUTES,
    BulkAction,
    GiveCommand,
    PutTag,
    TakeTag,
)
from central.fleet.tags import tag_of
from wire.codec import Malformed

WITHIN = (15, 60, 240, LONGEST_MINUTES)
"""Minutes until which a command may be begun."""
TAG_DEEDS = ("tag-put", "tag-take")
_NAMES = ("do", "reason", "hours", "fr", "en", "minutes", "within", "tag-put", "tag-take")
_MESSAGE, _LOGS, _OUT = "message", "send-logs", "out-of-service"
STANDARD: Mapping[str, str] = {
    "reason": "maintenance",
    "hours": "2",
    "minutes": "60",
    "within": "60",
}


@dataclass(frozen=True, slots=True)
class WrongForm:
    """``mistakes``: for a field the word for what is wrong with it."""

    typed: Mapping[str, str]
    mistakes: Mapping[str, str]


def read_action(fields: Fields) -> BulkAction | WrongForm:
    typed = {name: storable(field(fields, name)).strip() for name in _NAMES}
    chosen = typed["do"]
    if chosen in TAG_DEEDS:
        tag = tag_of(typed[chosen])
        if tag is None:
            return WrongForm(typed, {chosen: "tag"})
        return PutTag(tag) if chosen == "tag-put" else TakeTag(tag)
    if chosen not in BULK_VERBS:
        return WrongForm(typed, {"do": "do"})
    order: dict[str, Any] = {"verb": chosen}
    if chosen == _OUT:
        order["reason"] = typed["reason"]
    elif chosen == _LOGS:
        order["hours"] = _number(typed["hours"])
    elif chosen == _MESSAGE:
        said = {language: typed[language] for language in ("fr", "en") if typed[language]}
        order |= {"text": said, "minutes": _number(typed["minutes"])}
    plain = {"kind": "command", "order": order, "minutes": _number(typed["within"])}
    try:
        action = ACTIONS.of_plain(plain)
    except Malformed as error:
        places = [tuple(map(str, each["loc"])) for each in error.errors(include_input=False)]
        return WrongForm(typed, dict(_mistake(chosen, each) for each in places))
    assert isinstance(action, GiveCommand)
    return action


def _mistake(verb: str, place: tuple[str, ...]) -> tuple[str, str]:
    """The field that a place in the action was typed into."""
    if "order" not in place:
        return "within", "within"
    if "text" in place:
        return ("en", "text") if place[-1] == "en" else ("fr", "text")
    return {_LOGS: ("hours", "hours"), _OUT: ("reason", "reason")}.get(verb, ("minutes", "minutes"))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None
