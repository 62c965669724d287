import pytest
from PySide6.QtCore import QCoreApplication, qtTrId

from kiosk.domain.words import words
from kiosk.ui.catalogue import Catalogue, CatalogueDamaged, Entry, Speech, load
from kiosk.ui.translator import CatalogueTranslator

SENTENCES: dict[str, dict[str, Entry]] = {
    "fr": {
        "hello": "Bonjour {name}",
        "tries": {"one": "{count} essai", "other": "{count} essais"},
        "only.french": "Seulement ici",
        "words.missing": "Demandez à un agent.",
    },
    "en": {"hello": "Hello {name}", "tries": {"one": "{count} try", "other": "{count} tries"}},
}


@pytest.fixture
def own() -> Catalogue:
    return Catalogue(SENTENCES)


def test_gaps_are_filled(own):
    assert Speech(own, "en").words(words("hello", name="Camille")) == "Hello Camille"


def test_a_gap_is_filled_once_even_with_braces_in_a_name(own):
    assert Speech(own, "fr").say("hello", name="{name}") == "Bonjour {name}"


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("fr", 0, "0 essai"),
        ("fr", 1, "1 essai"),
        ("fr", 2, "2 essais"),
        ("en", 0, "0 tries"),
        ("en", 1, "1 try"),
        ("en", 2, "2 tries"),
    ],
)
def test_each_language_counts_its_own_way(own, language, count, said):
    assert Speech(own, language).say("tries", count=count) == said


def test_a_sentence_missing_in_a_language_is_said_in_french_and_remembered(own, caplog):
    assert Speech(own, "en").say("only.french") == "Seulement ici"
    assert own.missing == {"only.french"}
    Speech(own, "en").say("only.french")
    (record,) = caplog.records
    assert record.message == "words_missing"
    assert (record.__dict__["key"], record.__dict__["language"]) == ("only.french", "en")


def test_a_sentence_missing_everywhere_sends_to_an_agent(own):
    assert Speech(own, "en").say("no.such.key") == "Demandez à un agent."


def test_nothing_at_all_is_still_no_crash():
    assert Speech(Catalogue({}), "fr").say("no.such.key") == "…"


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"key": 1}', '{"key": {"one": "x"}}', '{"key": {"one": 1, "other": 2}}']
)
def test_a_damaged_file_is_named(tmp_path, content):
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "paper.json").write_text(content)
    with pytest.raises(CatalogueDamaged, match=r"fr/paper\.json"):
        load(tmp_path)


def test_a_key_that_two_files_have_is_refused_and_both_are_named(tmp_path):
    (tmp_path / "fr").mkdir()
    for part in ("card", "paper"):
        (tmp_path / "fr" / f"{part}.json").write_text('{"same": "x"}')
    with pytest.raises(
        CatalogueDamaged, match=r"fr/paper\.json and .*fr/card\.json both have same"
    ):
        load(tmp_path)


def test_french_cannot_be_missing(tmp_path):
    (tmp_path / "en").mkdir()
    with pytest.raises(CatalogueDamaged, match="fr"):
        load(tmp_path)


def test_qt_says_the_sentences_of_the_language_spoken(qapp, own):
    translator = CatalogueTranslator(own, "fr")
    assert QCoreApplication.installTranslator(translator)
    try:
        assert qtTrId("only.french") == "Seulement ici"
        assert qtTrId("tries", 2) == "2 essais"
        translator.speak("en")
        assert qtTrId("tries", 2) == "2 tries"
        # A gap that QML fills itself is left to it.
        assert qtTrId("hello") == "Hello {name}"
    finally:
        QCoreApplication.removeTranslator(translator)
