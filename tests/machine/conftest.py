"""A machine to try the installed kiosk in: only where ``make machine`` asks for it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.machine import image
from tests.machine.kiosk_machine import KioskMachine, kiosk_machine
from tests.machine.machine import missing
from tests.machine.queued import Queued, set_up_queued


def _why_not() -> str | None:
    if "MACHINE" not in os.environ:
        return "boots a Debian of its own: `make machine`"
    if lacking := missing():
        return f"needs {', '.join(lacking)} (packages debootstrap, systemd-container)"
    if len(image.packages()) < 2:
        return "needs the packages: `make deb`"
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    if why := _why_not():
        for item in items:
            if here in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def layers() -> list[Path]:
    return image.installed()


@pytest.fixture(scope="module")
def kiosk(layers: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[KioskMachine]:
    """Set up, enrolled, on; shared by the tests of a file, each of which leaves it well."""
    with kiosk_machine(layers, tmp_path_factory.mktemp("machine")) as made:
        yield made


@pytest.fixture(scope="session")
def queued(layers: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Queued:
    """For tests that spoil a machine: each boots one of its own over it."""
    return set_up_queued(layers, tmp_path_factory.mktemp("queued"))
