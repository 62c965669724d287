"""What a kiosk may send with each call and what central may answer, for tests that go by any call:
a module each, by its name.

``answers(person)`` gives every answer worth trying, the hoped-for one first. Where a call sends
something, ``REQUEST`` is one and ``REQUESTS`` are all that there can be.
"""

from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

from hypothesis import strategies as st

from kiosk.domain.identity import Holder
from wire.calls.call import Call, answer_types


def answers_to(call: Call[Any, Any], person: Holder) -> Sequence[object]:
    """All that central may answer about ``person``, the hoped-for answer first."""
    answers: Sequence[object] = _of(call).answers(person)
    told = {type(answer) for answer in answers}
    assert told == set(answer_types(call.answer)), f"{call.name}: an answer is not tried"
    return answers


def request_of(call: Call[Any, Any]) -> Any:
    """What may be sent; None with a call that sends nothing."""
    return None if call.request is None else _of(call).REQUEST


def requests_of(call: Call[Any, Any]) -> st.SearchStrategy[Any]:
    """All that may be sent."""
    return st.none() if call.request is None else _of(call).REQUESTS


def _of(call: Call[Any, Any]) -> ModuleType:
    return import_module(f"{__name__}.{call.name}")
