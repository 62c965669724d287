"""The layers of a drawing as JSON: ``python -m benchmarks.figure_layers person``.

In a process of its own: a drawing is an expression of QML, which Qt evaluates where there is an
application, and its page is made where there may be another.
"""

import re
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtQml import QJSEngine

FIGURES = Path(__file__).parents[1] / "qml" / "Kiosk" / "drawings" / "figures"
_LAYERS = re.compile(r"layers: (.*)\n\}", re.DOTALL)
_PARTS = re.compile(r'^\.?import "(\w+\.js)" as (\w+)$', re.MULTILINE)
_OWN_TO_QML = re.compile(r"^\.(pragma|import) .*$", re.MULTILINE)
_OWN = re.compile(r"^    function .*?^    \}", re.MULTILINE | re.DOTALL)
_TYPE = re.compile(r"(?<=[\w)]): \w+(?=[,)]| \{)")
_NAMED = re.compile(r"^(?:function|const) (\w+)", re.MULTILINE)


def program(name: str) -> str:
    """In plain JavaScript. Raises ValueError where the drawing has no layers."""
    text = (FIGURES / f"{name[0].upper()}{name[1:]}.qml").read_text("utf-8")
    found = _LAYERS.search(text)
    if found is None:
        raise ValueError(f"{name} has no layers")
    own = " ".join(_TYPE.sub("", each) for each in _OWN.findall(text))
    return f"{_shared(text)} {own} JSON.stringify({found[1]})"


def _shared(text: str) -> str:
    """The parts that this text imports."""
    parts: list[str] = []
    for file, name in _PARTS.findall(text):
        source = (FIGURES / file).read_text("utf-8")
        named = ", ".join(_NAMED.findall(source))
        body = f"{_shared(source)} {_OWN_TO_QML.sub('', source)}; return {{ {named} }}"
        parts.append(f"const {name} = (() => {{ {body} }})();")
    return "".join(parts)


def main(name: str) -> int:
    application = QCoreApplication([])
    # A QJSValue, where the library's own types tell of a pair.
    came_to: Any = QJSEngine(application).evaluate(program(name))
    sys.stdout.write(came_to.toString())
    return 1 if came_to.isError() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
