"""Stays of staff up to each of their screens, with a tool that has one of everything."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from kiosk.domain.card import StaffCard
from kiosk.domain.entry import Clean, Entry, Keyboard, Keypad
from kiosk.domain.events import FaultRaised
from kiosk.domain.faults import Fault
from kiosk.domain.maintenance.stay import NoAnswer
from kiosk.domain.maintenance.tool import (
    AskFirst,
    CheckRow,
    DeedHereKind,
    DoBySync,
    DoHere,
    FactRow,
    Page,
    Seen,
    Tool,
    ToolContext,
    ToolId,
    ToolOffer,
    TypeFirst,
)
from kiosk.maintenance.registry import TOOLS
from kiosk.services.registry import registry
from shared_runtime.messages.message import message
from tests.domain.kiosk import NOW, Kiosk
from tests.domain.staff import BADGE, NAME, PIN, StaffAt
from tests.ui.places import DEMO_PLACE, WEEK
from wire.health import CheckState, HealthCode, Part, check_of
from wire.report import KioskHealth
from wire.staff import StaffLocked, StaffNotSet, StaffReady, StaffRefused, StaffSignedIn
from wire.staff_calls.deeds import SEND_QUEUE
from wire.staff_calls.looks import HEALTH
from wire.staff_calls.staff_call import DeedDone, DeedFailed

PLACE = replace(DEMO_PLACE, opening_hours=WEEK, fitted=frozenset({"receipts", "speaker"}))
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
ENTRY = Entry("staff_name", 24, Keyboard(LETTERS), Clean)
NUMBER = Entry("staff_name", 8, Keypad(), Clean)
SEND_DEED = DoBySync(SEND_QUEUE)
CLOSE = message("maintenance.close")
CLEAN = ToolOffer(message("maintenance.cleaning"), DoHere(DeedHereKind.CLEAN), icon="drop")
SEND = ToolOffer(message("maintenance.done"), SEND_DEED, icon="up")
ASK = ToolOffer(
    message("maintenance.touch_test"),
    AskFirst(message("maintenance.unknown"), (CLEAN, SEND), (message("maintenance.unknown.line"),)),
)
TO_SCAN = "kiosk: k00007\nenrolment: 1A2B-3C4D-5E6F\nversion kiosk: 2026.11.2"
SCAN = ToolOffer(
    message("tool.about.qr"),
    AskFirst(
        message("tool.about.qr.take"),
        (),
        (message("tool.about.qr.holds"),),
        TO_SCAN,
    ),
)
TYPE = ToolOffer(
    message("maintenance.card_test"),
    TypeFirst(message("staff.name"), message("staff.name.hint"), ENTRY, lambda _: SEND_DEED),
)


def _ago(code: HealthCode, part: Part, hours: float) -> CheckRow:
    check = check_of(part, code, {"now": "09:30"})
    since, good = NOW - timedelta(hours=hours), NOW - timedelta(hours=hours, minutes=5)
    return CheckRow(replace(check, since=since, good_at=good))


ROWS = (
    _ago(HealthCode.PRINTER_PAPER_OUT, Part.PRINTER, 0.8),
    _ago(HealthCode.READER_NOT_ALLOWED, Part.READER, 30),
    _ago(HealthCode.CLOCK_UNKEPT, Part.CLOCK, 2),
    _ago(HealthCode.CENTRAL_REACHED, Part.CENTRAL, 3),
    _ago(HealthCode.SPEAKER_ABSENT, Part.SPEAKER, 3),
    FactRow("20261122-0751-07-000042-52", message("maintenance.failed"), at=NOW, offers=(SEND,)),
    FactRow(message("maintenance.done"), "1 204", state=CheckState.OK, offers=(CLEAN, SEND)),
    FactRow(message("staff.name"), "c-dupont", message("staff.name.hint")),
)
HEALTHY = KioskHealth((check_of(Part.PRINTER, HealthCode.PRINTER_READY),))
ILL = KioskHealth(tuple(row.check for row in ROWS if isinstance(row, CheckRow)))
LONG = KioskHealth(
    (
        check_of(Part.CLOCK, HealthCode.CLOCK_DIFFERS, {"now": "09:30"}),
        check_of(Part.QUEUE, HealthCode.QUEUE_FULL),
        check_of(Part.READER, HealthCode.READER_READY),
    )
)
"""A finding of many words, and a tool of two lines with a state."""


def _page(_seen: Seen, _here: ToolContext) -> Page:
    return Page(ROWS, (ASK, TYPE, CLEAN, SEND), (message("maintenance.all_well"),))


FULL = Tool(ToolId("health"), _page, "printer", (HEALTH,), 2.0, frozenset({"printer"}))
FEW = replace(FULL, page=lambda *_: Page(ROWS[:2], (CLEAN,)))
LINES = replace(FULL, page=lambda *_: Page(ROWS[5:], (SEND,)))
READER = replace(FULL, picture="card", parts=frozenset({"reader"}))
CLOCK = replace(FULL, picture="clock", parts=frozenset({"clock"}))
PLAIN = replace(FULL, picture="document", parts=frozenset())
MANY = (*TOOLS, FULL, READER, CLOCK, PLAIN, FULL, PLAIN, READER, PLAIN, CLOCK, PLAIN, FULL, PLAIN)


def _staff(*tools: Tool) -> StaffAt:
    return StaffAt(Kiosk(replace(registry({}, PLACE), tools=tools or MANY)))


def _name() -> StaffAt:
    staff = _staff()
    staff.call()
    staff.told(StaffReady())
    return staff


def _lacking() -> StaffAt:
    staff = _staff()
    staff.call()
    staff.told(StaffReady("no_pepper"))
    return staff


def _pin(*, with_code: bool = False) -> StaffAt:
    staff = _staff()
    staff.at_pin(with_code=with_code)
    return staff


def _code() -> StaffAt:
    staff = _staff()
    staff.call()
    staff.told(StaffReady(with_code=True))
    staff.types(NAME)
    return staff


def _badge() -> StaffAt:
    staff = _staff()
    staff.kiosk.inserts(StaffCard(BADGE))
    staff.told(StaffReady(by_badge=True))
    return staff


def _tried(answer: StaffRefused | StaffLocked | StaffNotSet | None) -> StaffAt:
    staff = _pin()
    staff.types(PIN)
    staff.told(answer)
    return staff


def _menu(health: KioskHealth = ILL, *tools: Tool) -> StaffAt:
    staff = _staff(*tools)
    staff.at_pin()
    staff.types(PIN)
    staff.told(StaffSignedIn("c-dupont", "technician"))
    staff.sees(HEALTH.name, health)
    return staff


def _tool(tool: Tool = FULL) -> StaffAt:
    staff = _menu()
    staff.opens(tool)
    staff.sees(HEALTH.name, ILL)
    return staff


def _taking(offer: ToolOffer) -> StaffAt:
    staff = _tool()
    staff.takes(offer)
    return staff


def _came(outcome: DeedDone | DeedFailed | NoAnswer) -> StaffAt:
    staff = _taking(SEND)
    staff.ended(outcome)
    return staff


def _here(kind: DeedHereKind) -> StaffAt:
    staff = _tool()
    staff.does(DoHere(kind))
    return staff


def _away() -> StaffAt:
    staff = _staff()
    staff.sign_in()
    staff.kiosk.feed(FaultRaised(Fault.GATEWAY))
    staff.sees(HEALTH.name, NoAnswer())
    return staff


def _typing_a_number() -> StaffAt:
    asked = TypeFirst(
        message("staff.code"), message("staff.code.hint"), NUMBER, lambda _: SEND_DEED
    )
    return _taking(ToolOffer(CLOSE, asked))


STAYS: Mapping[str, Callable[[], StaffAt]] = {
    "staff-name": _name,
    "staff-lack": _lacking,
    "staff-code": _code,
    "staff-pin": _pin,
    "staff-pin-badge": _badge,
    "staff-refused": lambda: _tried(StaffRefused()),
    "staff-locked": lambda: _tried(StaffLocked(30)),
    "staff-menu": _menu,
    "staff-menu-one": lambda: _menu(HEALTHY, *TOOLS),
    "staff-menu-long": lambda: _menu(LONG, *TOOLS),
    "staff-away": _away,
    "tool": _tool,
    "tool-few": lambda: _tool(FEW),
    "tool-health": lambda: _tool(replace(FULL, page=lambda *_: Page((*ROWS[:5], *ROWS[:5])))),
    "tool-rows": lambda: _tool(LINES),
    "tool-ask": lambda: _taking(ASK),
    "tool-scan": lambda: _taking(SCAN),
    "tool-type": lambda: _taking(TYPE),
    "tool-type-number": _typing_a_number,
    "tool-doing": lambda: _taking(SEND),
    "tool-done": lambda: _came(DeedDone()),
    "tool-failed": lambda: _came(DeedFailed("paper_out")),
    "tool-unknown": lambda: _came(NoAnswer()),
    "touch-test": lambda: _here(DeedHereKind.TEST_SCREEN),
    "cleaning": lambda: _here(DeedHereKind.CLEAN),
    "card-test": lambda: _here(DeedHereKind.TEST_CARD),
}
SEEN: Mapping[str, Mapping[str, object]] = {
    "staff-name": {"text": "C.DUP"},
    "staff-pin": {"typed": 4},
    "staff-locked": {"idle_seconds": 28},
    "cleaning": {"idle_seconds": 17},
    "card-test": {"idle_seconds": 24},
    "tool-type": {"text": "A4B2"},
}
"""What the screen adds to it."""
