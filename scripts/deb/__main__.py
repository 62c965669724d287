"""Builds the Debian packages: ``python -m scripts.deb``, or ``make deb``."""

import argparse
import os
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path

from scripts.deb.build import build, build_wheel
from scripts.deb.package import PACKAGES, ROOT


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m scripts.deb", description=__doc__)
    parser.add_argument(
        "packages", nargs="*", choices=[*PACKAGES, []], help="all where none is named"
    )
    parser.add_argument("--version", default=None, help="over that of pyproject.toml")
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "deb")
    asked = parser.parse_args()
    version = asked.version or _version()
    os.environ.setdefault("SOURCE_DATE_EPOCH", _moment())
    os.umask(0o022)
    with tempfile.TemporaryDirectory(prefix="borne-deb-") as folder:
        scratch = Path(folder)
        wheel = build_wheel(scratch)
        for name in asked.packages or PACKAGES:
            built = build(PACKAGES[name], version, wheel, scratch, asked.into)
            print(f"deb: {built} ({built.stat().st_size / 1e6:.1f} MB)")
            shutil.rmtree(scratch / PACKAGES[name].name)


def _version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def _moment() -> str:
    """When the sources were last changed, so that the same sources give the same package."""
    told = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True
    )
    return told.stdout.strip() or str(int((ROOT / "CHANGELOG.md").stat().st_mtime))


main()
