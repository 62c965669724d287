"""The repository says nothing of the machine it was written on, and its words fit each other."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.house.files import ROOT, files_of_the_house

SELF = Path("tests/house/test_repository.py")
OF_A_MACHINE = re.compile(rb"/(?:home|Users|builds|work|workspace)/\w+|/root/[\w.]")
PAGES = {page.relative_to(ROOT) for page in (ROOT / "docs").rglob("*.md")}
PUBLIC_REGISTRY = "https://pypi.org/simple"


@pytest.fixture(scope="module")
def files() -> tuple[Path, ...]:
    return files_of_the_house()


def test_no_file_names_a_place_on_somebodys_machine(files: tuple[Path, ...]) -> None:
    found = [
        f"{file}: {match.group().decode()}"
        for file in files
        if file != SELF
        for match in OF_A_MACHINE.finditer((ROOT / file).read_bytes())
    ]
    assert found == []


def test_every_locked_package_comes_from_the_public_registry() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    sources = {tuple(package["source"].items()) for package in lock["package"]}
    ours = {(("editable", "."),), (("editable", "devdock"),)}
    assert sources == {(("registry", PUBLIC_REGISTRY),), *ours}


@pytest.mark.parametrize("page", ["README.md", *map(str, sorted(PAGES))])
def test_links_between_the_pages_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text()
    targets = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", text)
    missing = [target for target in targets if not ((ROOT / page).parent / target).exists()]
    assert missing == []
