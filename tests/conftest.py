"""How long properties are looked for, and which tests go side by side in ``make test``.

``pytest --hypothesis-profile=long tests/domain`` goes fifty times as far.
"""

from pathlib import PurePath

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

settings.register_profile("house", deadline=None)
settings.register_profile("long", settings.get_profile("house"), max_examples=5_000)
settings.load_profile("house")

DEVICES = (
    "test_card_pcscd.py",
    "test_doctor.py",
    "test_journey.py",
    "test_printing_asking.py",
    "test_printing_contract.py",
    "test_printing_faults.py",
    "test_reader_trouble.py",
)
"""Files that need the machine's one pcscd, or a CUPS whose time nothing else takes."""
LONGEST_FIRST = (*DEVICES, "test_flat.py", "test_session_machine.py")


def _file(nodeid: str) -> str:
    return PurePath(nodeid.partition("::")[0]).name


class Rows(LoadScopeScheduling):
    """A file's tests stay together, one after the other; those on devices are all of one row."""

    def _split_scope(self, nodeid: str) -> str:
        return "devices" if _file(nodeid) in DEVICES else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Rows:
    return Rows(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A long row that begins last would keep everybody waiting."""
    items.sort(key=lambda item: item.path.name not in LONGEST_FIRST)
