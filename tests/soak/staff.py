"""Visits of staff at the kiosk of a soak, as scripts: who comes, what they look at and mend."""

from collections.abc import Callable

from devdock.cards.badges import badge_profiles
from devdock.cards.people import cards
from devdock.staff_sign_in import DEMO_STAFF, DemoStaff
from kiosk.domain.maintenance.corners import SEQUENCE
from tests.soak.rig import Rig, Script

AGENT, TECHNICIAN = DEMO_STAFF
WRONG_PIN = "000000"
_PLACES = {"left": (0.02, 0.02), "right": (0.98, 0.02)}
_FIRST, _SECOND = 0, 1
"""Of what a page offers, in its order."""


class StaffVisits:
    """Each method is one visit, which begins and ends with nobody at the kiosk. They sign in with
    a real PIN, and all they do is asked of kiosk-sync."""

    def __init__(self, rig: Rig) -> None:
        self._rig = rig

    @property
    def kinds(self) -> tuple[Callable[[], Script], ...]:
        return (
            self.looks_around,
            self.mends,
            self.comes_by_badge,
            self.forgets_to_leave,
            self.makes_way_for_somebody,
            self.mistypes_the_pin,
            self.wipes_the_screen,
        )

    @property
    def kinds_at_kiosk_sync(self) -> tuple[Callable[[], Script], ...]:
        """Those too that a kiosk-sync in memory does nothing about."""
        return (*self.kinds, self.closes_and_opens)

    def looks_around(self) -> Script:
        yield from self._by_name(AGENT)
        for tool in ("health", "reader", "printers", "network", "queue", "day", "about", "logs"):
            yield from self._rig.opens_tool(tool)
            yield from self._back()
        yield from self._leave()

    def mends(self) -> Script:
        yield from self._by_name(TECHNICIAN)
        yield from self._rig.opens_tool("printers")
        yield from self._has_done(_FIRST)  # a test page
        self._rig.wipe_paper()
        yield from self._has_done(_SECOND)  # the paper was loaded
        yield from self._back()
        yield from self._rig.opens_tool("queue")
        yield from self._has_done(_FIRST)  # all is sent now
        yield from self._back()
        yield from self._leave()

    def comes_by_badge(self) -> Script:
        rig = self._rig
        rig.reader.insert(badge_profiles()[AGENT.card])
        yield rig.at("code")
        yield from self._pin(AGENT.pin)
        yield from rig.opens_tool("health")
        rig.touch("end")
        yield rig.at("takeCard")
        rig.reader.remove()
        yield rig.at("attract")

    def closes_and_opens(self) -> Script:
        rig = self._rig
        yield from self._by_name(AGENT)
        yield from rig.opens_tool("service")
        rig.touch("choose", rig.offered(_FIRST))
        yield rig.at("show")
        yield from self._has_done(_FIRST)  # for the first of the reasons
        rig.touch("end")
        yield rig.at("outOfService")
        yield from self._by_name(AGENT)
        yield from rig.opens_tool("service")
        yield from self._has_done(_FIRST)  # and opens it again
        yield from self._back()
        yield from self._leave()

    def forgets_to_leave(self) -> Script:
        yield from self._by_name(AGENT)
        yield from self._rig.opens_tool("day")
        self._rig.fall_silent()
        yield self._rig.at("idle")
        self._rig.fall_silent()
        yield self._rig.at("attract")

    def makes_way_for_somebody(self) -> Script:
        rig = self._rig
        yield from self._by_name(AGENT)
        rig.reader.insert(cards()["lea-bernard"].profile)
        yield rig.at("home")
        rig.reader.remove()
        yield rig.at("attract")

    def mistypes_the_pin(self) -> Script:
        rig = self._rig
        yield from self._to_the_pin(AGENT)
        rig.enter(WRONG_PIN)
        yield lambda: rig.kind == "fill" or (rig.kind == "code" and bool(rig.screen.message))
        if rig.kind == "fill":
            rig.enter(AGENT.id.upper())
            yield rig.at("code")
        yield from self._pin(AGENT.pin)
        yield from self._leave()

    def wipes_the_screen(self) -> Script:
        rig = self._rig
        yield from self._by_name(AGENT)
        yield from rig.opens_tool("screen")
        yield from self._back()
        yield from self._leave()

    def _to_the_pin(self, who: DemoStaff) -> Script:
        rig = self._rig
        for side in SEQUENCE:
            rig.touch_corner(*_PLACES[side])
        yield rig.at("fill")
        rig.enter(who.id.upper())
        yield rig.at("code")

    def _by_name(self, who: DemoStaff) -> Script:
        yield from self._to_the_pin(who)
        yield from self._pin(who.pin)

    def _pin(self, pin: str) -> Script:
        self._rig.enter(pin)
        yield self._rig.at("staffMenu")

    def _has_done(self, offer: int) -> Script:
        """What is offered there, told as done, and read."""
        rig = self._rig
        yield from rig.answer("choose", rig.offered(offer))
        yield lambda: rig.kind in ("show", "problem")
        assert rig.kind == "show", rig.screen.title
        yield from rig.answer("choose", _FIRST)
        yield rig.at("tool")

    def _back(self) -> Script:
        self._rig.touch("back")
        yield self._rig.at("staffMenu")

    def _leave(self) -> Script:
        self._rig.touch("end")
        yield self._rig.at("attract")
