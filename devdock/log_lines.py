"""The log of a process as it grows, each line made readable."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

_ID = re.compile(r"([0-9a-f]{8})-[0-9a-f-]{27}")
_LARGEST_BITE = 262_144
_APART = frozenset({"event", "process", "level", "timestamp", "from", "to"})


@dataclass(frozen=True, slots=True, order=True)
class LogLine:
    """``when`` as it was written, so that lines of several logs can be put in order."""

    when: str
    text: str = field(compare=False)


class LogTail:
    """What has been added to ``path`` since it was last asked; whole lines only."""

    def __init__(self, path: Path) -> None:
        self._path, self._read = path, 0
        self._when = ""

    def new_lines(self) -> list[LogLine]:
        """Readable, in the order of the log; nothing while there is none."""
        try:
            with self._path.open("rb") as log:
                log.seek(self._read)
                text = log.read(_LARGEST_BITE)
        except FileNotFoundError:
            return []
        whole = text[: text.rfind(b"\n") + 1]
        self._read += len(whole)
        return [self._line(line) for line in whole.decode("utf-8", "replace").splitlines()]

    def _line(self, line: str) -> LogLine:
        """What is no line of ours, such as a traceback, stays where it is and as it is."""
        try:
            said = json.loads(line)
            self._when, text = str(said["timestamp"]), _readable(said)
        except (ValueError, KeyError, TypeError):
            text = line
        return LogLine(self._when, text)


def _readable(said: Mapping[str, object]) -> str:
    """``09:30:12  kiosk-ui    WARNING fault_raised  fault=printer``. Raises ValueError, KeyError,
    TypeError."""
    when = datetime.fromisoformat(str(said["timestamp"])).astimezone().strftime("%H:%M:%S")
    facts = " ".join(f"{name}={_short(said[name])}" for name in said if name not in _APART)
    if "from" in said and "to" in said:
        facts = f"{said['from']} → {said['to']} {facts}"
    mark = "" if said["level"] == "info" else f"{str(said['level']).upper()} "
    return f"{when}  {said['process']:10}  {mark}{said['event']}  {facts}".rstrip()


def _short(value: object) -> str:
    """The first figures of an id tell it from the others."""
    return _ID.sub(r"\1…", str(value))
