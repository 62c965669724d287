"""What kiosk-sync answers staff, in memory: it knows the demonstration's, by name and by badge."""

import threading
from typing import Any

from devdock.cards.badges import BADGES
from devdock.staff_sign_in import DEMO_STAFF, STAFF_PEPPER
from kiosk.domain.ids import ActionId
from kiosk.domain.maintenance.staff_events import SignInTold
from kiosk.domain.maintenance.stay import DeedOutcome, StayOver
from kiosk.domain.maintenance.tool import DeedHereKind
from tests.maintenance.samples import ANSWERS
from wire.staff import SignInStaff, StaffReady, StaffRefused, StaffSignedIn
from wire.staff_calls.staff_call import DeedDone, StaffCall
from wire.staff_pepper import StaffPepper

_PEPPER = StaffPepper(STAFF_PEPPER.encode().ljust(32, b"\0"))


class MemoryStaff:
    """A ``StaffGateway``."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stay: ActionId | None = None
        self._verifiers = {
            each: _PEPPER.verifier(each.id, each.pin, bytes(16)) for each in DEMO_STAFF
        }

    def ready(self) -> StaffReady:
        return StaffReady(by_badge=True)

    def sign_in(self, request: SignInStaff) -> SignInTold:
        for who, verifier in self._verifiers.items():
            named = request.name is not None and request.name.lower() == who.id
            known = named or request.badge == BADGES[who.card]
            if known and _PEPPER.fits(verifier, who.id, request.pin):
                with self._lock:
                    self._stay = ActionId(request.attempt)
                return StaffSignedIn(who.id, who.role)
        return StaffRefused()

    def look(self, stay: ActionId, call: StaffCall[Any, Any], request: object) -> object:
        return ANSWERS[call.name] if self._is_open(stay) else StayOver()

    def do(
        self, stay: ActionId, deed: ActionId, call: StaffCall[Any, Any], request: object
    ) -> DeedOutcome:
        return DeedDone() if self._is_open(stay) else StayOver()

    def note(self, stay: ActionId, deed: ActionId, kind: DeedHereKind) -> DeedOutcome:
        return DeedDone() if self._is_open(stay) else StayOver()

    def leave(self, stay: ActionId, deed: ActionId) -> None:
        with self._lock:
            if self._stay == stay:
                self._stay = None

    def _is_open(self, stay: ActionId) -> bool:
        with self._lock:
            return self._stay == stay
