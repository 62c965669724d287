"""What commands print on a terminal: tables, times as at the caisse, JSON for programs."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import typer
from pydantic import TypeAdapter


def say(shape: Any, found: Any, as_json: bool, lines: Sequence[str]) -> None:
    """``found``, of the type ``shape``, as one JSON document, or as these lines."""
    if as_json:
        document = TypeAdapter(shape).dump_python(found, mode="json")
        typer.echo(json.dumps(document, ensure_ascii=False))
    else:
        typer.echo("\n".join(lines))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [heads, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in lines
    ]


def local_time(time: datetime, zone: ZoneInfo) -> str:
    return f"{time.astimezone(zone):%Y-%m-%d %H:%M}"


def printable(line: str) -> str:
    """What was typed somewhere, without what would command this terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in line)


def asked_for(what: str) -> str:
    """One line that is asked for and not shown, or the next one of standard input: never from the
    command line, which every account of the machine can read. Empty at the end of the input."""
    if sys.stdin.isatty():
        return str(typer.prompt(what, hide_input=True))
    return sys.stdin.readline()
