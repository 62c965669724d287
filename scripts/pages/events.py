"""docs/events.md: every event that a process may log, from the catalogues they are checked with."""

from collections.abc import Mapping

from central.runtime.log_events import CATALOGUE
from kiosk.runtime.log_events import SYNC
from kiosk.runtime.log_events.both import BOTH
from kiosk.runtime.log_events.screen import SCREEN
from shared_runtime.log_event import LogEvent

_OPENING = """# Log events

<!-- Written by `make pages` from the two log_events.py, kiosk's and central's: change those. -->

Each process writes a line an event to its standard error: readable on a terminal, one JSON object
otherwise. Every line has `event`, `process`, `level` and `timestamp` (ISO 8601, UTC); a `bug` that
ends a process has no time of its own, the journal gives it one. Where systemd's journal reads the
stream, the level stands in front of the line as `<3>`, `<4>` or `<6>`, which the journal takes as
the priority (sd-daemon(3)):

```
journalctl -u kiosk-ui -u kiosk-sync -p warning       # what staff should see to
journalctl -u kiosk-ui -o cat | grep '"session": "…"'   # one visit
```

No line names a person: fields are stable words, numbers and random ids. A filter in front of the
log lets through the names and fields of this page and nothing else; a test reads every call in
the code and holds it against this page.
"""

_SECTIONS: tuple[tuple[str, Mapping[str, LogEvent]], ...] = (
    ("kiosk-ui", SCREEN),
    ("kiosk-sync", SYNC),
    ("kiosk-ui and kiosk-sync", BOTH),
    ("central", CATALOGUE),
)


def page() -> str:
    return "\n".join((_OPENING, *(_section(title, events) for title, events in _SECTIONS)))


def _section(title: str, events: Mapping[str, LogEvent]) -> str:
    rows = (_row(name, event) for name, event in events.items())
    head = "| Event | Level | Means | Fields |\n|---|---|---|---|"
    return "\n".join((f"## {title}\n", head, *rows, ""))


def _row(name: str, event: LogEvent) -> str:
    fields = [f"`{field}`: {holds}" for field, holds in event.always.items()]
    fields += [f"sometimes `{field}`: {holds}" for field, holds in event.sometimes.items()]
    return f"| `{name}` | {event.level} | {event.meaning} | {'; '.join(fields) or '–'} |"
