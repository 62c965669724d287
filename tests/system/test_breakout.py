"""Nobody breaks out of the screen: keys and gestures of the display itself do nothing.

``docs/bench-protocol.md`` has what needs a real panel, a real keyboard and the kernel's own keys.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.domain.entries.address import STREET
from tests.system.breakout import HEIGHT, WESTON, WIDTH, X_TOOLS, Stand, stand

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(bool(X_TOOLS), reason=f"needs {', '.join(X_TOOLS)}"),
]

CHORDS = (
    *(f"ctrl+alt+F{number}" for number in range(1, 13)),
    *(f"alt+F{number}" for number in range(1, 13)),
    *(f"F{number}" for number in range(1, 13)),
    *("ctrl+alt+Delete",) * 7,
    *("Shift_L",) * 5,
    *(f"ctrl+{letter}" for letter in "acfhnopqrstvwxz"),
    *(f"ctrl+shift+{letter}" for letter in "cijknptvw"),
    *(f"super+{letter}" for letter in "adefhiklmprstuvx"),
    *(f"super+shift+{letter}" for letter in "fmrs"),
    *("alt+Print", "alt+Print+b", "Print", "ctrl+Print", "super+Print", "Menu", "shift+F10"),
    *("ctrl+alt+BackSpace", "ctrl+alt+t", "ctrl+alt+s", "ctrl+alt+f", "ctrl+Escape"),
    *("Super_L", "Super_R", "super+Tab", "alt+Tab", "alt+shift+Tab", "alt+F4", "alt+space"),
    *("alt+Left", "alt+Home", "ctrl+plus", "ctrl+minus", "ctrl+0", "Insert", "shift+Insert"),
    *("XF86PowerOff", "XF86Sleep", "XF86WWW", "XF86HomePage", "XF86Back", "XF86Calculator"),
    *("Num_Lock", "Num_Lock", "Caps_Lock", "Caps_Lock", "Scroll_Lock", "Pause", "ctrl+Pause"),
)
GESTURES = (
    *(
        f"mousemove {x} {y} mousedown 1 mousemove {WIDTH // 2} {HEIGHT // 2} mouseup 1"
        for x, y in (
            (0, 900),
            (WIDTH - 1, 900),
            (540, 0),
            (540, HEIGHT - 1),
            (0, 0),
            (WIDTH - 1, HEIGHT - 1),
        )
    ),
    "mousemove 540 60 mousedown 1 sleep 1.2 mouseup 1",
    *(f"mousemove 540 60 click --repeat 3 --delay 5 {button}" for button in range(2, 10)),
    "mousemove 540 60 keydown ctrl click --repeat 3 --delay 5 4 keyup ctrl",
    "mousemove 540 60 keydown super click 1 click 3 keyup super",
    "mousemove 540 60 keydown alt mousedown 1 mousemove 200 300 mouseup 1 keyup alt",
)


AT_ONCE = 8
"""Chords between two looks."""
SCANNED = (
    *("ctrl+bracketright", "ctrl+backslash", "ctrl+at", "ctrl+underscore", "ctrl+m", "ctrl+j"),
    *("asciicircum", "bracketright", "d", "2", "less", "b", "greater", "F1", "Tab", "shift+Tab"),
)
"""What a scanner that is told to send control codes makes of GS, FS, NUL, US, CR and LF, and what
it types between them; Tab leads on and comes back."""
TIMES_SCANNED = 20

needs_weston = pytest.mark.skipif(not WESTON, reason="needs weston")


@pytest.fixture(scope="module")
def bare() -> Iterator[Stand]:
    with stand(weston=False) as made:
        yield made


@pytest.fixture(scope="module")
def composed() -> Iterator[Stand]:
    with stand(weston=True) as made:
        yield made


def test_no_key_and_no_gesture_leads_away_from_the_attract_screen(bare: Stand):
    tries_everything(bare)


def test_no_key_and_no_gesture_leads_away_from_a_field(bare: Stand):
    bare.insert()
    bare.begin_to_type()
    tries_everything(bare)
    bare.remove()


@needs_weston
def test_nobody_gets_past_the_compositor_during_a_visit(composed: Stand):
    composed.insert()
    tries_everything(composed)
    composed.remove()
    # It would have recorded the screen at Super+R, and so it would where it could write.
    assert "capture.wcap" in (composed.folder / "weston.log").read_text()
    assert composed.pictures() == []


def test_what_a_scanner_types_ends_in_the_field_or_nowhere(bare: Stand):
    bare.insert()
    bare.begin_to_type()
    before = bare.shown()
    bare.x("key", "--delay", "0", *SCANNED * TIMES_SCANNED)
    bare.answers()
    typed = ("D2B" * TIMES_SCANNED)[: STREET.longest]
    assert set(bare.shown().texts) - set(before.texts) == {typed}
    assert replace(bare.shown(), texts=()) == replace(before, texts=())
    bare.remove()


def tries_everything(place: Stand) -> None:
    before, behind = place.shown(), place.children()
    for first in range(0, len(CHORDS), AT_ONCE):
        chords = CHORDS[first : first + AT_ONCE]
        place.x("key", "--delay", "1", *chords)
        assert place.kiosk.do("screen") == before.screen, chords
    assert place.shown() == before
    for gesture in GESTURES:
        place.x(*gesture.split())
        assert place.kiosk.do("screen") == before.screen, gesture
    assert place.shown() == before
    place.answers()
    assert place.shown() == before
    assert place.children() == behind
