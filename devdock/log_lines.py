"""The log of a process as it grows, each line made readable."""

import json
import re
from datetime import datetime
from pathlib import Path

_ID = re.compile(r"([0-9a-f]{8})-[0-9a-f-]{27}")
_LARGEST_BITE = 262_144
_APART = frozenset({"event", "process", "level", "timestamp", "from", "to"})


class LogTail:
    """What has been added to ``path`` since it was last asked; whole lines only."""

    def __init__(self, path: Path) -> None:
        self._path, self._read = path, 0

    def new_lines(self) -> list[str]:
        """Readable, oldest first; nothing while there is no log."""
        try:
            with self._path.open("rb") as log:
                log.seek(self._read)
                text = log.read(_LARGEST_BITE)
        except FileNotFoundError:
            return []
        whole = text[: text.rfind(b"\n") + 1]
        self._read += len(whole)
        return [readable(line) for line in whole.decode("utf-8", "replace").splitlines()]


def readable(line: str) -> str:
    """``09:30:12  kiosk-ui    fault_raised  fault=printer``; what is no line of ours stays as it
    is."""
    try:
        said = json.loads(line)
        when = datetime.fromisoformat(said["timestamp"]).astimezone().strftime("%H:%M:%S")
        facts = " ".join(f"{name}={_short(said[name])}" for name in said if name not in _APART)
        if "from" in said and "to" in said:
            facts = f"{said['from']} → {said['to']} {facts}"
        mark = "" if said["level"] == "info" else f"{said['level'].upper()} "
        return f"{when}  {said['process']:10}  {mark}{said['event']}  {facts}".rstrip()
    except (ValueError, KeyError, TypeError, AttributeError):
        return line


def _short(value: object) -> str:
    """The first figures of an id tell it from the others."""
    return _ID.sub(r"\1…", str(value))
