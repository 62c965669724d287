"""The queue as a page for a terminal, and as JSON with stable names."""

from dataclasses import asdict
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from kiosk.cli.queue_words import QueueWords
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
    words: QueueWords,
    zone: tzinfo,
    *,
    more: bool,
) -> str:
    """How the queue stands, and a row for each action; times as in ``zone``."""
    lines = _summary(summary, words, zone)
    if actions:
        lines += ["", *_table(actions, words, zone)]
    if more:
        lines += ["", words.more.format(shown=len(actions))]
    return "\n".join(lines)


def one_text(action: QueuedAction, words: QueueWords, zone: tzinfo) -> str:
    """Everything known of one action; times as in ``zone``."""
    fields = [
        *zip(words.columns, _row(action, words, zone), strict=True),
        (words.fields["attempts"], str(action.attempts)),
        (words.fields["expires_at"], _day(action.expires_at, words, zone)),
    ]
    if action.settled_at is not None:
        fields.append((words.fields["settled_at"], _day(action.settled_at, words, zone)))
    fields.append((words.fields["id"], str(action.id)))
    width = max(len(name) for name, _ in fields)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in fields)


def _summary(summary: QueueSummary, words: QueueWords, zone: tzinfo) -> list[str]:
    counts = asdict(summary) | {"waiting": summary.ready + summary.in_flight}
    known = summary.acknowledged + summary.quarantined + summary.expired + counts["waiting"]
    lines = [words.counted.format(**counts) if known else words.none]
    if summary.oldest_waiting_at is not None:
        lines.append(words.oldest.format(at=_day(summary.oldest_waiting_at, words, zone)))
    if summary.last_sync_at is None:
        lines.append(words.never_synced)
    else:
        lines.append(words.last_sync.format(at=_day(summary.last_sync_at, words, zone)))
    used, limit = summary.stored_bytes / _MEGABYTE, summary.limit_bytes / _MEGABYTE
    shown = f"{used:.1f}".replace(".", words.decimal)
    lines.append(words.room.format(used=shown, limit=f"{limit:.0f}"))
    if not summary.accepting:
        lines.append(words.full)
    return lines


def _table(actions: tuple[QueuedAction, ...], words: QueueWords, zone: tzinfo) -> list[str]:
    rows = [words.columns, *(_row(action, words, zone) for action in actions)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(words.columns))]
    return [
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _row(action: QueuedAction, words: QueueWords, zone: tzinfo) -> tuple[str, str, str, str, str]:
    state = words.states.get(action.state, action.state)
    return (
        action.reference,
        _day(action.created_at, words, zone),
        words.kinds.get(action.kind, action.kind),
        words.assurances.get(action.assurance, action.assurance),
        state if action.reason is None else f"{state} ({action.reason})",
    )


def _day(at: datetime, words: QueueWords, zone: tzinfo) -> str:
    return at.astimezone(zone).strftime(words.day)
