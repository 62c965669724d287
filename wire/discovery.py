"""What a package holds, found by looking: a démarche is added by adding its module."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def declared(package: ModuleType, kind: type[T]) -> tuple[T, ...]:
    """Every value of ``kind`` that modules of ``package`` declare, by the names of the modules."""
    found: dict[int, T] = {}
    for module in modules(package):
        for value in vars(module).values():
            if isinstance(value, kind):
                # Where another module uses it, it is still one.
                found.setdefault(id(value), value)
    return tuple(found.values())


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """The modules of ``package``, loaded, in the order of their names."""
    for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda each: each.name):
        yield import_module(f"{package.__name__}.{found.name}")
