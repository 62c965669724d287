"""Staff at the kiosk in a test's hand: how they come in, and what they are told."""

from typing import Any
from uuid import UUID

from kiosk.domain.ids import Confirmation, SessionId
from kiosk.domain.maintenance.staff_events import (
    DeedEnded,
    Looked,
    OfferChosen,
    SignInTold,
    StaffCalled,
    StaffTold,
    StaffTyped,
    ToolChosen,
)
from kiosk.domain.maintenance.stay import DeedOutcome, Maintenance
from kiosk.domain.maintenance.tool import DoBySync, Page, Tool, ToolDeed, ToolId, ToolOffer
from shared_runtime.messages.message import message
from tests.domain.kiosk import Kiosk, go
from wire.configuration import StaffRole
from wire.report import KioskHealth
from wire.staff import StaffBadge, StaffReady, StaffSignedIn
from wire.staff_calls.deeds import SEND_QUEUE
from wire.staff_calls.looks import HEALTH, LOGS

STAFF = SessionId(UUID(int=9001))
BADGE = StaffBadge("agents", "serial", "04a1b2c3d4")
PIN = "739164"
NAME = "c.dupont"
CITIZEN = SessionId(UUID(int=31))
TOOL = Tool(ToolId("any"), lambda *_: Page(), "printer", (HEALTH, LOGS), 2.0)
SEND = DoBySync(SEND_QUEUE)
WELL = KioskHealth(())


class StaffAt:
    """Staff before ``kiosk``."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self._number = 9100

    @property
    def stay(self) -> Maintenance:
        state = self.kiosk.now.state
        assert isinstance(state, Maintenance), self.kiosk.state
        return state

    @property
    def face(self) -> Any:
        """What stands there; the tests know which it is."""
        return self.stay.face

    @property
    def signing_in(self) -> Any:
        return self.kiosk.now.state

    def call(self, session: SessionId = STAFF) -> None:
        self.kiosk.feed(StaffCalled(session))

    def told(self, answer: SignInTold | None) -> None:
        self.kiosk.feed(StaffTold(self.kiosk.stamp, answer))

    def types(self, text: str) -> Confirmation:
        minted = self._go()
        self.kiosk.feed(StaffTyped(self.kiosk.stamp, text, minted))
        return minted

    def at_pin(self, *, with_code: bool = False) -> None:
        self.call()
        self.told(StaffReady(by_badge=True, with_code=with_code))
        self.types(NAME)
        if with_code:
            self.types("123456")

    def sign_in(self, role: StaffRole = "agent") -> Confirmation:
        self.at_pin()
        minted = self.types(PIN)
        self.told(StaffSignedIn("c-dupont", role))
        return minted

    def opens(self, tool: Tool) -> None:
        self.kiosk.feed(ToolChosen(self.kiosk.stamp, tool))

    def sees(self, look: str, answer: object) -> None:
        self.kiosk.feed(Looked(self.kiosk.stamp, look, answer))

    def takes(self, offer: ToolOffer) -> Confirmation:
        minted = self._go()
        self.kiosk.feed(OfferChosen(self.kiosk.stamp, offer, minted))
        return minted

    def does(self, deed: ToolDeed) -> Confirmation:
        return self.takes(ToolOffer(message("maintenance.title"), deed))

    def ended(self, outcome: DeedOutcome) -> None:
        self.kiosk.feed(DeedEnded(self.kiosk.stamp, outcome))

    def _go(self) -> Confirmation:
        self._number += 1
        return go(self._number)


def said(staff: StaffAt, kind: type) -> list[Any]:
    """What the kiosk asked for of that kind, so far."""
    return [effect for effect in staff.kiosk.effects if isinstance(effect, kind)]
