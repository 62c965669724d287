"""Every entry there is, found by looking: one more is put to all the tests without a word."""

import pkgutil
from importlib import import_module

from kiosk.domain import entries
from kiosk.domain.entries.days import past_day
from kiosk.domain.entry import Clean, Entry
from tests.domain.kiosk import TODAY

_MODULES = [
    import_module(module.name)
    for module in pkgutil.iter_modules(entries.__path__, f"{entries.__name__}.")
]
CONSTANTS = {
    name: value
    for module in _MODULES
    for name, value in vars(module).items()
    if isinstance(value, Entry)
}
"""By their names in the code."""
EVERY_ENTRY = (*CONSTANTS.values(), past_day(TODAY, range(1998, 2101)))


def clean(entry: Entry, typed: str) -> str:
    """The clean form of what has no mistake."""
    checked = entry.check(typed)
    assert isinstance(checked, Clean), checked
    return checked.text
