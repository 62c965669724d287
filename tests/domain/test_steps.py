"""The unions of steps are closed: what is awaited has a screen, what is performed a performer."""

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from kiosk.domain.actions import AnyPerformedStep, AnyStep, PerformedStep
from kiosk.domain.flow import Step


def kinds_of(base: type[Any]) -> Iterator[type[Any]]:
    """Every class of the kiosk under ``base`` that can be made."""
    for each in base.__subclasses__():
        if each.__module__.startswith("kiosk.") and not each.__abstractmethods__:
            yield each
        yield from kinds_of(each)


def members(union: object) -> tuple[type[Any], ...]:
    return tuple(get_origin(each) or each for each in get_args(union))


def test_whatever_can_be_awaited_is_of_the_union_that_the_screens_end_in() -> None:
    assert len(set(kinds_of(Step))) > len(members(AnyStep)) > len(members(AnyPerformedStep))
    for kind in kinds_of(Step):
        assert issubclass(kind, members(AnyStep)), kind


def test_whatever_is_performed_is_of_the_union_that_its_performer_ends_in() -> None:
    for kind in kinds_of(PerformedStep):
        assert issubclass(kind, members(AnyPerformedStep)), kind
