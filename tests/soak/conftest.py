"""What each test with a kiosk of its own leaves behind."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def each_kiosk_is_taken_apart_where_it_was_made() -> Iterator[None]:
    """Its objects refer to each other, and the next kiosk's threads look for such, too: a timer
    that another thread frees than its own is still rung, and the process ends."""
    yield
    gc.collect()
