"""The level of a line as systemd's journal reads it: a number in front (sd-daemon(3))."""

import os
from collections.abc import Mapping
from typing import TextIO

_PRIORITIES = {"debug": 7, "info": 6, "warning": 4, "error": 3, "critical": 2}


def reads(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether the journal is at the other end: ``JOURNAL_STREAM`` (systemd.exec(5)) names the
    device and inode of what it reads."""
    try:
        found = os.fstat(stream.fileno())
    except (OSError, ValueError):  # closed, or no file at all
        return False
    return environment.get("JOURNAL_STREAM") == f"{found.st_dev}:{found.st_ino}"


def prefix(level: str) -> str:
    return f"<{_PRIORITIES.get(level, _PRIORITIES['info'])}>"
