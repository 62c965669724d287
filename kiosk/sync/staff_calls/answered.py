"""A row of the table of staff's calls, and what answers it here."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from uuid import UUID

from kiosk.sync.staff.stay import Stay
from wire.staff_calls.staff_call import DeedDone, DeedFailed, StaffCall

A = TypeVar("A")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StayDeed:
    """Something done once. ``id``: minted at the touch; ``stay``: of whoever touched."""

    id: UUID
    stay: Stay


@dataclass(frozen=True, slots=True)
class AnsweredCall:
    """``do``: is given what was asked, None where the row asks nothing, and the deed, None of a
    call that only looks."""

    call: StaffCall[Any, Any]
    do: Callable[[Any, StayDeed | None], Awaitable[Any]]


def answered(call: StaffCall[A, T], do: Callable[[A], Awaitable[T]]) -> AnsweredCall:
    return AnsweredCall(call, lambda asked, _: do(asked))


def answered_as(call: StaffCall[None, T], do: Callable[[StayDeed], Awaitable[T]]) -> AnsweredCall:
    """Of a deed that says elsewhere whose it is."""

    async def as_deed(_: None, deed: StayDeed | None) -> T:
        assert deed is not None, "the row names a deed"
        return await do(deed)

    return AnsweredCall(call, as_deed)


class StaffCallGroup(Protocol):
    """Calls that belong together, bound to what is behind them."""

    def answers(self) -> Sequence[AnsweredCall]: ...


def came_to(failure: str | None) -> DeedDone | DeedFailed:
    """``failure``: the stable word for what stood in the way, None where nothing did."""
    return DeedDone() if failure is None else DeedFailed(failure)
