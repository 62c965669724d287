"""What Debian wants of each package: licence, changes, manual pages; and an example."""

import gzip
import os
import shutil
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from scripts.deb.manual import manual_pages
from scripts.deb.package import KIOSK, ROOT, DebianPackage

_CHANGES = """\
{name} ({version}) bookworm; urgency=medium

  * What people who run or use the kiosk notice: CHANGELOG.md.gz in this folder.

 -- The maintainers of the kiosk <maintainers@borne.invalid>  {date}
"""


def stage_documentation(package: DebianPackage, stage: Path, version: str) -> None:
    folder = stage / "usr" / "share" / "doc" / package.name
    (folder / "examples").mkdir(parents=True)
    example = ROOT / "docs" / "kiosk.toml" if package is KIOSK else package.folder / "central.toml"
    shutil.copyfile(example, folder / "examples" / example.name)
    shutil.copyfile(ROOT / "packaging" / "copyright", folder / "copyright")
    _write_packed(folder / "LICENSE.gz", (ROOT / "LICENSE").read_bytes())
    moment = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    changes = _CHANGES.format(name=package.name, version=version, date=format_datetime(moment))
    _write_packed(folder / "changelog.gz", changes.encode())
    _write_packed(folder / "CHANGELOG.md.gz", (ROOT / "CHANGELOG.md").read_bytes())
    for name, page in manual_pages(package, moment.date().isoformat()).items():
        file = stage / "usr" / "share" / "man" / f"man{name[-1]}" / f"{name}.gz"
        file.parent.mkdir(parents=True, exist_ok=True)
        _write_packed(file, page.encode())


def _write_packed(file: Path, content: bytes) -> None:
    file.write_bytes(gzip.compress(content, 9, mtime=0))
