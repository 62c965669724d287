"""A finding said in a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.doctor import words_en, words_fr
from kiosk.doctor.finding import Code, Finding, Part, State


class Language(StrEnum):
    FR = "fr"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Said:
    """``mend`` is empty where nothing is to be done."""

    means: str
    mend: str


@dataclass(frozen=True, slots=True)
class Words:
    """``words``: what a code means and how it is mended, each with gaps."""

    title: str
    states: Mapping[State, str]
    parts: Mapping[Part, str]
    words: Mapping[Code, tuple[str, str]]

    def say(self, finding: Finding) -> Said:
        means, mend = self.words[finding.code]
        return Said(means.format(**finding.gaps), mend.format(**finding.gaps))


_WORDS: Mapping[Language, Words] = {
    Language.FR: Words(words_fr.TITLE, words_fr.STATES, words_fr.PARTS, words_fr.WORDS),
    Language.EN: Words(words_en.TITLE, words_en.STATES, words_en.PARTS, words_en.WORDS),
}


def in_language(language: Language) -> Words:
    return _WORDS[language]


def language_of(environment: Mapping[str, str]) -> Language:
    """English where the terminal is set to it (POSIX, 8.2), French for everybody else."""
    locale = next(
        filter(None, (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), ""
    )
    return Language.EN if locale.lower().startswith("en") else Language.FR
