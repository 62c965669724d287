"""What is wrong with a picture: cut, covered, outside, small, pale, too close, out of reach."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickItem

from kiosk.ui.preferences import Preferences
from tests.qml.tree import Picture, Seen, Words
from wire.contrast import contrast

SMALLEST_TEXT_PX = 32
SMALLEST_LARGE_TEXT_PX = 41
"""7.3 mm of capital height at 600 mm on a screen of 92 pixels an inch (EN 301 549, 5.1.4)."""
QUESTION_PX, BODY_PX, BUTTON_PX = 56, 40, 40
LARGER = 1.25
SMALLEST_TARGET_PX = 96
NARROWEST_KEY_PX = 73
"""20 mm at 92 pixels an inch: ten letters of that, and the gaps between them, fit the width."""
KEYBOARDS = {"Keyboard", "CodeKeyboard"}
SMALLEST_GAP_PX = 19
"""5 mm on a screen of 92 pixels an inch, rounded up."""
TEXT_RATIO = 7.0
PART_RATIO = 3.0
LOW_LINE = 0.4
QUIET = {"ComfortButton", "Pill"}
"""Their words may be small: they are settings and notes, not answers."""


def faults(picture: Picture, preferences: Preferences) -> Iterator[str]:
    """Each fault in words; none for a good picture."""
    yield from _sizes(picture, preferences)
    yield from _cut(picture)
    yield from _outside(picture)
    yield from _covered(picture)
    yield from _pale_texts(picture)
    yield from _pale_parts(picture)
    yield from _targets(picture, preferences)


def _sizes(picture: Picture, preferences: Preferences) -> Iterator[str]:
    scale = LARGER if preferences.large_text else 1.0
    for words in _texts(picture):
        within = words.seen.within
        smallest = SMALLEST_LARGE_TEXT_PX if preferences.large_text else SMALLEST_TEXT_PX
        if words.px < smallest:
            yield f"too small: {words.said}"
        if "ScreenFrame" in within and words.seen.control is None:
            if words.seen.item.property("heading") and words.px < QUESTION_PX:
                yield f"a question too small: {words.said}"
            if words.seen.item.parentItem().objectName() == "words" and words.px < BODY_PX * scale:
                yield f"a sentence too small: {words.said}"
        first = "KButton" in within and words.seen.item.property("font").weight() >= 600
        # Six of them with their glyphs over them share the foot of a small screen.
        button = words.seen.control
        in_short_row = "FootBar" in within and bool(button and button.property("iconOver"))
        if first and not in_short_row and not QUIET & set(within) and words.px < BUTTON_PX:
            yield f"a button's words too small: {words.said}"


def _cut(picture: Picture) -> Iterator[str]:
    for words in _texts(picture):
        item = words.seen.item
        wide = words.written.width() > words.seen.where.width() + 1
        high = words.written.height() > words.seen.where.height() + 1
        if item.property("truncated") or wide or high:
            yield f"cut: {words.said}"


def _outside(picture: Picture) -> Iterator[str]:
    window = picture.window.adjusted(-1, -1, 1, 1)
    stage = picture.kinds["ScreenFrame"].where.adjusted(-5, -1, 5, 5)
    for words in _texts(picture):
        if not window.contains(words.seen.where):
            yield f"outside: {words.said}"
        if "ScreenFrame" in words.seen.within and not stage.contains(words.written):
            yield f"outside its screen: {words.said}"
        if words.seen.control is not None:
            control = _place(words.seen.control).adjusted(-1, -1, 1, 1)
            if not control.contains(words.written):
                yield f"runs over its control: {words.said}"
    for target in picture.controls:
        if not window.contains(target.where):
            yield f"outside: {target.name}"
    for drawing in picture.drawings:
        if not window.contains(_drawn(drawing)):
            yield f"a drawing outside: {drawing.within[-1]}"


def _covered(picture: Picture) -> Iterator[str]:
    live = [words for words in _texts(picture) if words.seen.live]
    inner = [(words, words.written.adjusted(1, 1, -1, -1)) for words in live]
    for (one, place), (other, other_place) in combinations(inner, 2):
        if place.intersects(other_place):
            yield f"over each other: {one.said} | {other.said}"
    for control in (each for each in picture.controls if each.live):
        for words, place in inner:
            if words.seen.control is not control.item and control.where.intersects(place):
                yield f"covered by {control.name}: {words.said}"
    for drawing in (each for each in picture.drawings if each.live):
        drawn = _drawn(drawing)
        for words, place in inner:
            if drawn.intersects(place):
                yield f"a drawing under: {words.said}"
        for control in picture.controls:
            own = drawing.control is control.item
            if control.live and not own and drawn.intersects(control.where):
                yield f"a drawing under: {control.name}"


def _pale_texts(picture: Picture) -> Iterator[str]:
    for words in _texts(picture):
        if not words.seen.live:
            continue
        for behind in _behind(picture, words.seen, words.written):
            ratio = contrast(words.colour.name(), behind.name())
            if ratio < TEXT_RATIO:
                yield f"pale: {words.said}, {ratio:.1f}:1 on {behind.name()}"


def _pale_parts(picture: Picture) -> Iterator[str]:
    for icon in picture.icons:
        if not icon.live or icon.in_drawing:
            continue
        colour = icon.item.property("color")
        for behind in _behind(picture, icon, icon.where):
            if contrast(colour.name(), behind.name()) < PART_RATIO:
                yield f"pale icon: {icon.item.property('name')} on {behind.name()}"
    for surface in picture.surfaces:
        control = surface.seen.control
        if control is None or not surface.seen.live or surface.border is None:
            continue
        # A control that is not available keeps its words at full contrast; its edge is no promise.
        if not control.property("available"):
            continue
        for behind in _behind(picture, surface.seen, surface.seen.where):
            edges = (surface.border.name(), surface.fill.name())
            if max(contrast(edge, behind.name()) for edge in edges) < PART_RATIO:
                yield f"pale edge: {control.property('name')} on {behind.name()}"


def _targets(picture: Picture, preferences: Preferences) -> Iterator[str]:
    portrait = picture.window.height() > picture.window.width()
    low = preferences.low_mode and portrait
    live = [control for control in picture.controls if control.live]
    for control in live:
        where = control.where
        if not control.item.property("name"):
            yield f"nameless control at {where}"
        narrowest = NARROWEST_KEY_PX if KEYBOARDS & set(control.within) else SMALLEST_TARGET_PX
        if where.width() < narrowest or where.height() < SMALLEST_TARGET_PX:
            yield f"too small to touch: {control.name}"
        if low and where.top() < LOW_LINE * picture.window.height() - 1:
            yield f"out of reach: {control.name}"
    half = SMALLEST_GAP_PX / 2 - 0.01
    for one, other in combinations(live, 2):
        grown = one.where.adjusted(-half, -half, half, half)
        if grown.intersects(other.where.adjusted(-half, -half, half, half)):
            yield f"too close: {one.name} and {other.name}"


def _texts(picture: Picture) -> Iterator[Words]:
    """All but the words that are part of a drawing, which its description stands for."""
    return (words for words in picture.texts if not words.seen.in_drawing)


def _behind(picture: Picture, front: Seen, place: QRectF) -> list[QColor]:
    """Every colour under ``place``: the last surface that covers all, and what lies upon that."""
    found = [picture.background]
    for surface in picture.surfaces:
        if surface.seen.order >= front.order or surface.fill.alpha() < 255:
            continue
        if surface.seen.where.adjusted(-1, -1, 1, 1).contains(place):
            found = [surface.fill]
        elif surface.seen.where.intersects(place):
            found.append(surface.fill)
    return found


def _place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def _drawn(drawing: Seen) -> QRectF:
    """The room that a drawing fills of what it was given."""
    (sheet,) = drawing.item.childItems()
    return _place(sheet)
