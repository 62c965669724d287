"""What is written in the languages of the product: complete, alike, and easy to read."""

import json
import re
from collections.abc import Iterable, Iterator

import pytest

from shared_runtime.messages.catalogue import CatalogueEntry
from shared_runtime.messages.loading import messages_folder, shipped

SENTENCES = shipped().sentences
LANGUAGES = shipped().languages
KEYS = sorted(SENTENCES["fr"])
KEY_SHAPE = re.compile(r"[a-z][a-z_0-9]*(\.[a-z_0-9-]+)*")
"""A part may be a slug of the wire, which has hyphens."""
FRENCH_ONLY = ("receipt.", "sms.", "test_page.")
"""What goes on paper or to a telephone is in French, whatever the screen speaks."""
NOT_ON_SCREENS = (*FRENCH_ONLY, "health.", "queue.", "setup.", "verifier.")
PARTS_OF_A_DATE = "date.written", "queue.moment"
"""Of their gaps each language takes those that it writes a date with."""
MOST_WORDS = 12
SAYS_IN_WORDS = ("ar", "he")
"""They have words for none, one and two of a thing."""


def forms(entry: CatalogueEntry) -> tuple[str, ...]:
    return (entry,) if isinstance(entry, str) else tuple(entry.values())


def gaps(sentence: str) -> frozenset[str]:
    return frozenset(re.findall(r"\{(\w+)\}", sentence))


def every_sentence(language: str) -> Iterator[tuple[str, str]]:
    for key, entry in SENTENCES[language].items():
        for form in forms(entry):
            for sentence in re.split(r"(?<=[.?!])\s+", form):
                yield key, sentence


def wanted(keys: Iterable[str], language: str) -> list[str]:
    """Of the French keys those that a language has to have."""
    return [key for key in keys if language == "fr" or not key.startswith(FRENCH_ONLY)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_key_in_the_same_file_and_the_files_are_sorted(language):
    assert sorted(SENTENCES[language]) == wanted(KEYS, language)
    assert all(KEY_SHAPE.fullmatch(key) for key in KEYS)
    for file in sorted((messages_folder() / language).glob("*.json")):
        french = json.loads((messages_folder() / "fr" / file.name).read_text(encoding="utf-8"))
        own = list(json.loads(file.read_text(encoding="utf-8")))
        assert own == wanted(french, language) == sorted(own), file


@pytest.mark.parametrize("key", KEYS)
def test_every_language_fills_the_same_gaps_and_counts_alike(key):
    entries = [sentences[key] for sentences in SENTENCES.values() if key in sentences]
    filled = {frozenset[str]().union(*map(gaps, forms(entry))) for entry in entries}
    assert len(filled) == 1 or key in PARTS_OF_A_DATE
    assert len({isinstance(entry, str) for entry in entries}) == 1


@pytest.mark.parametrize("key", [key for key in KEYS if not isinstance(SENTENCES["fr"][key], str)])
def test_a_form_leaves_out_its_number_only_where_it_stands_for_one(key):
    for language, sentences in SENTENCES.items():
        entry = sentences[key]
        assert not isinstance(entry, str)
        for form, sentence in entry.items():
            said_in_words = language in SAYS_IN_WORDS and form in ("zero", "one", "two")
            assert "count" in gaps(sentence) or said_in_words


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_more_than_twelve_words(language):
    counted = [
        (key, sentence, len([word for word in sentence.split() if re.search(r"\w", word)]))
        for key, sentence in every_sentence(language)
        if not key.startswith(NOT_ON_SCREENS)
    ]
    long = [
        f"{language}, {key}: {words} words, at most {MOST_WORDS} are wanted: {sentence!r}"
        for key, sentence, words in counted
        if words > MOST_WORDS
    ]
    assert not long, "\n".join(long)


JARGON = {
    "fr": r"sessions?|versions?|exonérations?|mode bas|hors ligne|transmis\w*|authentifi\w*",
    "en": r"sessions?|versions?|exemptions?|low mode|offline|transmi\w*|authenticat\w*",
}
"""What nobody says at a counter; *visite*, *complète*, *elle partira* are said in its place."""
FOR_STAFF = ("health.", "maintenance.", "queue.", "setup.", "tool.", "verifier.")


@pytest.mark.parametrize("language", JARGON)
def test_nobody_is_spoken_to_in_jargon(language):
    found = [
        f"{language}, {key}: {sentence!r}"
        for key, sentence in every_sentence(language)
        if not key.startswith(FOR_STAFF)
        and re.search(rf"\b({JARGON[language]})\b", sentence, re.IGNORECASE)
    ]
    assert not found, "\n".join(found)


def test_every_problem_says_who_can_help():
    """Whoever may try again, and whose card is refused, is told so in a line of its own."""
    alone = [
        f"{language}, {key}: {sentences[key]!r}"
        for language, sentences in SENTENCES.items()
        for key in sentences
        if key.endswith(".next") and f"{key.removesuffix('next')}title" in sentences
        if not key.startswith(("wrong_card.", *FRENCH_ONLY))
        if not re.search(r"agent|Réessaye[rz]|[Tt]ry again", str(sentences[key]))
    ]
    assert not alone, "\n".join(alone)


def loose_signs(sentence: str) -> Iterator[str]:
    """What is wrong with the spaces about the signs of a French sentence, and what is wanted."""
    for found in re.finditer(r"([ \w’])([?!:;»])|(«) ", sentence.replace("://", "")):
        before, sign, opening = found.groups()
        if opening:
            yield f"a no-break space (U+00A0) after «, not a plain one, in {sentence!r}"
        elif before == " ":
            yield f"a no-break space (U+00A0) before {sign}, not a plain one, in {sentence!r}"
        else:
            yield f"a no-break space (U+00A0) between {before} and {sign} in {sentence!r}"


def test_french_punctuation_never_starts_a_line():
    loose = [
        f"fr, {key}: wanted is {wanted}"
        for key, sentence in every_sentence("fr")
        if not key.startswith(NOT_ON_SCREENS)
        for wanted in loose_signs(sentence)
    ]
    assert not loose, "\n".join(loose)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Qui êtes-vous ?", "before ?, not a plain one"),
        ("Attention: fermé", "between n and :"),
        ("Touchez « Oui\u00a0»", "after «, not a plain one"),
    ],
)
def test_whoever_writes_french_loosely_is_told_which_space_is_wanted(sentence, wanted):
    (said,) = loose_signs(sentence)
    assert said.startswith("a no-break space (U+00A0)")
    assert wanted in said


def test_french_as_it_should_be_is_left_alone():
    well = "Qui êtes-vous\u00a0? Voyez «\u00a0Oui\u00a0»\u202f: https://ameli.fr"
    assert list(loose_signs(well)) == []
