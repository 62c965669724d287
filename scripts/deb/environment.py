"""The locked Python environment of a package, staged where it will lie."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.deb.package import ROOT, DebianPackage

VERSION = "{}.{}".format(*sys.version_info[:2])
PYTHON = f"python{VERSION}"
_REQUIREMENT = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)
_LAUNCHER = """\
#!{home}/bin/python3
import sys

from {module} import main

sys.exit(main())
"""
_IMPORT_ALL = """\
from importlib import import_module
from importlib.util import find_spec
from pkgutil import walk_packages

for name in ("kiosk", "central", "wire", "shared_runtime"):
    if find_spec(name):
        for module in walk_packages(import_module(name).__path__, name + "."):
            if ".migrations." not in module.name:
                import_module(module.name)
"""
_NOT_INSTALLED = (
    "RECORD",
    "INSTALLER",
    "REQUESTED",
    "direct_url.json",
    "uv_cache.json",
    "uv_build.json",
)
"""Notes of installers for themselves, which dpkg keeps here; and they differ at each build."""
_OF_BUILDERS = frozenset({".pyi", ".pyx", ".pxd", ".c", ".h"})
_NOT_LOADED = ("reportlab/fonts", "sqlalchemy/testing")
"""Our papers bring their own faces; the other tests what it is in."""


def stage_environment(
    package: DebianPackage, wheel: Path, home: Path, installed: str, scratch: Path
) -> Path:
    """Fills ``home``, which is to be installed at the path ``installed``; gives its site-packages.

    A virtual environment is these three things: the packages, a link to Debian's Python, and the
    file that says so. What `venv` would add names the folder in which it was built.
    """
    packages = home / "lib" / PYTHON / "site-packages"
    packages.mkdir(parents=True)
    _install(packages, "--require-hashes", "--requirement", _requirements(package, scratch))
    _install(packages, wheel)
    for name in package.left_out:
        shutil.rmtree(packages / name)
    shutil.rmtree(packages / "bin", ignore_errors=True)
    for note in (file for name in _NOT_INSTALLED for file in packages.glob(f"*.dist-info/{name}")):
        note.unlink()
    for file in [each for each in packages.rglob("*") if _is_of_builders(each)]:
        file.unlink()
    for name in _NOT_LOADED:
        shutil.rmtree(packages / name, ignore_errors=True)
    _write_commands(package, home, installed)
    return packages


def compile_modules(packages: Path, home: Path, installed: str) -> None:
    """Byte code that is taken without a look at its source: dpkg replaces both at once."""
    subprocess.run(
        [
            "/usr/bin/" + PYTHON,
            *("-m", "compileall", "-q", "-f"),
            *("--invalidation-mode", "unchecked-hash"),
            *("-s", home, "-p", installed),
            packages,
        ],
        check=True,
    )


def import_all(home: Path) -> None:
    """Imports every module of ours as the package will, so that nothing is left out that is needed.
    Migrations are no modules: alembic alone can load them."""
    subprocess.run([home / "bin" / "python3", "-P", "-c", _IMPORT_ALL], check=True)


def locked(requirements: str) -> Iterator[tuple[str, str]]:
    """Each distribution that is pinned, and its lines."""
    starts = [*_REQUIREMENT.finditer(requirements)]
    ends = [*(each.start() for each in starts[1:]), len(requirements)]
    for start, end in zip(starts, ends, strict=True):
        yield start[1], requirements[start.start() : end]


def _is_of_builders(file: Path) -> bool:
    return file.is_file() and (file.suffix in _OF_BUILDERS or file.name.startswith(".git"))


def _requirements(package: DebianPackage, scratch: Path) -> Path:
    text = package.requirements.read_text(encoding="utf-8")
    file = scratch / f"{package.command}.txt"
    file.write_text(
        "".join(lines for name, lines in locked(text) if name not in package.not_needed),
        encoding="utf-8",
    )
    return file


def _install(packages: Path, *what: str | Path) -> None:
    """What comes as source is compiled by this environment's own setuptools, which is locked too:
    an isolated build would fetch one without a hash."""
    uv = shutil.which("uv") or ROOT / ".tools" / "bin" / "uv"
    subprocess.run(
        [
            *(uv, "pip", "install", "--quiet", "--no-config", "--no-build-isolation"),
            *("--no-deps", "--link-mode", "copy", "--python", sys.executable),
            *("--target", packages, *what),
        ],
        check=True,
    )


def _write_commands(package: DebianPackage, home: Path, installed: str) -> None:
    (home / "bin").mkdir()
    (home / "bin" / "python3").symlink_to("/usr/bin/" + PYTHON)
    (home / "pyvenv.cfg").write_text(
        f"home = /usr/bin\ninclude-system-site-packages = false\nversion = {VERSION}\n",
        encoding="utf-8",
    )
    command = home / "bin" / package.command
    module = f"{package.command}.cli.main"
    command.write_text(_LAUNCHER.format(home=installed, module=module), encoding="utf-8")
    command.chmod(0o755)
