"""No reader of messages keeps texts that it has read: a name or a code would stay for days."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter

from wire.base import Message

READERS = ("kiosk.gateway", "kiosk.sync", "wire", "central.intake", "central.rights")
KEEPS = "cache_strings=True"
"""How the library itself puts it."""


def modules() -> Iterator[object]:
    for name in READERS:
        package = importlib.import_module(name)
        yield package
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            yield importlib.import_module(module.name)


def messages(kind: type[Message]) -> Iterator[type[Message]]:
    for each in kind.__subclasses__():
        yield each
        yield from messages(each)


def test_every_adapter_is_made_so_that_it_keeps_no_text() -> None:
    adapters = {
        name: each
        for module in modules()
        for name, each in vars(module).items()
        if isinstance(each, TypeAdapter)
    }
    assert len(adapters) > 10
    assert [name for name, each in adapters.items() if KEEPS in repr(each.validator)] == []


def test_every_message_is_made_so_that_it_keeps_no_text() -> None:
    list(modules())
    found = set(messages(Message))
    assert len(found) > 30
    assert [each for each in found if KEEPS in repr(each.__pydantic_validator__)] == []


@pytest.mark.parametrize("kind", [int | str, None, list[str]])
def test_the_library_still_says_what_it_keeps(kind: Any) -> None:
    assert KEEPS in repr(TypeAdapter(kind).validator)
