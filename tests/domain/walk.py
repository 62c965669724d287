"""Walks everything a value holds, so that a test can look for what must not be there."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType
from typing import Any
from uuid import UUID

from kiosk.domain.flow import Filled
from kiosk.domain.identity import Holder, Insured
from kiosk.domain.receipt import Receipt
from wire.base import Answer
from wire.base import Request as WireRequest
from wire.calls.call import Call
from wire.nearest import KnownNearest, NearestKiosk, PublicAddress
from wire.nir import Nir
from wire.opening_hours import OpeningHours

PERSONAL = (WireRequest, Answer, Filled, Holder, Insured, Nir, Receipt)
"""Whatever goes over the wire is somebody's."""
PUBLIC = (KnownNearest, NearestKiosk, PublicAddress, OpeningHours)
"""But where kiosks are, which everybody may know."""
_LEAVES = (str, int, float, date, UUID, NoneType, Enum, Call)
"""A row of the table of calls is code, and nobody's."""


def everything_in(value: object) -> Iterator[object]:
    """``value`` and all it holds, to the leaves.

    Raises TypeError at what it cannot look into (a closure, a live coroutine): nothing may hide.
    """
    waiting = [value]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(_parts(part))


def _parts(value: Any) -> Iterator[object]:
    if isinstance(value, _LEAVES):
        return
    if is_dataclass(value):
        names = {field.name for field in fields(value)} | getattr(value, "__dict__", {}).keys()
        yield from (getattr(value, name) for name in names)
    elif isinstance(value, tuple | list | frozenset | set):
        yield from value
    elif isinstance(value, Mapping):
        yield from value
        yield from value.values()
    else:
        raise TypeError(f"cannot look into {type(value).__name__}")


def texts_in(value: object) -> Iterator[str]:
    return (part for part in everything_in(value) if isinstance(part, str))


def personal_in(value: object) -> list[str]:
    """The classes of everything personal that ``value`` holds."""
    return [
        type(part).__name__
        for part in everything_in(value)
        if isinstance(part, PERSONAL) and not isinstance(part, PUBLIC)
    ]
