"""How long properties are looked for, and what ``make test`` runs first and alone.

``pytest --hypothesis-profile=long tests/domain`` goes fifty times as far.
"""

import gc
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.register_profile("long", settings.get_profile("house"), max_examples=5_000)
settings.load_profile("house")

# As the kiosk has it before there is Qt, which most tests get from pytest-qt.
os.environ.setdefault("QML_DISABLE_DISK_CACHE", "1")
# Whichever test is the first to bring up Qt: without a display it would end the whole process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

# The contracts that several files inherit: a failure shows what was heard there too.
pytest.register_assert_rewrite("tests.hardware.contract")

DEVICES = (
    "test_card_pcscd.py",
    "test_doctor.py",
    "test_journey.py",
    "test_memory_after_a_visit.py",
    "test_printing_asking.py",
    "test_printing_contract.py",
    "test_printing_ends.py",
    "test_printing_faults.py",
    "test_printing_trust.py",
    "test_reader_out_of_sight.py",
    "test_reader_trouble.py",
)
"""Files of tests/system that need the machine's one pcscd, or a CUPS that nothing disturbs."""
REAL_PARTS = Path(__file__).parent / "system"
LONGEST_FIRST = (
    "test_flat.py",
    "test_layout.py",
    "test_clock_jumps.py",
    "test_crashes.py",
    "test_process_trouble.py",
)


@pytest.fixture(scope="module", autouse=True)
def what_is_left_of_screens_is_taken_apart_here() -> Iterator[None]:
    """Objects of Qt that refer to each other are freed by whichever thread Python next looks for
    such in, and a window that another thread frees than its own ends the process."""
    yield
    if "PySide6.QtGui" in sys.modules:
        gc.collect()
        # What is left is loaded, or kept for other tests: to look through all of that after each
        # of four hundred files would cost more of the processor than most of them do.
        gc.freeze()


@pytest.fixture(scope="module", autouse=True)
def what_a_bug_in_a_thread_does_is_as_it_was() -> Iterator[None]:
    """A process of ours ends on a bug: a test that calls one would have a later test end all."""
    before = threading.excepthook
    yield
    assert threading.excepthook is before


@pytest.fixture(scope="session", autouse=True)
def pins_of_staff_are_hashed_cheaply() -> Iterator[None]:
    """A tenth of a second for each of many hundred; what it costs is looked at in
    tests/wire/test_staff_pepper.py, which reads the numbers before they are changed here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wire.staff_pepper.MEMORY_KIB", 32)
        patch.setattr("wire.staff_pepper.PASSES", 1)
        yield


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: no collection looks through it again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Libraries in C tell of every object of theirs that is there when Python has ended."""
    gc.unfreeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A long file that begins last would keep everybody waiting."""
    for item in items:
        real_parts = item.path.parent == REAL_PARTS
        if real_parts and item.path.name in DEVICES:
            item.add_marker(pytest.mark.devices)
        if item.get_closest_marker("devices") and not real_parts:
            raise pytest.UsageError(f"{item.path}: scripts/test.sh looks in {REAL_PARTS} for these")
    items.sort(key=lambda item: item.path.name not in LONGEST_FIRST)
