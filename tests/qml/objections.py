"""What a designer would object to in a legible picture: an alarm, something misleading, a hole."""

import re
from collections.abc import Iterator
from itertools import combinations, groupby

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickItem

from kiosk.ui.present.screens import (
    ConfirmScreen,
    RecordedScreen,
    Screen,
    ShowScreen,
    WorkingScreen,
)
from kiosk.ui.present.staff_screens import TouchTestScreen
from tests.qml.tree import Picture, Seen

MARGIN_PX = 48
TOP_PX = 260
"""How far below the head of the screen a question may begin, with a mark or a greeting over it."""
WIDE_PX = 1600
LARGE_WORDS_PX = 41
TOGETHER = 3
"""As many facts of a summary, or answers to a problem, are seen at once."""
FOOT_GAP_PX, FOOT_GAP_OF_LARGE_WORDS_PX = 24, 20
"""The lesser where six buttons with large words share the short row of a small screen."""
TILE_AIR_PX = 8
"""Between the words of a tile and its edge."""
KEPT_TOGETHER = re.compile(
    r"(?:-[a-zà-ÿ]{1,5}|[A-ZÀ-Ý][a-zà-ÿ]{0,7}-[A-ZÀ-Ý][a-zà-ÿ]{1,8})(?![\w-])"
)
"""What a line may break at: the control that shows words keeps it together."""
YES_AND_NO = (("Oui", "Non"), ("Yes", "No"))
STAMP = 0.25
"""A drawing of less than this share of its tile's height says nothing."""


def objections(
    picture: Picture, screen: Screen, items: list[QQuickItem], *, of_staff: bool = False
) -> Iterator[str]:
    """Each in words. ``items`` are those that are visible. ``of_staff``: who help themselves."""
    if not isinstance(screen, TouchTestScreen):
        yield from _question(picture)
    yield from _breaks(picture)
    yield from _looks_alive(picture)
    yield from _holes(items)
    yield from _gaps_between_keys(picture)
    yield from _unequal(picture)
    yield from _agreed_unread(screen, items)
    yield from _false_alarm(screen, items)
    if not of_staff:
        yield from _helpless(picture, screen)
    yield from _facts_for_a_picture(picture)
    yield from _torn_apart(screen, items)
    yield from _foot(picture, of_staff=of_staff)
    yield from _tiles(picture)
    yield from _answers(picture, screen)
    yield from _drawn_in_tiles(picture)


def _question(picture: Picture) -> Iterator[str]:
    frame = picture.kinds["ScreenFrame"].where
    heads = [
        words
        for words in picture.texts
        if "ScreenFrame" in words.seen.within and words.seen.item.property("heading")
    ]
    if not heads:
        yield "no question"
        return
    first = heads[0].seen.where
    if abs(first.left() - frame.left() - MARGIN_PX) > 5 or first.top() - frame.top() > TOP_PX:
        yield f"the question is not at the top left: {heads[0].said}"


def _breaks(picture: Picture) -> Iterator[str]:
    """No line ends within a verb or a double name, wherever people read one."""
    for words in picture.texts:
        if "ScreenFrame" in words.seen.within and KEPT_TOGETHER.search(words.said):
            yield f"it may break within a word: {words.said}"


def _looks_alive(picture: Picture) -> Iterator[str]:
    """What cannot be had is painted as nothing that can: greyed, or dashed on black."""
    on_black = picture.background == QColor("black")
    for control in picture.controls:
        if not control.live or control.item.property("available"):
            continue
        dashed = any(_is(item, "DashedFrame") for item in _visible_within(control))
        filled = {
            surface.fill.name()
            for surface in picture.surfaces
            if surface.seen.control is control.item
        }
        if not (dashed if on_black else filled & {"#eeeeee"}):
            yield f"looks alive and is not: {control.name}"


def _visible_within(control: Seen) -> Iterator[QQuickItem]:
    return (item for item in control.item.childItems() if item.isVisible())


def _holes(items: list[QQuickItem]) -> Iterator[str]:
    for item in items:
        if _is(item, "TileGrid"):
            count, columns = int(item.property("count")), int(item.property("columns"))
            if count > columns and count % columns:
                yield f"a hole in the last row: {count} tiles in {columns} columns"


def _gaps_between_keys(picture: Picture) -> Iterator[str]:
    """Every row of keys goes from edge to edge, without a place for one that is not there."""
    for field in (picture.kinds.get(kind) for kind in ("Keyboard", "CodeKeyboard")):
        keys = [each for each in picture.controls if field and field.item is each.item.parentItem()]
        if not field or not keys:
            continue
        narrowest = min(key.where.width() for key in keys)
        for row in _rows(keys):
            ends = [field.where.left(), *(key.where.right() for key in row)]
            starts = [*(key.where.left() for key in row), field.where.right()]
            if any(start - end > narrowest for end, start in zip(ends, starts, strict=True)):
                yield f"a hole in a row of keys, about {row[-1].name}"


def _unequal(picture: Picture) -> Iterator[str]:
    """Of what stands beside each other under the keys of a code nothing counts for more."""
    for row in _rows([each for each in picture.controls if "CodeOthers" in each.within]):
        if len({(round(each.where.width()), round(each.where.height())) for each in row}) > 1:
            yield f"unequal: {', '.join(each.name for each in row)}"


def _rows(controls: list[Seen]) -> Iterator[list[Seen]]:
    """From the top, each from the left."""
    placed = sorted(controls, key=lambda each: (round(each.where.top()), each.where.left()))
    for _, row in groupby(placed, key=lambda each: round(each.where.top())):
        yield list(row)


def _agreed_unread(screen: Screen, items: list[QQuickItem]) -> Iterator[str]:
    """Nobody says yes to facts on a page they have not seen."""
    if not isinstance(screen, ConfirmScreen):
        return
    columns = [item for item in items if _is(item, "PagedColumn")]
    more = any(int(each.property("page")) < int(each.property("pages")) - 1 for each in columns)
    if more and any(item.property("label") == screen.button for item in items):
        yield "facts on another page under an active button"


def _false_alarm(screen: Screen, items: list[QQuickItem]) -> Iterator[str]:
    problem = isinstance(screen, ShowScreen) and screen.kind == "problem"
    alarmed = any(_is(item, "Picture") and item.property("name") == "warning" for item in items)
    if alarmed and not problem:
        yield "an alarm where there is no problem"


def _helpless(picture: Picture, screen: Screen) -> Iterator[str]:
    """Whoever is stuck reads who can help, or may call them first of all."""
    said = [words for words in picture.texts if "ScreenFrame" in words.seen.within]
    problem = isinstance(screen, ShowScreen) and screen.kind == "problem"
    if problem and not any("agent" in words.said for words in said):
        yield "a problem and nobody who can help"
    waits = isinstance(screen, WorkingScreen) and screen.badge
    first = next((each for each in picture.controls if "ScreenFrame" in each.within), None)
    if waits and (first is None or "agent" not in first.name):
        yield "a printer that waits and no agent to call first"


def _facts_for_a_picture(picture: Picture) -> Iterator[str]:
    """Where there is room for both, the drawing is at the right and the facts are at the left."""
    facts = picture.kinds.get("FactList")
    wide = picture.window.width() >= WIDE_PX
    if wide and facts is not None and facts.where.left() > picture.window.center().x():
        yield "facts in the place of the picture"


def _torn_apart(screen: Screen, items: list[QQuickItem]) -> Iterator[str]:
    """What belongs together stands on one page."""
    if isinstance(screen, ShowScreen) and screen.kind == "problem":
        kind, what, there_are = "OptionCard", "answers", len(screen.ways)
    elif isinstance(screen, ConfirmScreen):
        kind, what, there_are = "FactRow", "facts", len(screen.facts)
    elif isinstance(screen, RecordedScreen):
        if any(_is(item, "PageArrows") for item in items):
            yield "what was recorded is read by pages"
        return
    else:
        return
    shown = sum(_is(item, kind) for item in items)
    if shown < min(TOGETHER, there_are):
        yield f"{shown} of {there_are} {what} on a page"


def _foot(picture: Picture, *, of_staff: bool) -> Iterator[str]:
    """What never moves has air, and who is called wears a headset."""
    at_foot = [
        control
        for control in picture.controls
        if control.live and {"FootBar", "ComfortRow"} & set(control.within)
    ]
    words = [each.px for each in picture.texts if "FootBar" in each.seen.within]
    window = picture.window
    short = window.height() < window.width() < WIDE_PX and min(words, default=0) >= LARGE_WORDS_PX
    half = (FOOT_GAP_OF_LARGE_WORDS_PX if short else FOOT_GAP_PX) / 2 - 0.01
    for one, other in combinations(at_foot, 2):
        grown = one.where.adjusted(-half, -half, half, half)
        if grown.intersects(other.where.adjusted(-half, -half, half, half)):
            yield f"no air at the foot: {one.name} and {other.name}"
    drawn = [icon for icon in picture.icons if icon.item.property("name") == "headset"]
    if at_foot and not drawn and not of_staff:
        yield "an agent without a headset"
    if at_foot and len(drawn) > 1:
        yield "an agent to call twice"


def _tiles(picture: Picture) -> Iterator[str]:
    """Pictures that stand in one grid are equal, and words keep from the edge of their tile."""
    grounds: dict[QQuickItem, set[tuple[float, float]]] = {}
    for surface in picture.surfaces:
        if surface.seen.item.objectName() == "ground" and surface.seen.control is not None:
            size = (round(surface.seen.where.width()), round(surface.seen.where.height()))
            grounds.setdefault(surface.seen.control.parentItem(), set()).add(size)
    for sizes in grounds.values():
        if len(sizes) > 1:
            yield f"pictures of unequal sizes: {sorted(sizes)}"
    for words in picture.texts:
        if words.seen.control is None or "PictureTile" not in words.seen.within:
            continue
        tile = words.seen.control.mapRectToScene(words.seen.control.boundingRect())
        if not tile.adjusted(0, TILE_AIR_PX, 0, -TILE_AIR_PX).contains(words.written):
            yield f"crowded in its tile: {words.said}"


def _answers(picture: Picture, screen: Screen) -> Iterator[str]:
    """Yes before no; all with a glyph or none; and what confirms is said in one line."""
    answers = [each for each in picture.controls if "ScreenFrame" in each.within]
    first_words = [re.split(r"\W", each.name)[0] for row in _rows(answers) for each in row]
    for yes, no in YES_AND_NO:
        if {yes, no} <= set(first_words) and first_words.index(no) < first_words.index(yes):
            yield f"{no} before {yes}"
    cards = [each for each in answers if {"OptionList", "OptionCard"} <= set(each.within)]
    with_glyph = {bool(each.item.property("icon")) for each in cards}
    if len(with_glyph) > 1:
        yield "answers with a glyph and without"
    for words in picture.texts:
        asked = isinstance(screen, ConfirmScreen) and "KButton" in words.seen.within
        if asked and int(words.seen.item.property("lineCount")) > 1:
            yield f"a button in two lines: {words.said}"


def _drawn_in_tiles(picture: Picture) -> Iterator[str]:
    """Each tile has its picture, large enough to say something, and says its state in a word."""
    drawn = {drawing.control: _drawn_height(drawing.item) for drawing in picture.drawings}
    said = {words.seen.control for words in picture.texts if "Pill" in words.seen.within}
    for tile in (each for each in picture.controls if "PictureTile" in each.within):
        if tile.item not in drawn:
            yield f"a tile without its picture: {tile.name}"
        elif drawn[tile.item] < STAMP * tile.where.height():
            yield f"a stamp in a large tile: {tile.name}"
        if tile.item.property("noted") and tile.item not in said:
            yield f"a sign without a word: {tile.name}"


def _drawn_height(drawing: QQuickItem) -> float:
    canvas: QSizeF = drawing.property("canvas")
    return canvas.height() * float(drawing.property("factor"))


def _is(item: QQuickItem, kind: str) -> bool:
    return item.metaObject().className().split("_QML")[0] == kind
