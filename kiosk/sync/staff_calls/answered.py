"""A row of the table of staff's calls, and what answers it here."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from wire.staff_calls.staff_call import DeedDone, DeedFailed, StaffCall

A = TypeVar("A")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AnsweredCall:
    """``do``: is given what was asked, None where the row asks nothing."""

    call: StaffCall[Any, Any]
    do: Callable[[Any], Awaitable[Any]]


def answered(call: StaffCall[A, T], do: Callable[[A], Awaitable[T]]) -> AnsweredCall:
    return AnsweredCall(call, do)


class StaffCallGroup(Protocol):
    """Calls that belong together, bound to what is behind them."""

    def answers(self) -> Sequence[AnsweredCall]: ...


def came_to(failure: str | None) -> DeedDone | DeedFailed:
    """``failure``: the stable word for what stood in the way, None where nothing did."""
    return DeedDone() if failure is None else DeedFailed(failure)
