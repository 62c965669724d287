"""The kiosk's home screen as a web page: the same words, tiles, fonts and pictures, static HTML.

The words are those of the real screen, so that the page grows with it.
"""

import html
from collections.abc import Callable
from pathlib import Path
from string import Template

from benchmarks.figures import figure
from devdock.cards.people import people
from kiosk.app.ids import IdSource
from kiosk.app.session_runner import SessionRunner
from kiosk.config import loading as config
from kiosk.config.section import Mistakes
from kiosk.domain.card import CardRead
from kiosk.domain.effects import Effect
from kiosk.domain.events import CardAnswered, CardArrived, FaultCleared, LinkChanged
from kiosk.domain.faults import Fault, Link
from kiosk.domain.ids import SessionId
from kiosk.services.registry import registry
from kiosk.ui.present.parts import TileView
from kiosk.ui.present.screens import Frame, HomeScreen
from kiosk.ui.screen_state import ScreenState, ordered_keys
from shared_runtime.clock import SystemClock
from shared_runtime.messages.catalogue import Translations
from shared_runtime.messages.loading import shipped

CARD = "camille-martin"
"""Whose card is in, on both home screens."""

_FOLDER = Path(__file__).parent / "peer"
_PICTURES = {
    "agent": "M12 3.5a4 4 0 1 0 0.01 0z M4.5 20.5v-0.5a7.5 6.5 0 0 1 15 0v0.5",
    "contrast": "M12 2.8a9.2 9.2 0 1 0 0.01 0z",
    "exit": "M12.5 3.5h-8.5v17h8.5 M9.5 12h11.5 M17 8l4 4l-4 4",
    "low": "M12 3v12 M7 10.5l5 5l5-5 M4 20.5h16",
    "next": "M9 4.5l7.5 7.5l-7.5 7.5",
    "text": "M1.5 19l6-15l6 15 M3.6 14h7.8 M14.5 19l3.8-9.5l3.8 9.5 M15.8 16h5",
}
"""The strokes of the kiosk's icons, on its grid of 24."""


class _Unperformed:
    """Performs nothing: the session gets no further than home."""

    def perform(self, effect: Effect) -> None:
        """Does nothing."""


def page() -> str:
    """The whole page, in French, for the holder of ``CARD``."""
    frame, say = _home()
    assert isinstance(frame.screen, HomeScreen)
    words = {
        "caisse": frame.header.caisse_name,
        "agency": frame.header.agency_line,
        "greeting": say("control.greeting"),
        "name": frame.header.greeting_name,
        "nir": frame.header.masked_nir,
        "title": frame.screen.title,
        "date": frame.header.date_text,
        "clock": frame.header.clock_text,
    }
    parts = {
        "symbols": "\n".join(
            f'<symbol id="{name}" viewBox="0 0 24 24"><path d="{path}"/></symbol>'
            for name, path in _PICTURES.items()
        ),
        "favourites": "\n".join(map(_tile, frame.screen.favourites)),
        "subjects": "\n".join(map(_tile, frame.screen.subjects)),
        "large_text": _labelled("text", say("control.large_text")),
        "contrast": _labelled("contrast", say("control.contrast")),
        "low_mode": _labelled("low", say("control.low_mode")),
        "agent": _labelled("agent", say("control.agent")),
        "end": f"{html.escape(say('control.end'))} {_picture('exit', 44)}",
    }
    escaped = {name: html.escape(text) for name, text in words.items()}
    return Template((_FOLDER / "home.html").read_text("utf-8")).substitute(escaped | parts)


def _home() -> tuple[Frame, Callable[[str], str]]:
    """The home screen as the kiosk works it out with central in reach, and how it speaks."""
    settings = config.load(None, {})
    if isinstance(settings, Mistakes):
        raise RuntimeError("the defaults are mistaken")
    clock = SystemClock()
    services = registry(settings.service_levels())
    words = shipped()
    screen_state = ScreenState(services, settings.place(), words, clock, ordered_keys)

    def show(kiosk: object) -> None:
        """Only the last state is looked at."""

    runner = SessionRunner(services, _Unperformed(), show, lambda _: None)
    runner.begin()
    session: SessionId = IdSource(clock).session()
    holder = people()[CARD].holder
    for event in (
        FaultCleared(Fault.READER_ABSENT),
        LinkChanged(Link.ONLINE),
        CardArrived(session),
        CardAnswered(session, CardRead((holder,))),
    ):
        runner.handle(event)
    screen_state.take(runner.kiosk)
    return screen_state.frame(), Translations(words, "fr").say


def _tile(tile: TileView) -> str:
    return (
        f'<button class="tile{" primary" if tile.primary else ""}">'
        f'<span class="plate">{figure(tile.picture)}</span>'
        f'<span class="words"><b>{html.escape(tile.label)}</b>'
        f"<small>{html.escape(tile.detail)}</small></span>{_picture('next', 40)}</button>"
    )


def _labelled(picture: str, label: str) -> str:
    return f"{_picture(picture, 44)} {html.escape(label)}"


def _picture(name: str, size: int) -> str:
    return f'<svg width="{size}" height="{size}"><use href="#{name}"/></svg>'
