"""Hands of staff: in the corners, on a screen that is tried whole, and on one that is wiped."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from kiosk.domain.maintenance.tool import Tool, ToolId
from kiosk.maintenance.registry import TOOLS
from kiosk.ui.preferences import Preferences
from shared_runtime.messages.catalogue import Translations
from shared_runtime.messages.loading import shipped
from tests.qml.hand import press, release, touch
from tests.qml.harness import SIZES
from tests.qml.samples import frame
from tests.qml.stage import ScreenStage


@pytest.mark.parametrize("screen", ["attract", "out-of-service"])
def test_a_touch_tells_where_it_was_though_no_control_is_there(
    stage: ScreenStage, screen: str
) -> None:
    stage.show(screen)
    stage.app.places.clear()
    press(stage, QPointF(54, 96), 1000)
    release(stage, QPointF(54, 96), 1100)
    assert stage.app.places == [(0.05, 0.05)]


def dark(stage: ScreenStage) -> int:
    return sum(item.property("dark") is True for item in stage.items())


def test_a_cell_that_is_touched_goes_dark_wherever_it_is(stage: ScreenStage) -> None:
    stage.show("touch-test")
    for ms, at in enumerate((QPointF(2, 2), QPointF(1078, 1918), QPointF(540, 60)), start=1):
        press(stage, at, 1000 * ms)
        release(stage, at, 1000 * ms + 60)
    stage.settle()
    assert dark(stage) == 3


def test_no_cell_lies_under_what_is_read_for_ever(stage: ScreenStage) -> None:
    """Each touch sends it away from the hand."""
    stage.show("touch-test")
    at = [QPointF(60 + 120 * column, 60 + 120 * row) for row in range(16) for column in range(9)]
    for ms, place in enumerate([*at, *reversed(at)], start=1):
        press(stage, place, 1000 * ms)
        release(stage, place, 1000 * ms + 60)
    assert dark(stage) == len(at)


def test_the_screen_test_is_left_by_the_keypad(stage: ScreenStage) -> None:
    stage.show("touch-test")
    QTest.keyClick(stage.window, Qt.Key.Key_Return)
    assert stage.app.wishes == ["back"]


def test_a_screen_that_is_wiped_takes_neither_touch_nor_key(stage: ScreenStage) -> None:
    stage.show("cleaning")
    stage.app.touches = 0
    for ms, x in enumerate(range(20, 1080, 90), start=1):
        for y in (60, 900, 1700, 1860):
            press(stage, QPointF(x, y), 1000 * ms)
            release(stage, QPointF(x, y), 1000 * ms + 60)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_5, Qt.Key.Key_Tab):
        QTest.keyClick(stage.window, key)
    assert (stage.app.wishes, stage.app.touches) == ([], 0)


def test_a_line_and_an_offer_are_numbered_one_after_the_other(stage: ScreenStage) -> None:
    stage.show("tool-rows")
    touch(stage, "20261122-0751-07-000042-52", 1000)
    touch(stage, "C’est fait", 3000)
    assert stage.app.wishes == ["choose 0", "choose 3"]


def test_staff_are_offered_no_agent_and_the_band_says_whose_screen_it_is(
    stage: ScreenStage,
) -> None:
    stage.show("staff-menu")
    names = {str(each.property("name")) for each in stage.controls()}
    assert "Terminer" in names
    assert "Appeler un agent" not in names
    header = frame("staff-menu").header
    assert (header.caisse_name, header.staff) == ("Maintenance", True)
    assert header.agency_line.startswith("Technicien")


@pytest.mark.parametrize("size", ["portrait", "wide"])
@pytest.mark.parametrize("menu", ["staff-menu-one", "staff-menu-long"])
def test_all_tools_are_on_one_page_whatever_is_found(
    stage: ScreenStage, size: str, menu: str
) -> None:
    stage.show(menu, size=SIZES[size])
    assert {_title(tool) for tool in TOOLS} <= _names(stage)
    assert "Suite" not in _names(stage)


def test_the_gravest_that_is_found_opens_the_tool_that_mends_it(stage: ScreenStage) -> None:
    stage.show("staff-menu-long")
    touch(stage, "Horloge : en panne", 1000)
    places = [tool.id for tool in TOOLS]
    assert stage.app.wishes == [f"choose {places.index(ToolId('network'))}"]


def test_large_words_take_pages_and_each_tool_is_on_one(stage: ScreenStage) -> None:
    """Tiles that grow when they are out of sight would turn pages for ever."""
    stage.show("staff-menu-one", Preferences("fr", large_text=True))
    seen: list[str] = []
    for page in range(2):
        seen += [tool.id for tool in TOOLS if _title(tool) in _names(stage)]
        if page == 0:
            touch(stage, "Suite", 1000)
            stage.settle()
    assert sorted(seen) == sorted(tool.id for tool in TOOLS)


def _title(tool: Tool) -> str:
    return Translations(shipped(), "fr").say(f"tool.{tool.id}.title")


def _names(stage: ScreenStage) -> set[str]:
    return {str(each.property("name")) for each in stage.controls()}
