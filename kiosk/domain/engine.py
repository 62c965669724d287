"""Conversations replayed from their log: where one stands, how it goes on, how it goes back."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from kiosk.domain.actions import AnyStep, ConversationLog, Irrevocable
from kiosk.domain.flow import Choose, Chosen, ShowProblem, StepAnswer, StepResult
from shared_runtime.private import Private

StartConversation = Callable[[], Coroutine[Any, Any, object]]
"""Begins a conversation anew; called once for each replay."""


class ReplayMismatch(Exception):
    """A flow took another way on the same log. A bug in the flow, never a person's doing."""


@dataclass(frozen=True, slots=True, repr=False)
class ConversationDone(Private):
    """The conversation is over; ``value`` is what its coroutine returned."""

    value: object


Position = AnyStep | ConversationDone


def replay(start: StartConversation, log: ConversationLog) -> Position:
    """Where the conversation stands after ``log``.

    Raises WrongAnswer when the last answer is none to its step, ReplayMismatch when the flow is
    not a function of its answers.
    """
    conversation = start()
    answered = 0
    try:
        step: AnyStep = conversation.send(None)
        for logged, answer in log:
            if step != logged:
                raise ReplayMismatch(f"{type(logged).__name__} became {type(step).__name__}")
            answered += 1
            step = conversation.send(answer)
    except StopIteration as end:
        if answered < len(log):
            raise ReplayMismatch("the conversation was over before its log") from None
        return ConversationDone(end.value)
    finally:
        conversation.close()
    return step


def advance(
    start: StartConversation, log: ConversationLog, answer: StepAnswer
) -> tuple[ConversationLog, Position]:
    """The log with ``answer`` to its current step, and where that leads.

    Raises WrongAnswer, leaving nothing changed, when the current step cannot have that answer.
    """
    step = replay(start, log)
    if isinstance(step, ConversationDone):
        return log, step
    return settle(start, (*log, (step, answer)))


def settle(start: StartConversation, log: ConversationLog) -> tuple[ConversationLog, Position]:
    """The log after every question that answers itself, and where it stands then."""
    position = replay(start, log)
    while isinstance(position, Choose) and len(position.options) == 1:
        log = (*log, (position, Chosen(0)))
        position = replay(start, log)
    return log, position


def cut_back(log: ConversationLog) -> ConversationLog | None:
    """The log before the last answer a person gave; None when there is none to go back to.

    Questions that answered themselves and problems that are over are skipped; nothing irrevocable
    is ever crossed.
    """
    for end in range(len(log) - 1, -1, -1):
        step, answer = log[end]
        if isinstance(step, Irrevocable):
            return None
        passed_by = isinstance(answer, StepResult) or isinstance(step, ShowProblem)
        if not passed_by and not _answers_itself(step):
            return log[:end]
    return None


def may_go_back(log: ConversationLog) -> bool:
    """Whether *Retour* has somewhere to go: a step before, or the home screen."""
    return not any(isinstance(step, Irrevocable) for step, _ in log)


def _answers_itself(step: AnyStep) -> bool:
    return isinstance(step, Choose) and len(step.options) == 1
