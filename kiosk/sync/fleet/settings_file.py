"""What kiosk-ui reads of the fleet's configuration: its settings, and the logo beside them.

They lie where the socket lies, which kiosk-ui reaches, and not in the state folder, which it does
not: verifiers of PINs stay in there. ``kiosk/config/fleet_layer.py`` reads the file.
"""

import json
from pathlib import Path
from typing import Any

from kiosk.sync.fleet.verify import Believed
from shared_runtime.whole_files import write_whole
from wire.codec import codec_of
from wire.configuration import KioskConfiguration, Logo

FLEET_FILE = "fleet.json"
_LOGO = "fleet-logo"
_NOT_SETTINGS = {"staff", "logo", "support_key"}
_FOR_ALL = 0o644
"""All of it is on the screen anyway, or what cards of staff look like to a reader."""


def write_settings(folder: Path, believed: Believed | None) -> None:
    """``None``: the kiosk's own file alone counts. Raises OSError."""
    file = folder / FLEET_FILE
    if believed is None:
        file.unlink(missing_ok=True)
        return
    settings = settings_of(believed.configuration)
    logo = believed.configuration.logo
    if logo is not None:
        settings["logo"] = _written_logo(folder, logo, believed.digest)
    content = json.dumps({"version": believed.version, "settings": settings}, ensure_ascii=False)
    write_whole(file, content.encode(), _FOR_ALL)


def settings_of(configuration: KioskConfiguration) -> dict[str, Any]:
    """By the names of kiosk-ui's settings, as plain values; without the logo, which is a file."""
    plain = codec_of(KioskConfiguration).plain(configuration)
    return {name: value for name, value in plain.items() if name not in _NOT_SETTINGS}


def _written_logo(folder: Path, logo: Logo, digest: str) -> str | None:
    """Its path. The former one is left for a screen that still shows it, older ones go."""
    kept = sorted(folder.glob(f"{_LOGO}-*"), key=lambda each: each.stat().st_mtime_ns)[-1:]
    for file in set(folder.glob(f"{_LOGO}-*")).difference(kept):
        file.unlink(missing_ok=True)
    if logo.form == "none":
        return None
    path = folder / f"{_LOGO}-{digest[:16]}.{logo.form}"
    write_whole(path, logo.picture, _FOR_ALL)
    return str(path)
