"""Writing settings as the programs read them."""

from collections.abc import Mapping
from pathlib import Path

_DAY = '["08:30-12:00", "13:30-17:30"]'
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
OPENING_HOURS = "{ " + ", ".join(f"{each} = {_DAY}" for each in _WEEKDAYS) + " }"
"""Of the demonstration's agency."""


def text(value: object) -> str:
    """As TOML has it."""
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def write(path: Path, sections: Mapping[str | None, Mapping[str, str]]) -> None:
    lines: list[str] = []
    for section, settings in sections.items():
        lines += [] if section is None else ["", f"[{section}]"]
        lines += [f"{name} = {value}" for name, value in settings.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
