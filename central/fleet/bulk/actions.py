"""What may be done to many kiosks at once, and to which of them nothing is done."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from sqlalchemy import ColumnElement, case, exists, not_

from central.fleet.reach import Reach
from central.fleet.states import ListedState, state_at
from central.fleet.tags import LONGEST_TAG
from central.store.configuration_models import KioskTagRow
from central.store.models import KioskRow
from wire.base import Answer
from wire.codec import Codec
from wire.commands import PRIVILEGED, VERBS, CommandOrder
from wire.constraints import Number, OneOf, Text

LONGEST_MINUTES = 1_440


@dataclass(frozen=True, slots=True, repr=False)
class GiveCommand(Answer):
    """``minutes``: until when each may begin it."""

    order: CommandOrder
    minutes: Annotated[int, Number(1, LONGEST_MINUTES)] = 60
    kind: Literal["command"] = "command"


@dataclass(frozen=True, slots=True, repr=False)
class PutTag(Answer):
    tag: Annotated[str, Text(1, LONGEST_TAG)]
    kind: Literal["tag-put"] = "tag-put"


@dataclass(frozen=True, slots=True, repr=False)
class TakeTag(Answer):
    tag: Annotated[str, Text(1, LONGEST_TAG)]
    kind: Literal["tag-take"] = "tag-take"


BulkAction = GiveCommand | PutTag | TakeTag
ACTIONS: Codec[BulkAction] = Codec(Annotated[BulkAction, OneOf("kind")])
BULK_VERBS = tuple(verb for verb in VERBS if verb not in PRIVILEGED)
"""A second person who approves a command for one kiosk would approve a number here."""
BRING_CONTENT = frozenset({"send-logs", "screenshot"})
MOST_THAT_BRING = 100
"""Kiosks whose logs or pictures may be asked for at once: each is up to 128 KB in the store."""


class LeftOut(StrEnum):
    """Why nothing is done to a kiosk that was chosen."""

    SCOPE = "scope"
    REVOKED = "revoked"
    QUARANTINED = "quarantined"
    NOT_HEARD = "not_heard"
    SAME = "same"


_NOT_HEARD = (ListedState.SILENT, ListedState.OUT_OF_SERVICE, ListedState.NEVER_HEARD)


def reason_at(now: datetime, action: BulkAction, reach: Reach) -> ColumnElement[str]:
    """Of a row of ``kiosks`` with that of its status, if there is one: why nothing is done to it,
    empty where nothing stands against it. ``reach``: where whoever does it may."""
    against: list[tuple[ColumnElement[bool], str]] = [
        (not_(reach.kiosks), LeftOut.SCOPE.value),
        (KioskRow.revoked_at.is_not(None), LeftOut.REVOKED.value),
    ]
    match action:
        case GiveCommand():
            not_heard = state_at(now).in_([each.value for each in _NOT_HEARD])
            against += [
                (KioskRow.quarantined_at.is_not(None), LeftOut.QUARANTINED.value),
                (not_heard, LeftOut.NOT_HEARD.value),
            ]
        case PutTag(tag):
            against.append((_has(tag), LeftOut.SAME.value))
        case TakeTag(tag):
            against.append((not_(_has(tag)), LeftOut.SAME.value))
    return case(*against, else_="")


def _has(tag: str) -> ColumnElement[bool]:
    return exists().where(KioskTagRow.kiosk == KioskRow.id, KioskTagRow.name == tag)
