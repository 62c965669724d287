"""What Debian wants in /usr/share/doc: licence, changes; and the configuration as an example."""

import gzip
import os
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from scripts.deb.package import ROOT, DebianPackage

_CHANGES = """\
{name} ({version}) bookworm; urgency=medium

  * What people who run or use the kiosk notice: CHANGELOG.md.gz in this folder.

 -- The maintainers of the kiosk <maintainers@borne.invalid>  {date}
"""


def stage_documentation(package: DebianPackage, stage: Path, version: str) -> None:
    folder = stage / "usr" / "share" / "doc" / package.name
    (folder / "examples").mkdir(parents=True)
    (folder / "copyright").write_bytes((ROOT / "packaging" / "copyright").read_bytes())
    moment = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    changes = _CHANGES.format(name=package.name, version=version, date=format_datetime(moment))
    _write_packed(folder / "changelog.gz", changes.encode())
    _write_packed(folder / "CHANGELOG.md.gz", (ROOT / "CHANGELOG.md").read_bytes())


def _write_packed(file: Path, content: bytes) -> None:
    file.write_bytes(gzip.compress(content, 9, mtime=0))
