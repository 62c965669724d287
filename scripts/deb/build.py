"""One package from the sources: a staged root, and dpkg-deb over it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.deb.control import write_control
from scripts.deb.documentation import stage_documentation
from scripts.deb.environment import compile_modules, import_all, stage_environment
from scripts.deb.package import KIOSK, ROOT, DebianPackage
from scripts.deb.qt import compile_screens, keep_what_is_used
from scripts.deb.system_files import system_files


def build_wheel(scratch: Path) -> Path:
    """Our own wheel, which has neither the dock nor the tests."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", scratch],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (wheel,) = scratch.glob("borne-*.whl")
    return wheel


def build(package: DebianPackage, version: str, wheel: Path, scratch: Path, into: Path) -> Path:
    """Gives the file of the package. ``scratch`` is emptied of what an earlier build left."""
    stage = scratch / package.name
    shutil.rmtree(stage, ignore_errors=True)
    installed = package.versioned_home(version)
    home = stage / installed.removeprefix("/")
    home.mkdir(parents=True)
    packages = stage_environment(package, wheel, home, installed, scratch)
    if package is KIOSK:
        keep_what_is_used(packages)
        compile_screens(packages / "kiosk" / "ui" / "qml" / "Kiosk")
    import_all(home)
    compile_modules(packages, home, installed)
    _stage_system_files(package, stage)
    stage_documentation(package, stage, version)
    write_control(package, stage, version, scratch)
    _settle(stage)
    into.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", stage, into],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (built,) = into.glob(f"{package.name}_{version}_*.deb")
    return built


def _stage_system_files(package: DebianPackage, stage: Path) -> None:
    for each in system_files(package):
        target = stage / each.target
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(each.source, target)
        target.chmod(each.mode)
    for name in package.masked_units:
        mask = stage / "etc" / "systemd" / "system" / name
        mask.parent.mkdir(parents=True)
        mask.symlink_to("/dev/null")
    overrides = stage / "usr" / "share" / "lintian" / "overrides" / package.name
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "packaging" / "lintian-overrides", overrides)
    command = stage / "usr" / "bin" / package.command
    command.parent.mkdir(parents=True)
    command.symlink_to(f"{package.home}/bin/{package.command}")


def _settle(stage: Path) -> None:
    """One time for all that is built, and modes that the builder's umask had no part in."""
    moment = int(os.environ["SOURCE_DATE_EPOCH"])
    for each in [stage, *stage.rglob("*")]:
        if not each.is_symlink():
            is_run = each.is_dir() or (
                each.stat().st_mode & 0o100 and "site-packages" not in each.parts
            )
            each.chmod(0o755 if is_run else 0o644)
        os.utime(each, (moment, moment), follow_symlinks=False)
