"""One window for the tests of the screens; a complaint of Qt fails the test that caused it."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from tests.qml.stage import ScreenStage, screen_stage


@pytest.fixture(scope="module")
def opened(qapp: QGuiApplication) -> Iterator[ScreenStage]:
    with screen_stage() as stage:
        yield stage


@pytest.fixture
def stage(opened: ScreenStage) -> Iterator[ScreenStage]:
    opened.app.wishes.clear()
    opened.complaints.clear()
    opened.rest()
    yield opened
    assert opened.complaints == []
    assert opened.catalogue.missing == set()
