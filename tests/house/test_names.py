"""One concept has one name: no two classes of the product share one."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.house.files import ROOT

PACKAGES = ("kiosk", "central", "wire", "shared_runtime", "devdock", "benchmarks", "scripts")
ON_BOTH_SIDES = {"ConfigOption", "JsonOption"}
"""Options of the command lines of kiosk and central, which never import each other."""


def _is_type_variable(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func).endswith(
        ("TypeVar", "ParamSpec")
    )


def named(tree: ast.Module) -> Iterator[str]:
    """The public classes and type aliases of a module, but for type variables."""
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name):
                yield name
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=value)
            ) if not _is_type_variable(value) and name != name.upper():
                if name[0].isupper():
                    yield name


def modules_by_name() -> dict[str, list[Path]]:
    found = defaultdict(list)
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            for name in named(ast.parse(file.read_text(encoding="utf-8"))):
                if not name.startswith("_"):
                    found[name].append(file.relative_to(ROOT))
    return found


def test_no_two_modules_have_a_class_of_one_name() -> None:
    found = modules_by_name()
    assert {"KioskState", "CallOutcome", "Message"} <= set(found)
    shared = {name: modules for name, modules in found.items() if len(modules) > 1}
    said = "\n".join(
        f"{name}: {', '.join(map(str, modules))}"
        for name, modules in shared.items()
        if name not in ON_BOTH_SIDES
    )
    assert not said, f"these names stand for several things:\n{said}"
    assert set(shared) >= ON_BOTH_SIDES


def test_classes_aliases_and_type_variables_are_told_apart() -> None:
    tree = ast.parse(
        "class Door: ...\nEither = int | str\nPlain: TypeAlias = int\nT = TypeVar('T')\nMOST = 3"
    )
    assert list(named(tree)) == ["Door", "Either", "Plain"]
