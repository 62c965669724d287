"""docs/kiosk.toml: a file with every setting of the kiosk, ready to be copied and changed."""

import textwrap

from kiosk.config.section import SectionSettings
from kiosk.config.settings import KioskSettings
from kiosk.config.sync_settings import SyncSettings
from scripts.pages.settings import NOTHING, SettingEntry, entries, toml

_OPENING = """\
# The configuration of a kiosk: every setting, with what it is.
# Written by `make pages` from the settings' own models: change those.
#
# Copy it to /etc/borne/kiosk.toml and take the # from what is to differ. A line with # shows the
# default, or an example where nothing is the default. Then: kiosk config check
"""
_WIDTH = 98


def page() -> str:
    return "\n".join((_OPENING, _section(KioskSettings), _section(SyncSettings)))


def _section(kind: type[SectionSettings]) -> str:
    return f"[{kind.section}]\n\n" + "\n".join(map(_setting, entries(kind)))


def _setting(entry: SettingEntry) -> str:
    unit = "" if entry.unit == NOTHING else f" In {entry.unit}."
    limits = f"{entry.values[0].upper()}{entry.values[1:]}."
    about = textwrap.wrap(f"{entry.meaning}{unit} {limits}".replace("`", ""), _WIDTH)
    shown = entry.example if entry.default is None else entry.default
    line = f"{entry.name} = {toml(shown)}"
    return "\n".join((*(f"# {words}" for words in about), line if entry.needed else f"#{line}", ""))
