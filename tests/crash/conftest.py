"""One stand for all stories of a run, and chance that can be had again.

The seed of a test is printed when it fails; CRASH_SEED runs it again.
"""

import os
import secrets
from collections.abc import Iterator
from random import Random

import pytest

from tests.crash.stand import Stand, standing


@pytest.fixture(scope="session")
def stand() -> Iterator[Stand]:
    """In the end the planted person must stand nowhere: states, logs, central's store."""
    with standing() as made:
        yield made
        print(made.crashes, "crashes")
        assert not made.people_anywhere()


@pytest.fixture
def chance() -> Random:
    seed = os.environ.get("CRASH_SEED") or secrets.token_hex(4)
    print("CRASH_SEED", seed)
    return Random(seed)
