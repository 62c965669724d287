"""The pages that name the fictitious people say what is in the data."""

import re
import tomllib
from pathlib import Path
from typing import Any

from tests.house.files import ROOT


def people(folder: Path) -> dict[str, dict[str, Any]]:
    files = [tomllib.loads(file.read_text()) for file in folder.glob("*.toml")]
    return {person["slug"]: person for file in files for person in file.get("people", ())}


CARDS = people(ROOT / "devdock" / "people")
ACCOUNTS = people(ROOT / "central" / "rights" / "seeds")


def rows(page: str) -> dict[str, list[str]]:
    """Cells of the tables of a page, by the card's name in the first one."""
    lines = (ROOT / page).read_text().splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    return {row[0].strip("`"): row for row in cells if re.fullmatch(r"`[a-z-]+`", row[0])}


def code_of(card: str) -> str:
    code = ACCOUNTS[card].get("code")
    return f"`{code}`" if code else "–"


def test_the_page_of_people_lists_everybody_with_a_card_and_the_right_code() -> None:
    shown = rows("docs/people.md")
    assert set(shown) == {name for name, person in CARDS.items() if person["card"]}
    assert {name: row[2] for name, row in shown.items()} == {name: code_of(name) for name in shown}
    holders = {name: row[4] for name, row in shown.items()}
    assert holders == {name: str(len(CARDS[name]["card"])) for name in shown}


def test_the_codes_in_the_readme_are_right() -> None:
    shown = {name: row for name, row in rows("README.md").items() if name in CARDS}
    assert "camille-martin" in shown
    assert {name: row[1] for name, row in shown.items()} == {name: code_of(name) for name in shown}
