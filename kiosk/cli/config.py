"""``kiosk config show`` and ``check``: which settings count, whence, and what is wrong."""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from kiosk.cli.output import ConfigOption, write
from kiosk.config.both_sections import SECTIONS, Judgement, Setting, effective, file_in_use, judge
from kiosk.config.section import EXIT_CONFIGURATION, Mistakes, read_document
from kiosk.config.toml_text import toml

app = typer.Typer(help="The kiosk's configuration.", no_args_is_help=True)

NOT_WRITTEN = 1
"""The answer found nobody to read it: a full disk, a closed pipe."""

_NO_FILE = "no file: the defaults, and the environment over them"


@app.callback()
def config() -> None:
    """The kiosk's configuration."""


@app.command()
def show(
    config: ConfigOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """Show every setting with the value that counts, and where that comes from."""
    file = file_in_use(config)
    judgement = judge(file, os.environ)
    document = read_document(file)
    sections = {} if isinstance(document, Mistakes) else _sections(document, os.environ)
    answer = _as_json(file, sections, judgement).encode() if as_json else _as_toml(file, sections)
    written = write(answer)
    if not as_json:
        _name(judgement)
    raise typer.Exit(_code(judgement) if written else NOT_WRITTEN)


@app.command()
def check(config: ConfigOption = None) -> None:
    """Name every mistake at once; exit code 78 where there is one."""
    file = file_in_use(config)
    judgement = judge(file, os.environ)
    _name(judgement)
    written = bool(judgement.mistakes) or write(f"The configuration is right ({file or _NO_FILE}).")
    raise typer.Exit(_code(judgement) if written else NOT_WRITTEN)


def _sections(
    document: Mapping[str, Any], environment: Mapping[str, str]
) -> dict[str, tuple[Setting, ...]]:
    return {kind.section: effective(kind, document, environment) for kind in SECTIONS}


def _code(judgement: Judgement) -> int:
    return EXIT_CONFIGURATION if judgement.mistakes else 0


def _name(judgement: Judgement) -> None:
    """On standard error, as the processes do when they refuse to start."""
    for note in judgement.notes:
        sys.stderr.write(f"Note: {note}\n")
    if judgement.mistakes:
        sys.stderr.write("The configuration has mistakes:\n")
        sys.stderr.writelines(f"  - {sentence}\n" for sentence in judgement.mistakes)


def _as_json(
    file: Path | None, sections: Mapping[str, tuple[Setting, ...]], judgement: Judgement
) -> str:
    shown = {
        section: [
            {"name": each.name, "value": each.value, "source": each.source} for each in settings
        ]
        for section, settings in sections.items()
    }
    return json.dumps(
        {
            "file": None if file is None else str(file),
            "sections": shown,
            "mistakes": judgement.mistakes,
            "notes": judgement.notes,
        },
        ensure_ascii=False,
    )


def _as_toml(file: Path | None, sections: Mapping[str, tuple[Setting, ...]]) -> str:
    """TOML that gives these very settings again, each with its source behind it."""
    lines = [f"# {file or _NO_FILE}"]
    for section, settings in sections.items():
        said = [(_as_line(each), each.source) for each in settings]
        width = max((len(line) for line, _ in said if len(line) < _WIDEST), default=0)
        lines += ["", f"[{section}]", *(f"{line:<{width}}  # {source}" for line, source in said)]
    return "\n".join(lines)


_WIDEST = 60
"""A longer line does not push the sources of all others to the right."""


def _as_line(setting: Setting) -> str:
    if setting.value is None:
        return f"# {setting.name} ="
    return f"{setting.name} = {toml(setting.value)}"
