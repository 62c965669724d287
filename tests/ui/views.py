"""A view of the kiosk for the pure presenter: 10:24 on a Sunday, nothing typed, nothing open."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from kiosk.domain.engine import Position
from kiosk.domain.faults import Fault, Link
from kiosk.domain.identity import Holder, Insured
from kiosk.domain.ids import SessionId
from kiosk.domain.states import InService, KioskState, SessionState, Visit
from kiosk.services.registry import registry
from kiosk.ui.present.frame import frame, screen
from kiosk.ui.present.steps import step_screen
from kiosk.ui.present.view import View
from kiosk.ui.screen_state import ordered_keys
from shared_runtime.messages.catalogue import Catalogue, Translations
from tests.ui.places import DEMO_PLACE

SESSION = SessionId(UUID(int=7))


def view(catalogue: Catalogue, language: str = "fr", **changed: Any) -> View:
    now = datetime(2026, 11, 22, 10, 24, tzinfo=ZoneInfo("Europe/Paris"))
    plain = View(
        registry=registry({}),
        place=DEMO_PLACE,
        translations=Translations(catalogue, language),
        now=now,
        since=now,
        keys=ordered_keys(),
    )
    return replace(plain, **changed)


def kiosk(state: SessionState, *faults: Fault, link: Link = Link.ONLINE) -> KioskState:
    return KioskState(state, frozenset(faults), link, card_present=True, turn=3)


def visit(holder: Holder) -> Visit:
    return Visit(SESSION, Insured(holder))


def shown(kiosk: KioskState, seen: View) -> Any:
    """The screen of a state; the tests know which it is."""
    return screen(kiosk, seen)


def step_shown(state: InService, step: Position, seen: View) -> Any:
    """The screen of a step; the tests know which it is."""
    return step_screen(state, step, seen)


def framed(kiosk: KioskState, seen: View) -> Any:
    """The whole picture of a state."""
    return frame(kiosk, seen)
