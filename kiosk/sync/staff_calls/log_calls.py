"""The log before staff: our own events of the last days, scrubbed."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from kiosk.sync.fleet.command_deeds import Run, journal_lines, ours
from kiosk.sync.staff_calls.answered import AnsweredCall, answered
from wire.codec import Malformed, codec_of
from wire.staff_calls.looks import LOGS, MOST_LINES, LoggedEvent, LogsLook, ReadLogs

HOURS = 48
_GRAVITY = ("debug", "info", "warning", "error", "critical")
_NOT_FIELDS = frozenset({"event", "process", "level", "timestamp"})
_MOST_FIELDS, _LONGEST = 16, 160


class LogCalls:
    def __init__(self, run: Run) -> None:
        self._run = run

    def answers(self) -> Sequence[AnsweredCall]:
        return (answered(LOGS, self._look),)

    async def _look(self, asked: ReadLogs) -> LogsLook:
        lines = await journal_lines(self._run, HOURS)
        if lines is None:
            return LogsLook((), readable=False)
        return LogsLook(tuple(newest_first(lines, asked.level))[:MOST_LINES])


def newest_first(lines: Sequence[str], level: str) -> Iterator[LoggedEvent]:
    """Of that level and graver."""
    grave = _GRAVITY[_GRAVITY.index(level) :]
    for line in reversed(lines):
        said = ours(line)
        if said is not None and said.get("level") in grave:
            with suppress(Malformed, ValueError, KeyError, TypeError):
                yield _event(said)


def _event(said: Mapping[str, Any]) -> LoggedEvent:
    fields = {name: _text(said[name]) for name in _kept(said)}
    event = LoggedEvent(
        datetime.fromisoformat(said["timestamp"]),
        said["level"],
        said["process"],
        said["event"],
        fields,
    )
    return codec_of(LoggedEvent).of_plain(codec_of(LoggedEvent).plain(event))


def _kept(said: Mapping[str, Any]) -> Iterable[str]:
    return [name for name in said if name not in _NOT_FIELDS][:_MOST_FIELDS]


def _text(value: Any) -> str:
    return (value if isinstance(value, str) else json.dumps(value))[:_LONGEST]
