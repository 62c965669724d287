"""The wheel holds the product, nothing of the workshop, and works away from the checkout."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.house.files import ROOT, files_of_the_house

PACKAGES = {"kiosk", "central", "wire", "shared_runtime"}
MOVED = {
    "messages": Path("shared_runtime/messages/files"),
    "qml": Path("kiosk/ui/qml"),
    "systemd": Path("kiosk/systemd"),
}
"""Top-level folders that are part of the product, and where the wheel puts them."""


def built(project: Path, folder: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=project,
        check=True,
        capture_output=True,
    )
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, tmp_path_factory.mktemp("wheel"))


def place_in_wheel(file: Path) -> Path | None:
    top, *rest = file.parts
    if top in PACKAGES:
        return file
    return MOVED[top].joinpath(*rest) if top in MOVED else None


def test_the_wheel_holds_exactly_the_files_of_the_product(wheel: Path) -> None:
    expected = {place for file in files_of_the_house() if (place := place_in_wheel(file))}
    with ZipFile(wheel) as archive:
        held = {Path(name) for name in archive.namelist()}
    assert {file for file in held if not file.parts[0].endswith(".dist-info")} == expected


def test_an_appliance_gets_no_command_that_plays_a_card(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (points,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert "devdock" not in archive.read(points).decode()
        assert not [name for name in archive.namelist() if "devdock" in name]


def test_the_wheel_carries_its_licence(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (licence,) = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
        assert archive.read(licence).decode().startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")


def test_the_commands_start_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    for module in ("kiosk.cli.main", "central.cli.main"):
        says_how_it_is_used(module, tmp_path)


def test_the_sentences_are_found_in_the_wheel(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    found = subprocess.run(
        [sys.executable, "-c", FINDER, str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert found.returncode == 0, found.stderr
    assert found.stdout.strip() == "Prenez votre attestation"


def test_the_dock_is_a_project_beside_it(wheel: Path, tmp_path: Path) -> None:
    (tmp_path / "built").mkdir()
    for each in (wheel, built(ROOT / "devdock", tmp_path / "built")):
        with ZipFile(each) as archive:
            archive.extractall(tmp_path)
    says_how_it_is_used("devdock.cli", tmp_path)


def says_how_it_is_used(module: str, folder: Path) -> None:
    started = subprocess.run(
        [sys.executable, "-c", STARTER, str(folder), module],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert started.returncode == 0, started.stderr
    assert "Usage" in started.stdout


STARTER = """
import importlib, sys
folder, module = sys.argv[1:]
sys.path.insert(0, folder)
sys.argv = [module, "--help"]
loaded = importlib.import_module(module)
assert loaded.__file__.startswith(folder), loaded.__file__
loaded.main()
"""
FINDER = """
import sys
folder = sys.argv[1]
sys.path.insert(0, folder)
from shared_runtime.messages.loading import messages_folder, shipped
assert str(messages_folder()).startswith(folder), messages_folder()
print(shipped().say("fr", "paper.attestation", {}))
"""
