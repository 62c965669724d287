"""The Debian packages: what goes into them, and what their scripts do at each of dpkg's calls."""

import re
import shutil
import subprocess
from pathlib import Path, PurePosixPath

import pytest

from scripts.deb.control import maintainer_scripts
from scripts.deb.environment import locked
from scripts.deb.manual import manual_pages
from scripts.deb.package import CENTRAL, KIOSK, PACKAGES, ROOT, DebianPackage
from scripts.deb.qt import compile_screens
from scripts.deb.system_files import SYSTEMD, UNITS, enabled_units, system_files, units

SCRIPTS = [
    pytest.param(package, name, id=f"{package.command}-{name}")
    for package in PACKAGES.values()
    for name in maintainer_scripts(package, "0.1.0")
]
STUBS = (
    "deb-systemd-helper",
    "deb-systemd-invoke",
    "systemctl",
    "systemd-hwdb",
    "systemd-sysusers",
    "systemd-tmpfiles",
    "udevadm",
)


class Machine:
    """A root in a folder, on which a script's commands do nothing but say that they were called."""

    def __init__(self, root: Path, package: DebianPackage) -> None:
        self.root, self.package = root, package
        (root / "bin").mkdir()
        for name in STUBS:
            stub = root / "bin" / name
            stub.write_text(f'#!/bin/sh\necho "{name} $*" >> {root}/calls\n')
            stub.chmod(0o755)
        for folder in (
            "opt",
            "etc/borne/credentials",
            "etc/credstore.encrypted",
            "run/systemd/system",
        ):
            (root / folder).mkdir(parents=True)

    @property
    def link(self) -> Path:
        return self.root / self.package.home.removeprefix("/")

    def unpack(self, version: str) -> None:
        command = self.link.with_name(f"{self.link.name}-{version}") / "bin" / self.package.command
        command.parent.mkdir(parents=True)
        command.touch(0o755)

    def run(self, version: str, script: str, *arguments: str) -> str:
        text = maintainer_scripts(self.package, version)[script]
        inside = re.sub(r"(?<=[\s\"])/(?=(?:opt|etc|var|run)/)", f"{self.root}/", text)
        (self.root / "calls").write_text("")
        subprocess.run(
            ["/bin/sh", "-c", inside, script, *arguments],
            env={"PATH": f"{self.root / 'bin'}:/usr/bin:/bin"},
            check=True,
            timeout=30,
        )
        return (self.root / "calls").read_text()


@pytest.fixture
def kiosk(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path, KIOSK)
    machine.unpack("0.1.0")
    return machine


@pytest.mark.parametrize(("package", "name"), SCRIPTS)
def test_a_maintainer_script_is_a_whole_shell_script(package: DebianPackage, name: str) -> None:
    text = maintainer_scripts(package, "0.1.0")[name]
    assert "@" not in text
    checked = subprocess.run(["/bin/sh", "-n"], input=text, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(("package", "name"), SCRIPTS)
@pytest.mark.parametrize("call", ["abort-upgrade", "abort-remove", "failed-upgrade", "disappear"])
def test_a_call_that_asks_for_nothing_changes_nothing(
    tmp_path: Path, package: DebianPackage, name: str, call: str
) -> None:
    machine = Machine(tmp_path, package)
    machine.unpack("0.1.0")
    machine.run("0.1.0", "postinst", "configure", "")
    before = machine.link.readlink()
    machine.run("0.1.0", name, call, "0.0.9")
    assert machine.link.readlink() == before


def test_the_keys_of_keyboards_are_told_to_udev_and_forgotten(kiosk: Machine) -> None:
    assert "systemd-hwdb update\n" in kiosk.run("0.1.0", "postinst", "configure", "")
    assert "systemd-hwdb update\n" in kiosk.run("0.1.0", "postrm", "remove")


def test_a_first_installation_enables_the_units_and_starts_none(kiosk: Machine) -> None:
    calls = kiosk.run("0.1.0", "postinst", "configure", "")
    assert kiosk.link.readlink() == Path("borne-0.1.0")
    assert all(f"deb-systemd-helper enable {unit}\n" in calls for unit in enabled_units(KIOSK))
    assert "deb-systemd-invoke" not in calls


def test_an_upgrade_restarts_what_is_set_up_in_one_call(kiosk: Machine) -> None:
    (kiosk.root / "etc/borne/kiosk.toml").write_text("[kiosk]\n")
    calls = kiosk.run("0.1.0", "postinst", "configure", "0.0.9")
    assert f"deb-systemd-invoke restart {' '.join(enabled_units(KIOSK))}\n" in calls
    assert (kiosk.root / "etc/borne/kiosk.toml").read_text() == "[kiosk]\n"


def test_the_new_version_is_in_force_before_the_old_one_goes(kiosk: Machine) -> None:
    kiosk.run("0.1.0", "postinst", "configure", "")
    kiosk.run("0.1.0", "prerm", "upgrade", "0.1.1")
    assert kiosk.link.readlink() == Path("borne-0.1.0")
    kiosk.unpack("0.1.1")
    kiosk.run("0.1.0", "postrm", "upgrade", "0.1.1")
    assert kiosk.link.readlink() == Path("borne-0.1.1")
    kiosk.run("0.1.1", "postinst", "configure", "0.1.0")
    assert kiosk.link.readlink() == Path("borne-0.1.1")


def test_an_upgrade_whose_files_are_not_there_leaves_the_link(kiosk: Machine) -> None:
    kiosk.run("0.1.0", "postinst", "configure", "")
    kiosk.run("0.1.0", "postrm", "upgrade", "0.1.1")
    assert kiosk.link.readlink() == Path("borne-0.1.0")


def test_removing_keeps_what_purging_takes(kiosk: Machine) -> None:
    kept = [
        "etc/borne/kiosk.toml",
        "etc/credstore.encrypted/staff-pepper",
        "var/lib/kiosk-sync/queue.db",
    ]
    for name in kept:
        (kiosk.root / name).parent.mkdir(parents=True, exist_ok=True)
        (kiosk.root / name).touch()
    kiosk.run("0.1.0", "postinst", "configure", "")
    assert "deb-systemd-invoke stop" in kiosk.run("0.1.0", "prerm", "remove")
    assert "deb-systemd-helper purge" in kiosk.run("0.1.0", "postrm", "remove")
    assert not kiosk.link.is_symlink()
    assert [name for name in kept if (kiosk.root / name).exists()] == kept
    kiosk.run("0.1.0", "postrm", "purge")
    assert [name for name in kept if (kiosk.root / name).exists()] == []
    assert not (kiosk.root / "etc/borne").exists()


def test_purging_central_leaves_store_and_keys(tmp_path: Path) -> None:
    machine = Machine(tmp_path, CENTRAL)
    store = tmp_path / "var/lib/central/central.db"
    store.parent.mkdir(parents=True)
    store.touch()
    (tmp_path / "etc/borne/central.toml").touch()
    machine.run("0.1.0", "postrm", "purge")
    assert store.exists()
    assert (tmp_path / "etc/borne/central.toml").exists()


def test_every_file_of_systemd_is_in_one_package() -> None:
    there = {
        file for file in SYSTEMD.rglob("*") if file.is_file() and "__pycache__" not in file.parts
    }
    mine, theirs = ({each.source for each in system_files(package)} for package in (KIOSK, CENTRAL))
    assert mine | theirs == there
    assert not mine & theirs


def test_no_two_files_go_to_one_place() -> None:
    targets = [each.target for package in PACKAGES.values() for each in system_files(package)]
    assert len(targets) == len({*targets})


@pytest.mark.parametrize(
    ("file", "target"),
    [
        ("kiosk-ui.service", UNITS / "kiosk-ui.service"),
        ("borne.conf", UNITS / "pcscd.socket.d" / "borne.conf"),
        ("50-borne.rules", PurePosixPath("usr/share/polkit-1/rules.d/50-borne.rules")),
        ("70-borne.rules", PurePosixPath("usr/lib/udev/rules.d/70-borne.rules")),
        ("borne.types", PurePosixPath("usr/share/cups/mime/borne.types")),
        ("borne-look", PurePosixPath("usr/lib/cups/filter/borne-look")),
        ("cupsd.conf", PurePosixPath("usr/share/borne/cups/cupsd.conf")),
    ],
)
def test_a_file_lies_where_debian_looks_for_it(file: str, target: PurePosixPath) -> None:
    assert target in {each.target for each in system_files(KIOSK) if each.source.name == file}


def test_what_cups_is_started_with_is_where_the_package_puts_it() -> None:
    started = (SYSTEMD / "cups.service.d" / "borne.conf").read_text()
    targets = {f"/{each.target}" for each in system_files(KIOSK)}
    assert {*re.findall(r" (/usr/share/borne/\S+)", started)} <= targets


@pytest.mark.parametrize("package", PACKAGES.values(), ids=PACKAGES)
def test_every_unit_starts_what_the_package_installs(package: DebianPackage) -> None:
    for unit in units(package):
        text = (SYSTEMD / unit).read_text()
        for home in re.findall(r"(/opt/[a-z-]+)/bin/", text):
            assert home == package.home, unit


@pytest.mark.parametrize("package", PACKAGES.values(), ids=PACKAGES)
def test_what_is_left_out_is_there_to_be_left_out(package: DebianPackage) -> None:
    names = {name for name, _ in locked(package.requirements.read_text())}
    assert package.not_needed <= names
    in_wheel = {"kiosk/systemd": "systemd"}
    for path in package.left_out:
        assert (ROOT / in_wheel.get(path, path)).is_dir()


@pytest.mark.parametrize("package", PACKAGES.values(), ids=PACKAGES)
def test_each_command_has_a_manual_page(package: DebianPackage) -> None:
    pages = manual_pages(package, "2026-12-01")
    overview = pages[f"{package.command}.1"]
    for name, page in pages.items():
        assert page.startswith(".TH "), name
        title, section = name.rsplit(".", 1)
        assert page is overview or title.replace("-", r"\-") in overview or section == "5"


def test_every_screen_and_script_is_compiled(tmp_path: Path) -> None:
    # One that is missing would lock the screen: kiosk/ui/engine.py.
    module = tmp_path / "Kiosk"
    shutil.copytree(ROOT / "qml" / "Kiosk" / "theme", module / "theme")
    (module / "some.js").write_text("function two() { return 2 }\n")
    compile_screens(module)
    sources = {file for file in module.rglob("*") if file.suffix in {".qml", ".js"}}
    compiled = {file for file in module.rglob("*") if file.suffix in {".qmlc", ".jsc"}}
    assert {file.with_name(f"{file.name}c") for file in sources} == compiled
    assert not [*module.rglob("*.aotstats")]


def test_a_screen_that_cannot_be_compiled_ends_the_build(tmp_path: Path) -> None:
    (tmp_path / "Broken.qml").write_text("import QtQuick\nItem {\n")
    with pytest.raises(subprocess.CalledProcessError):
        compile_screens(tmp_path)
