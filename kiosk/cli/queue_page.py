"""The queue as a page for a terminal, and as JSON with stable names."""

from dataclasses import asdict
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from shared_runtime.messages.catalogue import Translations
from shared_runtime.messages.dates import date_text
from wire.actions import QueuedAction, QueueSummary

_MEGABYTE = 1_000_000


def as_json(shown: QueuedAction | QueueSummary) -> dict[str, Any]:
    """Times in ISO 8601, UTC; the words of the wire for kind, assurance and state."""
    return {name: _plain(value) for name, value in asdict(shown).items()}


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.isoformat()
        case UUID():
            return str(value)
        case _:
            return value


def list_text(
    summary: QueueSummary,
    actions: tuple[QueuedAction, ...],
    translations: Translations,
    zone: tzinfo,
    *,
    more: bool,
) -> str:
    """How the queue stands, and a row for each action; times as in ``zone``."""
    lines = _summary(summary, translations, zone)
    if actions:
        lines += ["", *_table(actions, translations, zone)]
    if more:
        lines += ["", translations.say("queue.more", shown=len(actions))]
    return "\n".join(lines)


def one_text(action: QueuedAction, translations: Translations, zone: tzinfo) -> str:
    """Everything known of one action; times as in ``zone``."""
    fields = [
        *zip(_columns(translations), _row(action, translations, zone), strict=True),
        (translations.say("queue.field.attempts"), str(action.attempts)),
        (translations.say("queue.field.expires_at"), _day(action.expires_at, translations, zone)),
    ]
    if action.again_at is not None:
        fields.append(
            (translations.say("queue.field.again_at"), _day(action.again_at, translations, zone))
        )
    if action.settled_at is not None:
        fields.append(
            (
                translations.say("queue.field.settled_at"),
                _day(action.settled_at, translations, zone),
            )
        )
    fields.append((translations.say("queue.field.id"), str(action.id)))
    width = max(len(name) for name, _ in fields)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in fields)


def _summary(summary: QueueSummary, translations: Translations, zone: tzinfo) -> list[str]:
    counts = asdict(summary) | {"waiting": summary.ready + summary.in_flight}
    known = summary.acknowledged + summary.quarantined + summary.expired + counts["waiting"]
    lines = [
        translations.say("queue.counted", **counts) if known else translations.say("queue.none")
    ]
    if summary.put_off:
        lines.append(translations.say("queue.put_off", put_off=summary.put_off))
    if summary.oldest_waiting_at is not None:
        lines.append(
            translations.say("queue.oldest", at=_day(summary.oldest_waiting_at, translations, zone))
        )
    if summary.last_sync_at is None:
        lines.append(translations.say("queue.never_synced"))
    else:
        lines.append(
            translations.say("queue.last_sync", at=_day(summary.last_sync_at, translations, zone))
        )
    used, limit = summary.stored_bytes / _MEGABYTE, summary.limit_bytes / _MEGABYTE
    shown = f"{used:.1f}".replace(".", translations.say("queue.decimal_sign"))
    lines.append(translations.say("queue.room", used=shown, limit=f"{limit:.0f}"))
    if not summary.accepting:
        lines.append(translations.say("queue.full"))
    return lines


def _table(
    actions: tuple[QueuedAction, ...], translations: Translations, zone: tzinfo
) -> list[str]:
    rows = [_columns(translations), *(_row(action, translations, zone) for action in actions)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _columns(translations: Translations) -> tuple[str, str, str, str, str]:
    return (
        translations.say("queue.column.reference"),
        translations.say("queue.column.recorded"),
        translations.say("queue.column.request"),
        translations.say("queue.column.assurance"),
        translations.say("queue.column.state"),
    )


def _row(
    action: QueuedAction, translations: Translations, zone: tzinfo
) -> tuple[str, str, str, str, str]:
    waits = action.state == "ready" and action.again_at is not None
    stands = "not_yet" if waits else action.state
    state = translations.find(f"queue.state.{stands}", stands)
    why = action.reason and translations.find(f"queue.reason.{action.reason}", action.reason)
    return (
        action.reference,
        _day(action.created_at, translations, zone),
        translations.find(f"queue.kind.{action.kind}", action.kind),
        translations.find(f"queue.assurance.{action.assurance}", action.assurance),
        state if not why else f"{state} ({why})",
    )


def _day(at: datetime, translations: Translations, zone: tzinfo) -> str:
    there = at.astimezone(zone)
    return date_text(translations, "queue.moment", there, time=f"{there:%H:%M}")
