"""Every finding has words in both languages: what it means, and how to mend it."""

import re
from string import Formatter

import pytest

from kiosk.doctor.finding import Code, Part, State
from kiosk.doctor.words import Language, in_language, language_of
from tests.doctor.everything import findings

CALM = {State.OK, State.NOT_FITTED}


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", Language)
def test_every_code_state_and_part_has_words(language):
    words = in_language(language)
    assert set(words.words) == set(Code)
    assert set(words.states) == set(State)
    assert set(words.parts) == set(Part)
    assert gaps(words.title) == {"state"}


@pytest.mark.parametrize("language", Language)
def test_what_is_wrong_can_be_mended_and_what_is_well_asks_for_nothing(language):
    for code, (means, mend) in in_language(language).words.items():
        assert means.endswith((".", ")")), code
        assert bool(mend) is (code.state not in CALM), code


@pytest.mark.parametrize("language", Language)
def test_every_finding_can_be_said_with_nothing_left_open(language):
    words = in_language(language)
    for finding in findings():
        said = words.say(finding)
        assert not re.search(r"[{}]", said.means + said.mend), finding


def test_both_languages_fill_the_same_gaps():
    french, english = (in_language(each).words for each in (Language.FR, Language.EN))
    for code in Code:
        for fr, en in zip(french[code], english[code], strict=True):
            assert gaps(fr) == gaps(en), code


def test_both_languages_name_the_same_commands():
    command = re.compile(r"(?:systemctl|timedatectl|cups\w+|journalctl|lpstat|sudo) [\w {}/-]*\w")
    french, english = (in_language(each).words for each in (Language.FR, Language.EN))
    for code in Code:
        assert command.findall(french[code][1]) == command.findall(english[code][1]), code


def test_french_keeps_its_typography():
    for means, mend in in_language(Language.FR).words.values():
        assert not re.search(r"\w'\w|\w[:;!?] ", means + mend), means


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, Language.FR),
        ({"LANG": "C.UTF-8"}, Language.FR),
        ({"LANG": "fr_FR.UTF-8"}, Language.FR),
        ({"LANG": "en_GB.UTF-8"}, Language.EN),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, Language.EN),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, Language.EN),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, Language.FR),
    ],
)
def test_the_language_is_the_terminals_and_french_for_everybody_else(environment, language):
    assert language_of(environment) is language
