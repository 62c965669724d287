"""Every finding has words in each language: what it means, and how to mend it."""

import re
from collections.abc import Iterator

import pytest

from shared_runtime.messages.catalogue import Translations
from shared_runtime.messages.loading import shipped
from tests.doctor.everything import findings
from wire.health import CheckState, HealthCode, Part
from wire.health_texts import CheckTexts

CALM = {CheckState.OK, CheckState.NOT_FITTED}
LANGUAGES = shipped().languages
COMMAND = re.compile(r"(?:systemctl|timedatectl|cups\w+|journalctl|lpstat|sudo) [\w {}/-]*\w")


def sentence(language: str, key: str) -> str:
    return str(shipped().sentences[language].get(key, ""))


def of_codes() -> Iterator[str]:
    for code in HealthCode:
        yield f"health.{code}.means"
        if code.state not in CALM:
            yield f"health.{code}.mend"


def test_every_code_state_and_part_has_words_and_what_is_well_asks_for_nothing():
    states = {f"health.state.{state}" for state in CheckState}
    parts = {f"health.part.{part}" for part in Part}
    written = {key for key in shipped().sentences["fr"] if key.startswith("health.")}
    of_a_kiosk = {f"health.state.{each}" for each in ("never_heard", "silent", "out_of_service")}
    assert written == {"health.title", *of_a_kiosk, *states, *parts, *of_codes()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_meant_is_a_whole_sentence(language):
    for code in HealthCode:
        assert sentence(language, f"health.{code}.means").endswith((".", ")")), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_can_be_said_with_nothing_left_open(language):
    words = CheckTexts(Translations(shipped(), language))
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
