"""docs/configuration.md: every setting of every process, from the models that check it."""

from collections.abc import Iterable

from pydantic_settings import BaseSettings

from central.config.dashboard_settings import DashboardSettings
from central.config.public_settings import PublicSettings
from central.config.settings import Settings
from kiosk.config.settings import KioskSettings
from kiosk.config.sync_settings import SyncSettings
from scripts.pages.settings import NOTHING, SettingEntry, entries, parts, toml

_OPENING = """# Configuration

<!-- Written by `make pages` from the settings' own models: change those. -->

One TOML file (`--config FILE`) for the two processes of the kiosk, a section each; one for central.
Whatever is left out has its default. The environment goes over the file, part by part: a variable's
name is the prefix of its section and the name of the setting in capitals, with `__` before each
part of a setting (`BORNE_KIOSK_PHONE_HOURS__FR`). Lists and sections are JSON there.

```
kiosk config check [--config FILE]
kiosk config show [--config FILE] [--json]
```

`check` names every mistake of both sections and of the environment at once. `show` shows every
setting with the value that counts, and whether that comes from the environment, the fleet, the
file, a credential of systemd, the territory or the default. Both end with 78 where there is a
mistake, as the processes do; 1 says that the answer could not be written. Without `--config` they
take `/etc/borne/kiosk.toml` where there is one. What they say of users, groups, folders and files
is true of the machine, and of the account they run on.

What the fleet says (signed at central: [decision 20](decisions/0020-signed-configuration.md)) goes
over the file, but for `printer`, `tray_side` and `receipt_raster`: how this machine is built, its
own file knows better. It has no say in devices, in `production`, in the link to central.

[`kiosk.toml`](kiosk.toml) is a file with every setting of the kiosk in it, to copy and change.
"""

_SECTIONS: tuple[tuple[str, str, type[BaseSettings]], ...] = (
    ("kiosk-ui", "Section `[kiosk]`, variables `BORNE_KIOSK_…`.", KioskSettings),
    ("kiosk-sync", "Section `[sync]`, variables `BORNE_SYNC_…`.", SyncSettings),
    ("central", "Its own file, without a section; variables `BORNE_CENTRAL_…`.", Settings),
    (
        "central's public page as a process of its own",
        "A file of its own, without a section; variables `BORNE_CENTRAL_…`.",
        PublicSettings,
    ),
    (
        "central's console",
        "A file of its own for `central dashboard` and `central admin`; variables as above.",
        DashboardSettings,
    ),
)

_HEAD = "| Setting | Unit | Default | Values | What it is |\n|---|---|---|---|---|"


def page() -> str:
    return "\n".join((_OPENING, *(_section(*each) for each in _SECTIONS)))


def _section(title: str, where: str, kind: type[BaseSettings]) -> str:
    return f"## {title}\n\n{where}\n\n{_HEAD}\n" + "".join(f"{row}\n" for row in _rows(kind))


def _rows(kind: type[BaseSettings]) -> Iterable[str]:
    for entry in entries(kind):
        within = parts(kind, entry.name)
        yield _row(entry, NOTHING if within else _default(entry))
        for part in within:
            yield _row(part, _default(part))


def _row(entry: SettingEntry, default: str) -> str:
    return f"| `{entry.name}` | {entry.unit} | {default} | {entry.values} | {entry.meaning} |"


def _default(entry: SettingEntry) -> str:
    if entry.needed:
        return "needed"
    return NOTHING if entry.default is None else f"`{toml(entry.default)}`"
