"""What must hold of staff over every sequence of events, each as a proof of its own."""

from dataclasses import dataclass, field

from kiosk.domain.effects import Do, VerifyCode
from kiosk.domain.ids import ActionId
from kiosk.domain.maintenance.staff_effects import (
    DoDeed,
    DoDeedHere,
    EndStay,
    LeaveStay,
    NoteDeedHere,
    SignStaffIn,
    TakeLook,
)
from kiosk.domain.maintenance.staff_events import (
    DeedEnded,
    Looked,
    OfferChosen,
    StaffTold,
    StaffTyped,
)
from kiosk.domain.maintenance.stay import Maintenance, SignInStep, StaffSignIn, StayOver
from kiosk.domain.states import IdleWarning, KioskState
from tests.domain.move import Move, Proof
from wire.staff import StaffSignedIn


def stay_of(kiosk: KioskState) -> Maintenance | None:
    """The stay that is under way, also under the question whether anybody is there."""
    match kiosk.state:
        case Maintenance() as stay:
            return stay
        case IdleWarning(over=Maintenance() as stay):
            return stay
        case _:
            return None


@dataclass
class EachStayEndsOnce:
    """One that kiosk-sync has begun is entered, or it is told that it is over. One that was entered
    is told so once, as it is left, and never comes back."""

    begun: set[ActionId] = field(default_factory=set)
    over: set[ActionId] = field(default_factory=set)
    ended: set[ActionId] = field(default_factory=set)

    def look(self, move: Move) -> None:
        was, now = stay_of(move.before), stay_of(move.after)
        match move.event:
            case StaffTold(answer=StaffSignedIn(), attempt=attempt) if attempt is not None:
                self.begun.add(attempt)
            case Looked(answer=StayOver()) | DeedEnded(outcome=StayOver()) if was != now:
                assert was is not None
                self.over.add(was.stay)
        for effect in move.effects:
            match effect:
                case EndStay(stay) if stay is not None:
                    assert stay not in self.ended, "told twice that it is over"
                    assert was is not None
                    assert was.stay == stay, "the end of another stay"
                    self.ended.add(stay)
                    self.over.add(stay)
                case LeaveStay(stay):
                    self.over.add(stay)
        here = set() if now is None else {now.stay}
        assert not here & self.over, "a stay came back after its end"
        assert here <= self.begun, "in without being let in"
        assert self.begun <= self.over | here, "let in, and nobody there"


class NothingIsAskedInAnothersStay:
    """And nothing of a visit while staff are there."""

    def look(self, move: Move) -> None:
        now = stay_of(move.after)
        for effect in move.effects:
            match effect:
                case TakeLook() | DoDeed() | DoDeedHere() | NoteDeedHere():
                    assert now is not None
                    assert effect.stay == now.stay
                case Do() | VerifyCode():
                    assert now is None, "a visit beside staff"


@dataclass
class EachDeedIsOneTouch:
    done: set[ActionId] = field(default_factory=set)

    def look(self, move: Move) -> None:
        for effect in move.effects:
            match effect:
                case DoDeed(deed=deed) | NoteDeedHere(deed=deed):
                    self._once(deed, move)
                case DoDeedHere(go=go):
                    self._once(go.action, move)
                case SignStaffIn(request=request):
                    self._once(ActionId(request.attempt), move)

    def _once(self, deed: ActionId, move: Move) -> None:
        assert isinstance(move.event, OfferChosen | StaffTyped), "nobody touched"
        assert move.event.go.action == deed
        assert deed not in self.done
        self.done.add(deed)


class WhatIsCheckedStandsNowhere:
    """Once a PIN is handed in, neither it nor the name and the code beside it are kept."""

    def look(self, move: Move) -> None:
        match move.after.state:
            case StaffSignIn(step=SignInStep.CHECKING) as state:
                assert (state.name, state.code) == ("", "")


def proofs_of_stays() -> tuple[Proof, ...]:
    return (
        EachStayEndsOnce(),
        NothingIsAskedInAnothersStay(),
        EachDeedIsOneTouch(),
        WhatIsCheckedStandsNowhere(),
    )
