"""No reader of messages keeps texts that it has read: a name or a code would stay for days."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pydantic import TypeAdapter

from wire.base import Answer, Request
from wire.codec import Codec, codec_of

READERS = (
    "kiosk.gateway",
    "kiosk.sync",
    "wire",
    "central.crypto",
    "central.intake",
    "central.rights",
)
KEEPS = "cache_strings=True"
"""How the library itself puts it."""


def modules() -> Iterator[object]:
    for name in READERS:
        package = importlib.import_module(name)
        yield package
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            yield importlib.import_module(module.name)


def codecs(value: object) -> Iterator[Codec[Any]]:
    """The one that a name of a module stands for, or those of a table."""
    if isinstance(value, Codec):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from codecs(each)


def messages(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from messages(each)


def keeping(adapters: Mapping[str, TypeAdapter[Any]]) -> list[str]:
    return [name for name, each in adapters.items() if KEEPS in repr(each.validator)]


def test_every_reader_of_a_module_is_made_so_that_it_keeps_no_text() -> None:
    named = [item for module in modules() for item in vars(module).items()]
    assert [name for name, each in named if isinstance(each, TypeAdapter)] == []
    found = {f"{name} {each.kind}": each for name, value in named for each in codecs(value)}
    assert len(found) > 20
    assert keeping({name: each.adapter for name, each in found.items()}) == []


def test_every_message_is_read_so_that_no_text_is_kept() -> None:
    list(modules())
    found = {each for base in (Answer, Request) for each in messages(base)}
    assert len(found) > 30
    assert keeping({each.__name__: codec_of(each).adapter for each in found}) == []


@pytest.mark.parametrize("kind", [int | str, None, list[str]])
def test_the_library_still_says_what_it_keeps(kind: Any) -> None:
    assert KEEPS in repr(TypeAdapter(kind).validator)
