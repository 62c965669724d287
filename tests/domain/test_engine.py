"""Conversations replayed from their log: forward, back, and never another way."""

import pytest

from kiosk.domain.actions import ConversationLog, HandOver, Read
from kiosk.domain.engine import (
    ConversationDone,
    ReplayMismatch,
    StartConversation,
    advance,
    cut_back,
    may_go_back,
    replay,
    settle,
)
from kiosk.domain.flow import (
    Agreed,
    Choose,
    Chosen,
    CodeForgotten,
    Option,
    StepAnswer,
    StepResult,
    WrongAnswer,
)
from kiosk.domain.ids import Confirmation
from kiosk.domain.paper import HandedOver
from kiosk.services.dialog import choose, confirm, hand_over, option, read
from shared_runtime.messages.message import message
from tests.domain.kiosk import go
from tests.domain.people import ALONE, ALONE_RIGHTS, attestation
from wire.calls import rights

RIGHTS = StepResult(ALONE_RIGHTS)
PAPER = attestation(ALONE)


def letters(*names: str) -> Choose[str]:
    return choose("letter", *(option(name, name) for name in names))


async def conversation() -> tuple[str, str, Confirmation]:
    """Something fetched, a choice, one that is none, a choice, a confirmation, paper."""
    await read("working.rights", rights.RIGHTS, None)
    first = await letters("a", "b")
    await letters("only")
    second = await letters(f"{first}1", f"{first}2")
    minted = await confirm("sure")
    await hand_over(minted, PAPER)
    return first, second, minted


def after(*answers: StepAnswer, start: StartConversation = conversation) -> ConversationLog:
    log: ConversationLog = ()
    for answer in answers:
        log, _ = advance(start, log, answer)
    return log


UP_TO_CONFIRM = (RIGHTS, Chosen(1), Chosen(0), Agreed(go(1)))


def test_conversation_stands_at_its_first_step_without_a_log() -> None:
    assert isinstance(replay(conversation, ()), Read)


def test_answers_lead_to_the_end_and_its_value() -> None:
    log = after(*UP_TO_CONFIRM, StepResult(HandedOver(1)))
    position = replay(conversation, log)
    assert isinstance(position, ConversationDone)
    assert position.value == ("b", "b1", go(1))


def test_an_answer_decides_what_is_asked_next() -> None:
    assert replay(conversation, after(RIGHTS, Chosen(0))) == letters("a1", "a2")
    assert replay(conversation, after(RIGHTS, Chosen(1))) == letters("b1", "b2")


def test_a_single_option_answers_itself_and_stands_in_the_log() -> None:
    log = after(RIGHTS, Chosen(0))
    assert log[-1] == (letters("only"), Chosen(0))


def test_single_options_one_after_the_other_answer_themselves() -> None:
    async def lonely() -> str:
        return await letters("x") + await letters("y")

    _, position = settle(lonely, ())
    assert isinstance(position, ConversationDone)
    assert position.value == "xy"


@pytest.mark.parametrize(
    ("so_far", "wrong"),
    [
        ((), Chosen(0)),
        ((), Agreed(go(1))),
        ((), CodeForgotten()),
        ((), StepResult("rights")),
        ((RIGHTS,), RIGHTS),
        ((RIGHTS,), Chosen(2)),
        ((RIGHTS,), Chosen(-1)),
        ((RIGHTS,), Agreed(go(1))),
        ((RIGHTS, Chosen(0), Chosen(0)), Chosen(0)),
        ((RIGHTS, Chosen(0), Chosen(0)), CodeForgotten()),
        (UP_TO_CONFIRM, Agreed(go(1))),
        (UP_TO_CONFIRM, RIGHTS),
    ],
)
def test_a_wrong_answer_is_refused(so_far: tuple[StepAnswer, ...], wrong: StepAnswer) -> None:
    log = after(*so_far)
    with pytest.raises(WrongAnswer):
        advance(conversation, log, wrong)


def test_after_the_end_no_answer_counts() -> None:
    log = after(*UP_TO_CONFIRM, StepResult(HandedOver(1)))
    again, position = advance(conversation, log, Chosen(0))
    assert again == log
    assert isinstance(position, ConversationDone)


def test_back_takes_the_last_answer_away() -> None:
    log = after(RIGHTS, Chosen(1), Chosen(0))
    cut = cut_back(log)
    assert cut is not None
    assert replay(conversation, cut) == letters("b1", "b2")


def test_back_skips_what_answered_itself() -> None:
    cut = cut_back(after(RIGHTS, Chosen(1)))
    assert cut is not None
    assert settle(conversation, cut) == (cut, letters("a", "b"))


def test_back_does_not_undo_what_was_fetched() -> None:
    assert cut_back(after(RIGHTS)) is None
    cut = cut_back(after(RIGHTS, Chosen(0)))
    assert cut is not None
    assert [answer for _, answer in cut] == [RIGHTS]


def test_back_never_crosses_what_is_irrevocable() -> None:
    async def goes_on_after_the_paper() -> str:
        await letters("a", "b")
        await hand_over(go(1), PAPER)
        await letters("c", "d")
        return await letters("e", "f")

    log = after(Chosen(0), start=goes_on_after_the_paper)
    assert may_go_back(log)
    log = after(Chosen(0), StepResult(HandedOver(1)), start=goes_on_after_the_paper)
    assert isinstance(log[-1][0], HandOver)
    assert cut_back(log) is None
    assert not may_go_back(log)
    log = after(Chosen(0), StepResult(HandedOver(1)), Chosen(0), start=goes_on_after_the_paper)
    assert not may_go_back(log)


def test_a_flow_that_takes_another_way_is_a_bug() -> None:
    asked = iter([letters("a", "b"), letters("a", "c")])

    async def fickle() -> str:
        return await next(asked)

    with pytest.raises(ReplayMismatch):
        advance(fickle, (), Chosen(0))


def test_a_flow_that_ends_before_its_log_is_a_bug() -> None:
    async def short() -> str:
        return await letters("a", "b")

    step = letters("a", "b")
    with pytest.raises(ReplayMismatch):
        replay(short, ((step, Chosen(0)), (step, Chosen(0))))


def test_a_mismatch_names_steps_and_nobody() -> None:
    async def named() -> str:
        return await choose("who", Option(message("plain", text="MARTIN"), "MARTIN"))

    other = Choose(message("who"), (Option(message("plain", text="DURAND"), "DURAND"),))
    with pytest.raises(ReplayMismatch) as mismatch:
        replay(named, ((other, Chosen(0)),))
    assert "MARTIN" not in str(mismatch.value)
    assert "DURAND" not in str(mismatch.value)
