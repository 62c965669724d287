"""What a line of the log may say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

LogLevel = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class LogEvent:
    """``always`` and ``sometimes``: name of a field, and what it holds. Never a person: only
    stable words, numbers, names of kiosks, and random ids."""

    level: LogLevel
    meaning: str
    always: Mapping[str, str] = field(default_factory=dict)
    sometimes: Mapping[str, str] = field(default_factory=dict)
