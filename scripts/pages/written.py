"""Which pages are made from the code; tests/house/test_pages.py sees that they are as made."""

from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.pages import configuration, doctor, events, sample

ROOT = Path(__file__).resolve().parents[2]

PAGES: Mapping[str, Callable[[], str]] = {
    "docs/configuration.md": configuration.page,
    "docs/kiosk.toml": sample.page,
    "docs/events.md": events.page,
    "docs/doctor.md": doctor.page,
}
