"""Tests on real parts go side by side, a file at a time; those that share a part go in one row."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Gives every test its row: what its file asks for by ``xdist_group``, or the file itself."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
