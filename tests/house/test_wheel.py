"""The wheel holds the product, nothing of the workshop, and works away from the checkout."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.house.files import ROOT, files_of_the_house

PACKAGES = {"kiosk", "central", "wire", "devdock"}
MOVED = {"qml": Path("kiosk/ui/qml"), "systemd": Path("kiosk/systemd")}
"""Top-level folders that are part of the product, and where the wheel puts them."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


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


def test_the_wheel_carries_its_licence(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (licence,) = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
        assert archive.read(licence).decode().startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")


def test_the_commands_start_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    for module in ("kiosk.cli", "central.cli", "devdock.cli"):
        started = subprocess.run(
            [sys.executable, "-c", STARTER, str(tmp_path), module],
            cwd=tmp_path,
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
