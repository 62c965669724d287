"""Qt without a display, and a kiosk whose screens the tests can look at."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from shared_runtime.messages.catalogue import Catalogue
from shared_runtime.messages.loading import load, messages_folder
from tests.ui.visitor import Visitor


@pytest.fixture
def catalogue() -> Iterator[Catalogue]:
    """The real sentences; a test that asks for one that is missing fails."""
    catalogue = load(messages_folder())
    yield catalogue
    assert not catalogue.missing


@pytest.fixture
def visitor(qapp: QGuiApplication, catalogue: Catalogue) -> Iterator[Visitor]:
    visitor = Visitor(catalogue)
    yield visitor
    visitor.leave()
