"""How often each service was begun at this kiosk, at kiosk-sync's API: numbers, and nobody's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from wire.base import Answer, Request, Slug
from wire.constraints import Items, Number


@dataclass(frozen=True, slots=True, repr=False)
class CountBegun(Request):
    """``POST /v1/begun``: once more. It names no visit, and nothing that is said in one."""

    service: Slug


@dataclass(frozen=True, slots=True, repr=False)
class BegunCounts(Answer):
    """``GET /v1/begun``: by the ids of services, those that this release does not know among
    them."""

    counts: Annotated[Mapping[Slug, Annotated[int, Number(1)]], Items(most=1_000)]
