"""The verbs of a conversation: each makes the step that a flow awaits."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from kiosk.domain.actions import (
    AskCode,
    Document,
    HandOver,
    Issue,
    Read,
    ReportInconsistent,
    Submit,
)
from kiosk.domain.entry import Entry
from kiosk.domain.flow import (
    AskWhetherItCame,
    Choose,
    Confirm,
    Fact,
    Fill,
    Offer,
    Option,
    Show,
    ShowProblem,
    TakePaper,
)
from kiosk.domain.identity import Insured
from kiosk.domain.ids import Confirmation
from kiosk.domain.receipt import Receipt
from shared_runtime.messages.message import Argument, message
from wire.calls.call import Call
from wire.calls.session import OPEN, SEND_CODE
from wire.citizen import CardHolder, CodeKind, OpenAnswer, SendAnswer
from wire.demandes.kinds import Demande

T = TypeVar("T")
Q = TypeVar("Q")


NO_ARGS: Mapping[str, Argument] = {}


class Way(Enum):
    """The usual ways on from a screen."""

    ON = "on"
    RETRY = "retry"
    OTHERWISE = "otherwise"
    NO = "no"


def option(key: str, value: T, detail: str | None = None, **args: Argument) -> Option[T]:
    return Option(message(key, **args), value, None if detail is None else message(detail, **args))


def choose(key: str, *options: Option[T]) -> Choose[T]:
    return Choose(message(key), options)


def show(key: str, *facts: Fact) -> Show[Way]:
    return Show(message(f"{key}.title"), (), (option("way.home", Way.ON),), facts)


def page(title: str, *lines: str, last: bool = False, **args: Argument) -> Show[Way]:
    """One page to read; before the ``last`` there is one more."""
    ways = (option("way.home", Way.NO),)
    onward = () if last else (option("way.more", Way.ON),)
    return Show(message(title), tuple(message(line, **args) for line in lines), (*onward, *ways))


def inform(title: str, *lines: str, **args: Argument) -> Show[Way]:
    """What is good to know before asking for something, and a way not to."""
    ways = (option("way.on", Way.ON), option("way.home", Way.NO))
    return Show(message(title), tuple(message(line, **args) for line in lines), ways)


def tell(key: str) -> Show[Way]:
    """Something good to know before going on: ``key.line`` what, ``key.rest`` who helps further."""
    lines = (message(f"{key}.line"), message(f"{key}.rest"))
    return Show(message(f"{key}.title"), lines, (option("way.on", Way.ON),))


def explain(
    key: str,
    *,
    retry: bool = False,
    otherwise: str | None = None,
    leave: str = "way.home",
    args: Mapping[str, Argument] = NO_ARGS,
) -> ShowProblem[Way]:
    """A problem in plain words: ``key.title`` says what happened, ``key.next`` what to do, and who
    can help unless that is said to whoever may try again. ``otherwise`` labels another way to what
    the person wants, ``leave`` the way away from it."""
    again = (option("way.retry", Way.RETRY),) if retry else ()
    other = () if otherwise is None else (option(otherwise, Way.OTHERWISE),)
    helps = (message("problem.agent"),) if retry else ()
    lines = (message(f"{key}.next", **args), *helps)
    ways = (*again, *other, option(leave, Way.ON))
    return ShowProblem(message(f"{key}.title", **args), lines, ways)


def explain_cut_off(key: str, otherwise: str) -> ShowProblem[Way]:
    """The network is down: what can be had without it comes first. ``key.next`` says who helps."""
    ways = (
        option(otherwise, Way.OTHERWISE),
        option("way.retry", Way.RETRY),
        option("way.home", Way.ON),
    )
    return ShowProblem(message(f"{key}.title"), (message(f"{key}.next"),), ways)


def fill(key: str, entry: Entry) -> Fill:
    """Something to type: ``key`` asks for it, ``key.hint`` says how it looks."""
    return Fill(message(key), message(f"{key}.hint"), entry)


def confirm(key: str, *facts: Fact) -> Confirm:
    return Confirm(message(f"{key}.question"), facts, message(f"{key}.button"))


def take_paper(key: str, pages: int) -> TakePaper[Way]:
    ways = (option("paper.taken", Way.ON), option("paper.nothing", Way.NO))
    return TakePaper(message(key), pages, ways)


def ask_whether_it_came(key: str) -> AskWhetherItCame:
    return AskWhetherItCame(message(key), (option("paper.yes", True), option("paper.no", False)))


def offer(key: str, button: str) -> Offer:
    """Something in place of what did not work, told as a problem is."""
    return Offer(
        message(f"{key}.title"),
        (message(f"{key}.next"),),
        button=message(button),
        decline=message("way.home"),
    )


def offer_again(key: str) -> Offer:
    """A paper that did not come, for the reason that ``key`` explains: once more?"""
    return offer(key, "paper.again")


def open_account(insured: Insured) -> Read[OpenAnswer]:
    """Opens the citizen session of the holder at central (level C)."""
    holder = insured.holder
    card = CardHolder(holder.nir, holder.birth_date, holder.family_name, holder.given_name)
    return Read(message("working.account"), OPEN, card)


def send_provisional_code() -> Read[SendAnswer]:
    """Has central send a provisional code to the mobile number on file."""
    return Read(message("working.sms"), SEND_CODE)


def ask_code(tries_left: int | None) -> AskCode:
    """Asks for the personal code."""
    return AskCode(CodeKind.PERSONAL, tries_left, None, can_forget=True)


def offer_sms() -> Show[Way]:
    """Where the provisional code would go, before anything is sent."""
    lines = (message("login.sms.why"), message("login.sms.line"))
    ways = (option("login.sms.send", Way.ON), option("login.sms.other_phone", Way.NO))
    return Show(message("login.sms.title"), lines, ways)


def ask_provisional_code(phone_last_two: str, tries_left: int | None) -> AskCode:
    """Asks for the code that came by SMS; *forgotten* then means: send it once more."""
    return AskCode(CodeKind.PROVISIONAL, tries_left, phone_last_two, can_forget=True)


def read(key: str, call: Call[Q, T], request: Q, *, optional: bool = False) -> Read[T]:
    """``key`` tells what is being looked for."""
    return Read(message(key), call, request, optional)


def issue(go: Confirmation, call: Call[Q, T], request: Q) -> Issue[T]:
    """``request`` bears the action id of ``go``."""
    return Issue(message("working.issue"), go, call, request)


def report_inconsistent(go: Confirmation, call: Call[Q, T]) -> ReportInconsistent:
    """Staff are to know that what ``call`` gave for ``go`` contradicts itself."""
    return ReportInconsistent(message("working.issue"), go, call)


def hand_over(go: Confirmation, document: Document) -> HandOver:
    return HandOver(message("working.print"), go, document)


def submit(go: Confirmation, demande: Demande) -> Submit:
    return Submit(message("working.submit"), go, demande)


def print_receipt(go: Confirmation, receipt: Receipt) -> HandOver:
    return HandOver(message("working.receipt"), go, receipt)
