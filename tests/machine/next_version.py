"""A package of ours once more as the version after all others, without a build of ten minutes."""

import hashlib
import subprocess
import tempfile
from pathlib import Path

NEXT = "99"
"""Any other is older."""
_UNITS = "usr/lib/systemd/system/*.service"


def version_of(package: Path) -> str:
    words: list[str | Path] = ["dpkg-deb", "--field", package, "Version"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


def repack(package: Path, home: str, into: Path) -> None:
    """As a release would, it puts a folder of its own beside the former one's, whose commands, unit
    files and maintainer scripts are its own. ``home``: the link, from the root of the machine on.
    """
    with tempfile.TemporaryDirectory() as scratch:
        stage = Path(scratch) / "stage"
        _run("dpkg-deb", "--raw-extract", package, stage)
        _rename(stage, home, version_of(package))
        _write_sums(stage)
        _run("dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", stage, into)


def _rename(stage: Path, home: str, old: str) -> None:
    folder = stage / f"{home}-{NEXT}"
    (stage / f"{home}-{old}").rename(folder)
    named = Path(home).name
    commands = [file for file in (folder / "bin").iterdir() if not file.is_symlink()]
    for file in (*commands, *(stage / "DEBIAN").glob("p*")):
        text = file.read_text()
        file.write_text(text.replace(f"{named}-{old}", f"{named}-{NEXT}"))
    control = stage / "DEBIAN/control"
    control.write_text(control.read_text().replace(f"Version: {old}\n", f"Version: {NEXT}\n"))
    for unit in stage.glob(_UNITS):
        unit.write_text(f"{unit.read_text()}# {NEXT}\n")


def _write_sums(stage: Path) -> None:
    lines = [
        f"{hashlib.md5(file.read_bytes()).hexdigest()}  {file.relative_to(stage)}\n"
        for file in sorted(stage.rglob("*"))
        if file.is_file() and not file.is_symlink() and stage / "DEBIAN" not in file.parents
    ]
    (stage / "DEBIAN/md5sums").write_text("".join(lines))


def _run(*words: str | Path) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
