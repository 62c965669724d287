"""The store that most tests here begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.store.stand import Stand, disk


@pytest.fixture
def folder() -> Iterator[Path]:
    with disk() as folder:
        yield folder


@pytest.fixture
def stand(folder: Path) -> Iterator[Stand]:
    stand = Stand(folder)
    yield stand
    stand.close()
