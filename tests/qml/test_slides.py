"""Small things slide to their places: briefly, from near by, and not at all in reduced motion."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject

from kiosk.ui.present.view import Help
from tests.qml import hand
from tests.qml.samples import frame
from tests.qml.stage import ScreenStage
from tests.waiting import eventually

FARTHEST = 48.0


def help_panel(stage: ScreenStage) -> None:
    stage.app.display(frame("home", "fr", Help.AGENT), fresh=False)


def banner(stage: ScreenStage) -> None:
    stage.app.display(frame("home-offline"), fresh=False)


def mistake(stage: ScreenStage) -> None:
    stage.app.display(frame("code-wrong"))


def page(stage: ScreenStage) -> None:
    stage.show("who-many")
    hand.touch(stage, stage.catalogue.say("fr", "control.page.next", {}), 10_000)


COMING = (help_panel, banner, mistake, page)
Comes = Callable[[ScreenStage], None]


def away(stage: ScreenStage) -> list[float]:
    """How far what slides is from its place, for whatever is not there yet."""
    slides: list[QObject] = [
        child
        for item in stage.items()
        for child in item.children()
        if child.metaObject().className().startswith("Slide_")
    ]
    assert slides
    return [float(y) for slide in slides if (y := slide.property("y"))]


def arrives(stage: ScreenStage) -> None:
    def is_there() -> bool:
        QCoreApplication.processEvents()
        return not away(stage)

    eventually(is_there)


@pytest.fixture
def moving(stage: ScreenStage) -> Iterator[ScreenStage]:
    theme = stage.singleton("Theme")
    theme.setProperty("reducedMotion", False)
    yield stage
    theme.setProperty("reducedMotion", True)


@pytest.mark.parametrize("comes", COMING)
def test_one_thing_slides_the_last_of_its_way(moving: ScreenStage, comes: Comes) -> None:
    assert 150 <= int(moving.singleton("Theme").property("slideMs")) <= 200
    moving.show("home")
    comes(moving)
    (far,) = away(moving)
    assert 0 < abs(far) <= FARTHEST
    arrives(moving)


@pytest.mark.parametrize("comes", COMING)
def test_what_has_slid_leaves_no_trace(stage: ScreenStage, comes: Comes) -> None:
    """Without a GPU only what changed is painted: an old place may stay."""
    theme = stage.singleton("Theme")
    stage.show("home")
    comes(stage)
    stage.settle()
    still = stage.window.grabWindow()
    stage.show("home")
    stage.rest()
    theme.setProperty("reducedMotion", False)
    try:
        comes(stage)
        arrives(stage)
    finally:
        theme.setProperty("reducedMotion", True)
    assert stage.window.grabWindow() == still


@pytest.mark.parametrize("comes", COMING)
def test_in_reduced_motion_it_is_there_at_once(stage: ScreenStage, comes: Comes) -> None:
    stage.show("home")
    comes(stage)
    assert away(stage) == []
