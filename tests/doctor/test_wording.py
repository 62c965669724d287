"""Every finding has words in each language: what it means, and how to mend it."""

import re
from collections.abc import Iterator

import pytest

from kiosk.doctor.finding import FindingCode, FindingState, Part
from kiosk.doctor.wording import FindingTexts
from shared_runtime.messages.catalogue import Translations
from shared_runtime.messages.loading import shipped
from tests.doctor.everything import findings

CALM = {FindingState.OK, FindingState.NOT_FITTED}
LANGUAGES = shipped().languages
COMMAND = re.compile(r"(?:systemctl|timedatectl|cups\w+|journalctl|lpstat|sudo) [\w {}/-]*\w")


def sentence(language: str, key: str) -> str:
    return str(shipped().sentences[language].get(key, ""))


def of_codes() -> Iterator[str]:
    for code in FindingCode:
        yield f"doctor.{code}.means"
        if code.state not in CALM:
            yield f"doctor.{code}.mend"


def test_every_code_state_and_part_has_words_and_what_is_well_asks_for_nothing():
    states = {f"doctor.state.{state}" for state in FindingState}
    parts = {f"doctor.part.{part}" for part in Part}
    written = {key for key in shipped().sentences["fr"] if key.startswith("doctor.")}
    assert written == {"doctor.title", *states, *parts, *of_codes()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_meant_is_a_whole_sentence(language):
    for code in FindingCode:
        assert sentence(language, f"doctor.{code}.means").endswith((".", ")")), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_can_be_said_with_nothing_left_open(language):
    words = FindingTexts(Translations(shipped(), language))
    for finding in findings():
        said = words.say(finding)
        assert said.means
        assert bool(said.mend) is (finding.state not in CALM), finding
        assert not re.search(r"[{}]", said.means + said.mend), finding


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_names_the_same_commands(language):
    for key in of_codes():
        assert COMMAND.findall(sentence(language, key)) == COMMAND.findall(sentence("fr", key)), key


def test_french_keeps_its_typography():
    for key in of_codes():
        assert not re.search(r"\w'\w|\w[:;!?] ", sentence("fr", key)), key
