"""The pure packages import the standard library and what is theirs, and nothing that is not named.

The import contracts of ``pyproject.toml`` forbid what is known; this finds what nobody thought of.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.files import ROOT

ALLOWED = {
    "kiosk/domain": {"kiosk", "shared_runtime", "wire"},
    "kiosk/services": {"kiosk", "shared_runtime", "wire"},
    "wire": {"wire", "shared_runtime", "pydantic", "cryptography"},
    "shared_runtime": {"shared_runtime", "structlog"},
}
"""``pydantic`` is for ``wire.codec`` alone and ``cryptography`` for ``wire.sealing``, which the
other pure packages do not import: contracts of their own."""


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module


@pytest.mark.parametrize("package", ALLOWED)
def test_a_pure_package_imports_nothing_from_outside(package: str) -> None:
    allowed = ALLOWED[package] | sys.stdlib_module_names
    strangers = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in (ROOT / package).rglob("*.py")
        for name in imported(file)
        if name.partition(".")[0] not in allowed
    }
    assert strangers == set()
