"""What central may answer to each call, for tests that go by any call: a module each, by its name.

``answers(person)`` gives every answer worth trying, the hoped-for one first.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from kiosk.domain.identity import Holder
from wire.calls.call import Call, answer_types


def answers_to(call: Call[Any, Any], person: Holder) -> Sequence[object]:
    """All that central may answer about ``person``, the hoped-for answer first."""
    answers: Sequence[object] = import_module(f"{__name__}.{call.name}").answers(person)
    told = {type(answer) for answer in answers}
    assert told == set(answer_types(call.answer)), f"{call.name}: an answer is not tried"
    return answers
