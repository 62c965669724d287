"""Performs what a stay of staff asks for: looks, deeds, and what the screen's own process does."""

from collections.abc import Callable
from typing import Any, Protocol, assert_never

from kiosk.app.effects import PaperPrinter, SessionAlarm
from kiosk.app.workers import Workers
from kiosk.domain.actions import Document
from kiosk.domain.events import Event
from kiosk.domain.ids import ActionId, Confirmation, JobId, Stamp
from kiosk.domain.maintenance.staff_effects import (
    AskStaffReady,
    DoDeed,
    DoDeedHere,
    EndStay,
    LeaveStay,
    LookAfter,
    NoteDeedHere,
    SignStaffIn,
    StaffEffect,
    TakeLook,
)
from kiosk.domain.maintenance.staff_events import (
    DeedEnded,
    Looked,
    SignInTold,
    StaffTold,
)
from kiosk.domain.maintenance.stay import DeedOutcome, NoAnswer, StayOver
from kiosk.domain.maintenance.tool import DeedHereKind
from kiosk.domain.paper import PrinterTest
from kiosk.domain.receipt import Receipt
from kiosk.runtime.early_log import EventLogger
from wire.staff import SignInStaff, StaffReady
from wire.staff_calls.staff_call import DeedDone, DeedFailed, StaffCall

_ON_PAPER = (DeedHereKind.TEST_PAGE, DeedHereKind.TEST_RECEIPT)
_TESTS = "TEST-0000"
"""In place of a reference: no request has it."""

log = EventLogger(__name__)


class StaffGateway(Protocol):
    """kiosk-sync: every call blocks, has its own deadline and raises nothing; any thread."""

    def ready(self) -> StaffReady | None: ...
    def sign_in(self, request: SignInStaff) -> SignInTold | None: ...
    def look(self, stay: ActionId, call: StaffCall[Any, Any], request: object) -> object: ...
    def do(
        self, stay: ActionId, deed: ActionId, call: StaffCall[Any, Any], request: object
    ) -> DeedOutcome: ...
    def note(self, stay: ActionId, deed: ActionId, kind: DeedHereKind) -> DeedOutcome: ...
    def leave(self, stay: ActionId, deed: ActionId) -> None: ...


class StaffEffects:
    """For the main thread. ``sound``: plays what the kiosk has to play, one after the other, on a
    worker, and says whether anything could be heard; ``forget``: leaves nothing on the screen;
    ``new_deed``: an id for what nobody's touch has one for."""

    def __init__(
        self,
        gateway: StaffGateway,
        printer: PaperPrinter,
        expect_paper: Callable[[JobId, Stamp], None],
        sound: Callable[[], bool],
        alarm: SessionAlarm,
        workers: Workers,
        post: Callable[[Event], None],
        forget: Callable[[], None],
        new_deed: Callable[[], ActionId],
    ) -> None:
        self._gateway, self._printer, self._expect_paper = gateway, printer, expect_paper
        self._sound, self._alarm, self._run = sound, alarm, workers.run
        self._post, self._forget, self._new_deed = post, forget, new_deed

    def perform(self, effect: StaffEffect) -> None:
        match effect:
            case AskStaffReady(stamp):
                self._run(self._tell_ready, stamp)
            case SignStaffIn(stamp, request):
                self._run(self._sign_in, stamp, request)
            case TakeLook():
                self._run(self._look, effect)
            case LookAfter(stamp, seconds):
                self._alarm.look_after(stamp, seconds)
            case DoDeed():
                self._run(self._do, effect)
            case DoDeedHere(stamp, _, go, DeedHereKind.TEST_PAGE | DeedHereKind.TEST_RECEIPT):
                self._expect_paper(go.job, stamp)
                self._printer.expect(go.job)
                self._run(self._do_here, effect)
            case DoDeedHere():
                self._run(self._do_here, effect)
            case NoteDeedHere(stay, deed, kind):
                self._run(self._note, stay, deed, kind)
            case LeaveStay(stay):
                self._run(self._gateway.leave, stay, self._new_deed())
            case EndStay(stay):
                self._forget()
                if stay is not None:
                    self._run(self._gateway.leave, stay, self._new_deed())
            case _:
                assert_never(effect)

    def _tell_ready(self, stamp: Stamp) -> None:
        self._post(StaffTold(stamp, self._gateway.ready()))

    def _sign_in(self, stamp: Stamp, request: SignInStaff) -> None:
        self._post(StaffTold(stamp, self._gateway.sign_in(request), ActionId(request.attempt)))

    def _look(self, look: TakeLook) -> None:
        answer = self._gateway.look(look.stay, look.call, look.request)
        self._post(Looked(look.stamp, look.call.name, answer))

    def _do(self, deed: DoDeed) -> None:
        outcome = self._gateway.do(deed.stay, deed.deed, deed.call, deed.request)
        self._post(DeedEnded(deed.stamp, outcome))

    def _note(self, stay: ActionId, deed: ActionId, kind: DeedHereKind) -> DeedOutcome:
        """Staff come to mend: what cannot be written down is logged here, and done all the same
        where it can be."""
        noted = self._gateway.note(stay, deed, kind)
        if not isinstance(noted, DeedDone):
            log.warning("deed_not_noted", deed=kind.value)
        return noted

    def _do_here(self, deed: DoDeedHere) -> None:
        noted = self._note(deed.stay, deed.go.action, deed.kind)
        if isinstance(noted, StayOver):
            self._post(DeedEnded(deed.stamp, noted))
            return
        if isinstance(noted, NoAnswer) and deed.kind in _ON_PAPER:
            # Nothing is printed that kiosk-sync does not know of: the printer is not to blame.
            self._post(DeedEnded(deed.stamp, DeedFailed("sync-away")))
            return
        outcome: DeedOutcome | None
        match deed.kind:
            case DeedHereKind.TEST_PAGE:
                outcome = self._print(deed.go, PrinterTest())
            case DeedHereKind.TEST_RECEIPT:
                outcome = self._print(
                    deed.go, Receipt(_TESTS, deed.go.at, "test", "test", online=True)
                )
            case DeedHereKind.PURGE_PRINTS:
                self._printer.purge()
                outcome = DeedDone()
            case DeedHereKind.TEST_SOUND:
                outcome = DeedDone() if self._sound() else DeedFailed("no_speaker")
            case DeedHereKind.TEST_SCREEN | DeedHereKind.CLEAN | DeedHereKind.TEST_CARD:
                return
            case _:
                assert_never(deed.kind)
        if outcome is not None:
            self._post(DeedEnded(deed.stamp, outcome))

    def _print(self, go: Confirmation, document: Document) -> DeedOutcome | None:
        """What comes of it the printer tells, where it has it."""
        taken = self._printer.put_to_paper(go.job, document)
        return None if taken else DeedFailed("not_printed")
