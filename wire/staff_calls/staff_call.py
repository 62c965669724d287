"""A row of the table of what staff may ask of a kiosk, and what it says."""

from dataclasses import dataclass, field
from typing import Annotated, Any, Generic, Literal, TypeVar

from wire.base import Answer, Slug
from wire.configuration import StaffRole
from wire.constraints import OneOf
from wire.staff import StaffDeed

Asked = TypeVar("Asked")
Told = TypeVar("Told", covariant=True)


@dataclass(frozen=True, slots=True)
class StaffCall(Generic[Asked, Told]):
    """``POST /v1/staff/calls/{name}``, in a stay. ``request``: the type of what is sent, None where
    that is nothing; ``answer``: of what is told. ``role``: technicians may do what agents may.
    ``deed``: under which name the audit has it, before it is done; None for what only looks."""

    name: str
    request: Any
    answer: Any
    role: StaffRole = "agent"
    deed: StaffDeed | None = None


@dataclass(frozen=True, slots=True, repr=False)
class DeedDone(Answer):
    outcome: Literal["done"] = field(default="done", kw_only=True)


@dataclass(frozen=True, slots=True, repr=False)
class DeedFailed(Answer):
    """It was tried, and ``reason`` says what stood in the way: a stable word of the catalogue."""

    reason: Slug
    outcome: Literal["failed"] = field(default="failed", kw_only=True)


DeedAnswer = Annotated[DeedDone | DeedFailed, OneOf("outcome")]
