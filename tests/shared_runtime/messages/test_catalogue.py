"""Sentences: in which language, in which form, and what fills their placeholders."""

import pytest

from kiosk.domain.place import in_each_language
from shared_runtime.messages.catalogue import Catalogue, CatalogueEntry, Translations
from shared_runtime.messages.message import message

FSI, PDI = "\u2068", "\u2069"
SENTENCES: dict[str, dict[str, CatalogueEntry]] = {
    "fr": {
        "language.name": "Français",
        "hello": "Bonjour {name}",
        "date": "{day}/{month}",
        "tries": {"one": "{count} essai", "other": "{count} essais"},
        "only.french": "Seulement ici",
        "only.counted": {"one": "un de {name}", "other": "{count} de {name}"},
        "words.missing": "Demandez à un agent.",
    },
    "en": {"hello": "Hello {name}", "tries": {"one": "{count} try", "other": "{count} tries"}},
    "ar": {
        "language.name": "العربية",
        "hello": "مرحبا {name}",
        "date": "{day}/{month}",
        "tries": {
            "zero": "لا محاولات",
            "one": "محاولة واحدة",
            "two": "محاولتان",
            "few": "{count} محاولات",
            "many": "{count} محاولة",
            "other": "{count} محاولة أخرى",
        },
    },
}


@pytest.fixture
def own() -> Catalogue:
    return Catalogue(SENTENCES)


def test_gaps_are_filled(own):
    assert Translations(own, "en").text(message("hello", name="Camille")) == "Hello Camille"


def test_a_gap_is_filled_once_even_with_braces_in_a_name(own):
    assert Translations(own, "fr").say("hello", name="{name}") == "Bonjour {name}"


def test_a_gap_may_have_a_text_of_its_own_in_each_language(own):
    where = in_each_language({"fr": "à l’accueil", "en": "at the desk"})
    assert Translations(own, "en").say("hello", name=where) == "Hello at the desk"
    assert Translations(own, "fr").say("hello", name=where) == "Bonjour à l’accueil"


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("fr", 0, "0 essai"),
        ("fr", 1, "1 essai"),
        ("fr", 2, "2 essais"),
        ("en", 0, "0 tries"),
        ("en", 1, "1 try"),
        ("en", 2, "2 tries"),
        ("ar", 0, "لا محاولات"),
        ("ar", 1, "محاولة واحدة"),
        ("ar", 2, "محاولتان"),
        ("ar", 3, f"{FSI}3{PDI} محاولات"),
        ("ar", 11, f"{FSI}11{PDI} محاولة"),
        ("ar", 100, f"{FSI}100{PDI} محاولة أخرى"),
    ],
)
def test_each_language_counts_its_own_way(own, language, count, said):
    assert Translations(own, language).say("tries", count=count) == said


def test_a_sentence_missing_in_a_language_is_said_in_french_and_remembered(own, caplog):
    assert Translations(own, "en").say("only.french") == "Seulement ici"
    assert own.missing == {"only.french"}
    Translations(own, "en").say("only.french")
    (record,) = caplog.records
    assert record.message == "words_missing"
    assert (record.__dict__["key"], record.__dict__["language"]) == ("only.french", "en")


def test_a_french_sentence_is_counted_in_french_and_its_gaps_are_left_alone(own):
    assert Translations(own, "ar").say("only.counted", count=0, name="Nadia") == "un de Nadia"
    assert Translations(own, "ar").say("only.counted", count=3, name="Nadia") == "3 de Nadia"


def test_a_sentence_missing_everywhere_sends_to_an_agent(own):
    assert Translations(own, "en").say("no.such.key") == "Demandez à un agent."
    assert not own.knows("no.such.key")
    assert own.knows("only.french")


def test_nothing_at_all_is_still_no_crash():
    assert Translations(Catalogue({}), "fr").say("no.such.key") == "…"


def test_a_latin_name_in_an_arabic_sentence_is_kept_apart(own):
    assert Translations(own, "ar").say("hello", name="Camille") == f"مرحبا {FSI}Camille{PDI}"


def test_an_arabic_name_in_a_latin_sentence_is_kept_apart(own):
    assert Translations(own, "fr").say("hello", name="نادية") == f"Bonjour {FSI}نادية{PDI}"


def test_a_sentence_of_gaps_alone_runs_as_its_language_does(own):
    assert Translations(own, "ar").say("date", day=1, month=2) == f"{FSI}1{PDI}/{FSI}2{PDI}"
    assert Translations(own, "fr").say("date", day=1, month=2) == "1/2"


def test_a_gap_that_is_filled_later_is_kept_apart_already(own):
    """QML fills some of them itself."""
    assert Translations(own, "ar").say("hello") == f"مرحبا {FSI}{{name}}{PDI}"


def test_between_latin_letters_nothing_is_added(own):
    assert Translations(own, "fr").say("hello", name="Łucja Ñandú") == "Bonjour Łucja Ñandú"


def test_a_gap_with_nothing_in_it_stays_empty(own):
    assert Translations(own, "ar").say("hello", name="") == "مرحبا "


def test_a_language_says_its_own_name_and_its_direction(own):
    assert (own.name("ar"), own.name("en")) == ("العربية", "EN")
    assert own.right_to_left("ar")
    assert not own.right_to_left("fr")
    assert own.languages == ("fr", "en", "ar")
