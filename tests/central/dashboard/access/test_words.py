"""The words of signing in: in both languages all that is used, and nothing that is not."""

import json
import re
from pathlib import Path

import pytest

ACCESS = Path("central/dashboard/access")
MESSAGES = Path("central/dashboard/messages")
_USED = re.compile(r'"(access\.[a-z_.]+)"')
_REASON = re.compile(r'reason="([a-z_]+)"')


def words(language: str) -> dict[str, str]:
    read: dict[str, str] = json.loads((MESSAGES / language / "access.json").read_text("utf-8"))
    return read


def used() -> set[str]:
    text = "".join(
        file.read_text("utf-8") for file in ACCESS.rglob("*") if file.suffix in {".py", ".html"}
    )
    reasons = {f"access.refused.{reason}" for reason in _REASON.findall(text)}
    return (
        {each for each in _USED.findall(text) if not each.endswith(".")}
        | reasons
        | {f"{each}.text" for each in reasons}
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_said_is_what_is_there(language: str) -> None:
    assert set(words(language)) == used()


def test_both_languages_fill_the_same_placeholders() -> None:
    french, english = words("fr"), words("en")
    for key, sentence in french.items():
        assert re.findall(r"\{\w+\}", sentence) == re.findall(r"\{\w+\}", english[key]), key


def test_french_has_its_spaces() -> None:
    for key, sentence in words("fr").items():
        assert not re.search(r"[^\u00a0][?!:;]", sentence), key
        assert "'" not in sentence, key
