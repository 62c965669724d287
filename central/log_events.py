"""Every event that central may log: its level, its fields, what it means.

A line of another name, and a field that is not named here, do not get into the log. The page
docs/events.md is made from this.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class LogEvent:
    """``always`` and ``sometimes``: name of a field, and what it holds. Never a person: only
    stable words, numbers, names of kiosks, and random ids."""

    level: Level
    meaning: str
    always: Mapping[str, str] = field(default_factory=dict)
    sometimes: Mapping[str, str] = field(default_factory=dict)


CATALOGUE: Mapping[str, LogEvent] = {
    "central_started": LogEvent("info", "central is ready to serve."),
    "central_stopped": LogEvent("info", "central has been asked to stop, and has."),
    "request": LogEvent(
        "info",
        "A request was answered.",
        {
            "method": "of HTTP",
            "route": "as published, never the path as sent",
            "status": "of HTTP; 0 where the caller had gone",
            "ms": "milliseconds",
            "kiosk": "name of the kiosk that called, where one did",
            "session": "random id of the visit, where there is one",
        },
    ),
    "bug": LogEvent(
        "error",
        "A bug while answering a request.",
        {"kind": "kind of the exception, without its text", "frames": "places it went through"},
    ),
    "library": LogEvent(
        "warning",
        "What a library has to say.",
        {
            "library": "its name",
            "says": "its words, with nothing filled in",
            "error": "kind of the exception, where there is one",
        },
    ),
    "uncatalogued": LogEvent("error", "A line of a name that is not on this page; it is left out."),
}
