"""Staff at the screens: by the corners to the menu, and what they touch there."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.domain.maintenance.staff_effects import TakeLook
from kiosk.domain.maintenance.staff_events import Looked, SignInTold, StaffTold
from kiosk.maintenance.registry import TOOLS
from kiosk.services.registry import registry
from shared_runtime.messages.catalogue import Catalogue, Translations
from tests.domain.staff import PIN
from tests.ui.places import DEMO_PLACE
from tests.ui.visitor import Visitor
from wire.health import HealthCode, Part, check_of
from wire.report import KioskHealth
from wire.staff import StaffReady, StaffSignedIn
from wire.staff_calls.looks import HEALTH

LEFT, RIGHT = (0.02, 0.02), (0.98, 0.02)
SEQUENCE = (LEFT, LEFT, RIGHT, RIGHT, RIGHT, LEFT)
ILL = KioskHealth((check_of(Part.PRINTER, HealthCode.PRINTER_PAPER_OUT),))


class Colleague(Visitor):
    """Somebody of the agency."""

    def __init__(self, catalogue: Catalogue) -> None:
        place = replace(DEMO_PLACE, languages=("fr", "en"))
        super().__init__(catalogue, place, replace(registry({}, place), tools=TOOLS))

    @property
    def last(self) -> Any:
        """What was asked for last."""
        return self.recorder.effects[-1]

    def corners(self) -> None:
        for x, y in SEQUENCE:
            self.clock.seconds += 0.6
            self.app.touchedAt(x, y)

    def told(self, answer: SignInTold | None) -> None:
        stamp = self.runner.kiosk.stamp
        assert stamp is not None
        self.handle(StaffTold(stamp, answer))

    def sees(self, look: str, answer: object) -> None:
        stamp = self.runner.kiosk.stamp
        assert stamp is not None
        self.handle(Looked(stamp, look, answer))

    def to_menu(self) -> None:
        self.corners()
        self.told(StaffReady())
        self.type_text("C.DUPONT")
        self.touch("submitEntry")
        self.type_code(PIN)
        self.told(StaffSignedIn("c-dupont", "agent"))


def kind(colleague: Colleague) -> str:
    return type(colleague.last).__name__


@pytest.fixture
def colleague(qapp: QGuiApplication, catalogue: Catalogue) -> Iterator[Colleague]:
    colleague = Colleague(catalogue)
    yield colleague
    colleague.leave()


def test_the_corners_a_name_and_a_pin_lead_to_the_menu_and_a_page(colleague):
    colleague.corners()
    assert colleague.kind == "working"
    assert kind(colleague) == "AskStaffReady"
    colleague.told(StaffReady())
    assert colleague.kind == "fill"
    colleague.type_text("C.DUPONT")
    colleague.touch("submitEntry")
    assert (colleague.kind, colleague.shown("typed")) == ("code", 0)
    colleague.type_code(PIN)
    asked = colleague.last
    assert kind(colleague) == "SignStaffIn"
    assert (asked.request.name, asked.request.pin, asked.request.code) == ("C.DUPONT", PIN, "")
    colleague.told(StaffSignedIn("c-dupont", "agent"))
    assert colleague.kind == "staffMenu"
    assert colleague.header("caisseName") == "Maintenance"
    assert colleague.header("agencyLine").startswith("Agent · ")
    colleague.touch("choose", 0)
    assert colleague.kind == "tool"
    looks = [e for e in colleague.recorder.effects if isinstance(e, TakeLook)]
    assert looks[-1].call is HEALTH
    colleague.sees("health", ILL)
    (row,) = colleague.rows("rows")
    assert (row.label, row.tone) == ("Imprimante", "failed")
    assert row.toDo.startswith("À faire")


@pytest.mark.parametrize(
    ("part", "code", "opened"),
    [
        (Part.PRINTER, HealthCode.PRINTER_PAPER_OUT, "printers"),
        (Part.FONTS, HealthCode.FONTS_MISSING, "health"),
    ],
)
def test_the_gravest_that_is_found_leads_to_the_tool_that_mends_it(
    colleague, catalogue, part, code, opened
):
    colleague.to_menu()
    assert colleague.shown("mendedBy") == -1
    colleague.sees("health", KioskHealth((check_of(part, code, {}),)))
    (worst,) = colleague.rows("worst")
    assert worst.opens
    colleague.touch("choose", colleague.shown("mendedBy"))
    assert colleague.shown("title") == Translations(catalogue, "fr").say(f"tool.{opened}.title")
