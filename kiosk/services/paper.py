"""What becomes of any paper that central issues: asked for, issued once, handed over, explained."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, assert_never

from kiosk.domain.ids import Confirmation
from kiosk.domain.outcomes import Cause, Refused, SessionLost, TooManyRequests, Unreachable
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted
from kiosk.services.dialog import (
    Way,
    ask_whether_it_came,
    explain,
    explain_cut_off,
    hand_over,
    issue,
    offer_again,
    read,
    report_inconsistent,
    take_paper,
)
from wire.calls.call import Call
from wire.paper import Paper
from wire.problem import ProblemType

Q = TypeVar("Q")
T = TypeVar("T")
P = TypeVar("P", bound=Paper)


@dataclass(frozen=True, slots=True)
class PaperKeys:
    """The sentences about one kind of paper, by their keys. ``refused``, ``no_answer`` (nothing was
    issued) and ``unreachable`` (nobody knows) explain, ``cut_off`` where the network is down;
    ``refusals`` those answers to the issuing that have sentences of their own. ``take``,
    ``did_it_come`` and ``nothing_came`` are about the sheets."""

    refused: str
    no_answer: str
    unreachable: str
    cut_off: str
    take: str
    did_it_come: str
    nothing_came: str
    refusals: Mapping[ProblemType, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Instead:
    """What is offered while central is out of reach: the label of the way there, and the way."""

    label: str
    offer: Callable[[], Coroutine[Any, Any, None]]


async def fetched(
    keys: PaperKeys, doing: str, call: Call[Q, T], request: Q, instead: Instead | None = None
) -> T | None:
    """What must be known before the paper can be asked for; None where the person was told why it
    is not. ``doing`` tells what is being looked for."""
    while True:
        match await read(doing, call, request):
            case Refused():
                await explain(keys.refused)
                return None
            case Unreachable() | TooManyRequests() | SessionLost() as silence:
                if not await _asks_again(keys, keys.no_answer, silence, instead):
                    return None
            case answer:
                return answer


async def issued(
    keys: PaperKeys,
    go: Confirmation,
    call: Call[Q, P],
    request: Q,
    instead: Instead | None = None,
    agrees: Callable[[P], bool] = lambda _: True,
) -> P | None:
    """The paper of the action of ``go``, which ``request`` bears; None where the person was told
    why there is none. Trying again is safe: the same action never gives a second paper.

    ``agrees``: whether what it says agrees with itself. It is asked at every step that follows, so
    it is pure and quick. A paper that does not is never printed, and staff are told.
    """
    while True:
        match await issue(go, call, request):
            case Refused(reason):
                await explain(keys.refusals.get(reason, keys.refused))
                return None
            case Unreachable() | TooManyRequests() | SessionLost() as silence:
                if not await _asks_again(keys, keys.unreachable, silence, instead):
                    return None
            case paper if agrees(paper):
                return paper
            case _:
                await report_inconsistent(go, call)
                await explain("paper.inconsistent")
                return None


async def put_in_hand(keys: PaperKeys, go: Confirmation, paper: Paper) -> None:
    """On paper; once more only when the printer says that it failed, or the person that nothing
    came, and only if the person asks for it."""
    missing = await _missing(keys, go, paper)
    if missing is None:
        return
    again = await offer_again(missing)
    if again is None:
        return
    missing = await _missing(keys, again, paper)
    if missing is not None:
        await explain(missing)


async def _asks_again(
    keys: PaperKeys,
    key: str,
    silence: Unreachable | TooManyRequests | SessionLost,
    instead: Instead | None,
) -> bool:
    """Whether the person has central asked once more. They may be offered something else, and are
    first of all where asking again is of no use."""
    if instead is not None and silence == Unreachable(Cause.NETWORK):
        problem = explain_cut_off(keys.cut_off, instead.label)
    else:
        otherwise = None if instead is None else instead.label
        problem = explain(key, retry=True, otherwise=otherwise)
    match await problem:
        case Way.RETRY:
            return True
        case Way.OTHERWISE if instead is not None:
            await instead.offer()
    return False


async def _missing(keys: PaperKeys, go: Confirmation, paper: Paper) -> str | None:
    """The key of why there is no paper; None when there is."""
    match await hand_over(go, paper):
        case HandedOver(pages):
            came = await take_paper(keys.take, pages) is Way.ON
        case MaybePrinted():
            came = await ask_whether_it_came(keys.did_it_come)
        case NotPrinted(trouble):
            return f"paper.{trouble}"
        case unexpected:
            assert_never(unexpected)
    return None if came else keys.nothing_came
