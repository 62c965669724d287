"""What must hold of all that cannot be undone: what is issued, recorded and printed."""

from dataclasses import dataclass, field

from kiosk.domain.actions import HandOver, Irrevocable, Issue, Submit
from kiosk.domain.effects import Do
from kiosk.domain.events import Answered, Back
from kiosk.domain.flow import Agreed, Confirm, Offer, ShowRecorded, StepResult
from kiosk.domain.ids import ActionId, Confirmation, JobId, SessionId, Stamp
from kiosk.domain.paper import PrinterTest
from kiosk.domain.receipt import Receipt
from kiosk.domain.states import InService
from kiosk.services.applicant import by_card
from tests.domain.move import Move, stamp_of
from tests.domain.outcomes import is_settled
from tests.domain.walk import texts_in
from wire.actions import ActionRecorded
from wire.demandes.kinds import Demande
from wire.paper import Paper


@dataclass
class NothingTwice:
    """No effect is asked for twice; a job is handed over once, an action has one request."""

    stamps: set[Stamp] = field(default_factory=set)
    jobs: set[JobId] = field(default_factory=set)
    requests: dict[ActionId, object] = field(default_factory=dict)

    def look(self, move: Move) -> None:
        for effect in move.effects:
            stamp = stamp_of(effect)
            if stamp is not None:
                assert stamp not in self.stamps, "one turn performs twice"
                self.stamps.add(stamp)
            match effect:
                case Do(_, HandOver(go=go)):
                    assert go.job not in self.jobs, "the same job is handed over twice"
                    self.jobs.add(go.job)
                case Do(_, Issue(go=go, request=request)):
                    assert self.requests.setdefault(go.action, request) == request


@dataclass
class NothingUnconfirmed:
    """What is issued or submitted was confirmed in this very session; what is printed was issued or
    recorded in it. A receipt is printed once at most; a paper once more, when that was
    offered and taken."""

    agreed: dict[Confirmation, SessionId] = field(default_factory=dict)
    taken: set[Confirmation] = field(default_factory=set)
    issued: list[tuple[SessionId, Paper]] = field(default_factory=list)
    recorded: set[tuple[SessionId, Confirmation, str]] = field(default_factory=set)
    printed: list[Paper] = field(default_factory=list)

    def look(self, move: Move) -> None:
        session = move.before.session
        match move.event, move.position:
            case Answered(_, Agreed(go)), Confirm() if move.moved:
                assert session is not None
                self.agreed[go] = session
            case Answered(_, Agreed(go)), Offer() if move.moved:
                assert session is not None
                self.agreed[go] = session
                self.taken.add(go)
            case Answered(_, StepResult(Paper() as paper)), Issue():
                assert session is not None
                self.issued.append((session, paper))
            case Answered(_, StepResult(ActionRecorded(reference))), Submit(go=go) if move.moved:
                assert session is not None
                self.recorded.add((session, go, reference))
        for effect in move.effects:
            match effect:
                case Do(stamp, Irrevocable() as act):
                    assert self.agreed.get(act.go) == stamp.session, "nobody confirmed this"
                    if isinstance(act, HandOver):
                        self._printed(stamp.session, act)

    def _printed(self, session: SessionId, act: HandOver) -> None:
        match act.document:
            case Receipt(reference):
                receipt = (session, act.go, reference)
                assert receipt in self.recorded, "a receipt of nothing, or a second one"
                self.recorded.remove(receipt)
            case PrinterTest():
                raise AssertionError("no visit tries the printer")
            case paper:
                issued = [each for owner, each in self.issued if owner == session]
                times = sum(each is paper for each in issued)
                assert times, "not what was issued"
                before = sum(each is paper for each in self.printed)
                allowed = 2 * times if act.go in self.taken else times
                assert before < allowed, "printed again without being asked for"
                self.printed.append(paper)


@dataclass
class NothingSubmittedTwice:
    """An action is one request, however often it is handed in; and no more once it is recorded, or
    cannot be."""

    requests: dict[ActionId, Demande] = field(default_factory=dict)
    settled: set[ActionId] = field(default_factory=set)

    def look(self, move: Move) -> None:
        match move.event, move.position:
            case Answered(_, StepResult(result)), Submit(go=go) if move.moved and is_settled(
                result
            ):
                self.settled.add(go.action)
        for effect in move.effects:
            match effect:
                case Do(_, Submit(go=go, demande=demande)):
                    assert go.action not in self.settled, "handed in again after its answer"
                    assert self.requests.setdefault(go.action, demande) == demande


class NobodyAsksForAnother:
    """A request is for the very person whose card is in the reader; typed by who has none."""

    def look(self, move: Move) -> None:
        for effect in move.effects:
            match effect, move.after.state:
                case Do(_, Submit(demande=demande)), InService(visit):
                    if visit.holder is None:
                        assert not demande.applicant.is_by_card
                    else:
                        assert demande.applicant == by_card(visit.holder)


@dataclass
class WhatIsRecordedIsShown:
    """From the moment a request is recorded there is its receipt, and then its reference on the
    screen: neither a card pulled out, nor *Terminer*, nor silence comes between."""

    reference: str | None = None

    def look(self, move: Move) -> None:
        match move.event, move.position:
            case Answered(_, StepResult(ActionRecorded(reference))), Submit() if move.moved:
                self.reference = reference
        if self.reference is None:
            return
        match move.step:
            case HandOver(document=Receipt(reference)):
                assert reference == self.reference
            case ShowRecorded() as shown:
                assert self.reference in texts_in(shown)
                self.reference = None
            case _:
                raise AssertionError("recorded, and not shown")


class RetourCrossesNothingDone:
    """*Retour* does nothing once something is issued, submitted or handed over."""

    def look(self, move: Move) -> None:
        match move.event, move.before.state:
            case Back(), InService(log=log):
                steps = (*(step for step, _ in log), move.position)
                if any(isinstance(step, Irrevocable) for step in steps):
                    assert (move.after, move.effects) == (move.before, ())
