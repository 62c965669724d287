"""What the console ships of others is what was looked at, and its sentences are whole."""

import hashlib
import json
import re
from pathlib import Path

import pytest

import central.dashboard
from tests.house.files import ROOT

_HERE = Path(central.dashboard.__file__).parent
_DEPENDENCIES = (ROOT / "docs/decisions/dependencies.md").read_text()
_MESSAGES = sorted((_HERE / "messages" / "fr").glob("*.json"))


@pytest.mark.parametrize("name", ["htmx.js", "uplot.js", "uplot.css"])
def test_the_files_of_others_are_those_that_are_named(name: str) -> None:
    digest = hashlib.sha256((_HERE / "static" / name).read_bytes()).hexdigest()
    assert re.search(rf"`{re.escape(name)}`.*`{digest}`", _DEPENDENCIES)
    assert len(list((_HERE / "static" / "licences").glob("*.txt"))) == 3


@pytest.mark.parametrize("french", _MESSAGES, ids=lambda file: file.stem)
def test_english_says_all_that_french_does(french: Path) -> None:
    said = json.loads(french.read_text())
    english = json.loads((_HERE / "messages" / "en" / french.name).read_text())
    assert english.keys() == said.keys()
    for key in said:
        placeholders = [
            sorted(set(re.findall(r"\{[a-z]+\}", str(each[key])))) for each in (said, english)
        ]
        assert placeholders[0] == placeholders[1], key


@pytest.mark.parametrize("french", _MESSAGES, ids=lambda file: file.stem)
def test_french_signs_hold_on_to_their_words(french: Path) -> None:
    assert not re.findall(r"[^\N{NO-BREAK SPACE}\d{][?!;:](?=[ \"]|$)", "\n".join(_texts(french)))


def _texts(file: Path) -> list[str]:
    return [
        text
        for entry in json.loads(file.read_text()).values()
        for text in (entry.values() if isinstance(entry, dict) else (entry,))
    ]


def test_every_sentence_that_is_asked_for_is_there() -> None:
    known = {key for file in _MESSAGES for key in json.loads(file.read_text())}
    asked: set[str] = set()
    for file in [*_HERE.rglob("*.html"), *_HERE.rglob("*.py")]:
        asked |= set(re.findall(r'(?:say|counted)\(\s*"([a-z_.0-9]+[a-z0-9_])"', file.read_text()))
    assert len(asked) > 80
    assert asked - known == set()
