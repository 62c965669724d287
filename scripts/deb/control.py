"""What dpkg keeps of a package: its control file, its scripts, the sums of its files."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from scripts.deb.elf import is_elf
from scripts.deb.package import DebianPackage
from scripts.deb.system_files import enabled_units, units

_SCRIPTS = ("preinst", "postinst", "prerm", "postrm")


def write_control(package: DebianPackage, stage: Path, version: str, scratch: Path) -> None:
    """Fills ``DEBIAN`` in the staged root. Call it when everything else lies there."""
    folder = stage / "DEBIAN"
    folder.mkdir()
    for name, text in maintainer_scripts(package, version).items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)
    sums = [f"{_md5(file)}  {file.relative_to(stage)}\n" for file in _files(stage)]
    (folder / "md5sums").write_text("".join(sums), encoding="utf-8")
    kilobytes = sum(-(-file.stat().st_size // 1024) for file in _files(stage))
    said = {
        "@VERSION@": version,
        "@ARCHITECTURE@": _output("dpkg", "--print-architecture"),
        "@SIZE@": str(kilobytes),
        "@LIBRARIES@": _libraries(stage, scratch),
    }
    (folder / "control").write_text(_filled(package.folder / "control", said), encoding="utf-8")


def maintainer_scripts(package: DebianPackage, version: str) -> dict[str, str]:
    """The scripts that dpkg runs, by their names there."""
    said = {
        "@VERSION@": version,
        "@HOME@": package.home,
        "@UNITS@": " ".join(units(package)),
        "@ENABLED@": " ".join(enabled_units(package)),
    }
    files = (package.folder / name for name in _SCRIPTS)
    return {file.name: _filled(file, said) for file in files if file.exists()}


def _filled(source: Path, said: dict[str, str]) -> str:
    return re.sub(r"@[A-Z]+@", lambda name: said[name[0]], source.read_text(encoding="utf-8"))


def _libraries(stage: Path, scratch: Path) -> str:
    """The Debian packages of the libraries that the binaries ask for, with the versions whose
    symbols they use: dpkg-shlibdeps looks them up, those aside that lie in the package itself."""
    (scratch / "debian").mkdir(exist_ok=True)
    (scratch / "debian" / "control").write_text(
        "Source: borne\n\nPackage: borne\nArchitecture: any\n"
    )
    binaries = [file for file in _files(stage) if is_elf(file)]
    own = sorted({f"-l{file.parent}" for file in binaries if ".so" in file.name})
    told = _output(
        *("dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", *own),
        *(f"-e{file}" for file in binaries),
        cwd=scratch,
    )
    return told.removeprefix("shlibs:Depends=")


def _files(stage: Path) -> list[Path]:
    return sorted(
        file
        for file in stage.rglob("*")
        if file.is_file() and not file.is_symlink() and (stage / "DEBIAN") not in file.parents
    )


def _md5(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _output(*command: str | Path, cwd: Path | None = None) -> str:
    executable = shutil.which(command[0]) or command[0]
    done = subprocess.run(
        [executable, *command[1:]], cwd=cwd, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip()
