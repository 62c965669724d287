"""The kiosk's drawings as inline SVG, for the web page it is measured against."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_COLOURS = {
    "": "none",
    "accent": "#b41567",
    "europe": "#0c419a",
    "europeSoft": "#a9bce0",
    "fill": "#ffffff",
    "gold": "#f3d88c",
    "goldLine": "#8f6a0a",
    "line": "#0c419a",
    "ok": "#006a53",
    "pale": "#e7ecf5",
    "soft": "#c2c9dc",
    "solid": "#07275c",
    "star": "#f3b32a",
    "strong": "#07275c",
    "tint": "#d2eef9",
}
"""The tones of the usual theme; any other is drawn as a line."""


@cache
def figure(name: str) -> str:
    """The drawing called ``name``, which must be there, as an ``svg`` element."""
    command = [sys.executable, "-m", "benchmarks.figure_layers", name]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=_ROOT).stdout
    paths = "".join(_path(*layer) for layer in json.loads(said))
    return f'<svg viewBox="0 0 480 360" width="200" height="150">{paths}</svg>'


def _path(path: str, fill: str, line: str, width: float, turn: float = 0) -> str:
    colours = f'fill="{_colour(fill)}" stroke="{_colour(line)}" stroke-width="{width}"'
    turned = f' transform="rotate({turn} 240 180)"' if turn else ""
    return f'<path d="{path}" {colours} stroke-linecap="round" stroke-linejoin="round"{turned}/>'


def _colour(tone: str) -> str:
    return _COLOURS.get(tone, _COLOURS["line"])
