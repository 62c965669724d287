"""The stay of staff: pages that are looked at anew, deeds done once, and tests by the screen."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, assert_never

from kiosk.domain import timeouts
from kiosk.domain.entry import Clean
from kiosk.domain.flow import StepResult
from kiosk.domain.ids import Confirmation, SessionId, Stamp
from kiosk.domain.maintenance.staff_effects import (
    DoDeed,
    DoDeedHere,
    LookAfter,
    NoteDeedHere,
    StaffEffect,
    TakeLook,
)
from kiosk.domain.maintenance.staff_events import StaffTyped
from kiosk.domain.maintenance.stay import (
    Browsing,
    CameTo,
    CardTest,
    Cleaning,
    DeedOutcome,
    Doing,
    Maintenance,
    NoAnswer,
    ScreenTest,
    StayFace,
)
from kiosk.domain.maintenance.tool import (
    AskFirst,
    DeedHereKind,
    DoBySync,
    DoHere,
    LookAgain,
    NotSeen,
    Seen,
    Tool,
    ToolDeed,
    ToolOffer,
    TypeFirst,
)
from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from kiosk.domain.states import IdleWarning, KioskState
from kiosk.domain.transitions import Next, enter
from shared_runtime.messages.message import Message
from wire.staff_calls.looks import HEALTH
from wire.staff_calls.staff_call import DeedDone, DeedFailed, StaffCall

_PRINTED = frozenset({DeedHereKind.TEST_PAGE, DeedHereKind.TEST_RECEIPT})
_MENU_EVERY_S = 2.0


def browse(kiosk: KioskState, state: Maintenance, again: LookAgain | None = None) -> Next:
    """To the menu, or the page of its tool: what it shows is looked at, now and again; ``again`` is
    looked at besides, or otherwise."""
    calls, asked, seen = _looks(state), state.asked, state.seen
    if again is not None:
        name = again.call.name
        asked = {**asked, name: again.request}
        seen = Seen({look: told for look, told in seen.answers.items() if look != name})
        calls = calls if again.call in calls else (*calls, again.call)
    waiting = frozenset(call.name for call in calls)
    looking = replace(state, face=Browsing(), asked=asked, seen=seen, waiting=waiting)
    entered, effects = enter(kiosk, looking)
    return entered, (*effects, *_look(entered, looking, calls))


def tool_chosen(kiosk: KioskState, state: Maintenance, tool: Tool) -> Next:
    if not _at_rest(state) or not may(state, tool.role):
        return kiosk, ()
    return browse(kiosk, replace(state, tool=tool, asked={}, card=""))


def offer_chosen(kiosk: KioskState, state: Maintenance, offer: ToolOffer, go: Confirmation) -> Next:
    if not isinstance(state.face, Browsing) or not may(state, offer.role):
        return kiosk, ()
    match offer.leads_to:
        case AskFirst() | TypeFirst() as over:
            return enter(kiosk, replace(state, face=Browsing((*state.face.over, over))))
        case deed:
            return _do(kiosk, state, offer.label, deed, go)


def typed(kiosk: KioskState, state: Maintenance, event: StaffTyped) -> Next:
    match state.face:
        case Browsing((*_, TypeFirst() as asked)):
            checked = asked.entry.check(event.text)
            if isinstance(checked, Clean):
                deed = asked.deed(checked.text)
                return _do(kiosk, state, asked.question, deed, event.go)
    return kiosk, ()


def looked(kiosk: KioskState, state: Maintenance, look: str, answer: object) -> Next:
    """News on the page that is shown: the same turn, as nothing else about it changes. The last
    answer is shown still where there is none now."""
    known = dict(state.seen.answers)
    if not isinstance(answer, NoAnswer):
        known[look] = answer
    elif isinstance(known.get(look, NotSeen.YET), NotSeen):
        known[look] = NotSeen.AWAY
    seen = replace(state, seen=Seen(known), waiting=state.waiting - {look})
    return replace(kiosk, state=seen), ()


def look_due(kiosk: KioskState, state: Maintenance) -> Next:
    """A look that still waits for its answer is not asked for a second time."""
    if not _at_rest(state):
        return kiosk, ()
    due = tuple(call for call in _looks(state) if call.name not in state.waiting)
    waiting = state.waiting | {call.name for call in due}
    return replace(kiosk, state=replace(state, waiting=waiting)), tuple(_look(kiosk, state, due))


def deed_ended(kiosk: KioskState, state: Maintenance, outcome: DeedOutcome) -> Next:
    match state.face:
        case Doing(title):
            return enter(kiosk, replace(state, face=CameTo(title, outcome)))
        case _:
            return kiosk, ()


def paper_came(kiosk: KioskState, state: Maintenance, result: StepResult) -> Next:
    match result.result:
        case HandedOver():
            return deed_ended(kiosk, state, DeedDone())
        case NotPrinted(trouble):
            return deed_ended(kiosk, state, DeedFailed(trouble.value))
        case MaybePrinted():
            return deed_ended(kiosk, state, NoAnswer())
        case _:
            return kiosk, ()


def paper_blocked(kiosk: KioskState, state: Maintenance, trouble: PaperTrouble | None) -> Next:
    """Said on the screen that waits for it; how long it waits does not change."""
    if not isinstance(state.face, Doing):
        return kiosk, ()
    return replace(kiosk, state=replace(state, face=replace(state.face, blocked=trouble))), ()


def back(kiosk: KioskState, state: Maintenance) -> Next:
    match state.face:
        case Browsing(over) if len(over) > 1:
            return enter(kiosk, replace(state, face=Browsing(over[:-1])))
        case Browsing(over) if not over and state.tool is None:
            return kiosk, ()
        case Browsing(over):
            return browse(kiosk, state if over else replace(state, tool=None))
        case CameTo() | ScreenTest() | CardTest():
            return browse(kiosk, state)
        case Doing() | Cleaning():
            return kiosk, ()
        case _:
            assert_never(state.face)


def can_go_back(state: Maintenance) -> bool:
    match state.face:
        case Browsing(over):
            return state.tool is not None or bool(over)
        case face:
            return isinstance(face, CameTo | CardTest | ScreenTest)


def alarm_rang(kiosk: KioskState, state: Maintenance) -> Next:
    match state.face:
        case Doing():
            return deed_ended(kiosk, state, NoAnswer())
        case Cleaning() | CardTest():
            return browse(kiosk, state)
        case Browsing() | CameTo() | ScreenTest():
            return enter(kiosk, IdleWarning(state))
        case _:
            assert_never(state.face)


def stays_on(kiosk: KioskState, state: Maintenance) -> Next:
    """After the warning, where it was; what is shown there is looked at anew."""
    if _at_rest(state):
        return browse(kiosk, state)
    return enter(kiosk, state)


def waits_for_touch(state: Maintenance) -> bool:
    return isinstance(state.face, Browsing | CameTo | ScreenTest)


def card_put_in(kiosk: KioskState, state: Maintenance, card: SessionId) -> Next | None:
    """None where it ends the stay: only whoever tests the reader puts cards in as staff."""
    if not isinstance(state.face, CardTest):
        return None
    return replace(kiosk, state=replace(state, face=CardTest(card)), card_present=True), ()


def card_told(kiosk: KioskState, state: Maintenance, card: SessionId, word: str) -> Next:
    """What came of it is kept as a word; whose card it is, nowhere."""
    if state.face != CardTest(card):
        return kiosk, ()
    return browse(kiosk, replace(state, card=word))


def may(state: Maintenance, role: str) -> bool:
    return role == "agent" or state.role == "technician"


def _do(
    kiosk: KioskState, state: Maintenance, title: Message, deed: ToolDeed, go: Confirmation
) -> Next:
    match deed:
        case LookAgain():
            return browse(kiosk, state, deed)
        case DoBySync(call, request):
            if not may(state, call.role):
                return kiosk, ()
            doing, effects = _face(kiosk, state, Doing(title), timeouts.DEED_S)
            stamp = _stamp(doing)
            return doing, (*effects, DoDeed(stamp, state.stay, go.action, call, request))
        case DoHere(kind):
            return _do_here(kiosk, state, title, kind, go)
        case _:
            assert_never(deed)


def _do_here(
    kiosk: KioskState, state: Maintenance, title: Message, kind: DeedHereKind, go: Confirmation
) -> Next:
    note = NoteDeedHere(state.stay, go.action, kind)
    match kind:
        case DeedHereKind.CLEAN:
            moved, effects = _face(kiosk, state, Cleaning(), timeouts.CLEANING_S)
        case DeedHereKind.TEST_SCREEN:
            moved, effects = _face(kiosk, state, ScreenTest())
        case DeedHereKind.TEST_CARD:
            fresh = replace(state, card="")
            moved, effects = _face(kiosk, fresh, CardTest(), timeouts.CARD_TEST_S)
        case _:
            seconds = timeouts.PAPER_S if kind in _PRINTED else timeouts.DEED_S
            moved, effects = _face(kiosk, state, Doing(title), seconds)
            return moved, (*effects, DoDeedHere(_stamp(moved), state.stay, go, kind))
    return moved, (*effects, note)


def _face(
    kiosk: KioskState, state: Maintenance, face: StayFace, seconds: float | None = None
) -> Next:
    return enter(kiosk, replace(state, face=face), seconds)


def _at_rest(state: Maintenance) -> bool:
    """Whether the menu or a page is shown, with nothing over it."""
    return state.face == Browsing()


def _looks(state: Maintenance) -> tuple[StaffCall[Any, Any], ...]:
    return (HEALTH,) if state.tool is None else state.tool.looks


def _look(
    kiosk: KioskState, state: Maintenance, calls: tuple[StaffCall[Any, Any], ...]
) -> Iterator[StaffEffect]:
    stamp = _stamp(kiosk)
    for call in calls:
        plain = None if call.request is None else call.request()
        yield TakeLook(stamp, state.stay, call, state.asked.get(call.name, plain))
    every_s = _MENU_EVERY_S if state.tool is None else state.tool.every_s
    if every_s is not None:
        yield LookAfter(stamp, every_s)


def _stamp(kiosk: KioskState) -> Stamp:
    stamp = kiosk.stamp
    assert stamp is not None
    return stamp
