"""The files of the sentences: what they may look like, and what is said of one that is wrong."""

from pathlib import Path

import pytest

from shared_runtime.messages.loading import MessagesDamaged, languages, load, messages_folder

SENTENCE = '{"key": "x"}'


def put(folder: Path, **files: str) -> Path:
    """``fr_paper`` is the file ``fr/paper.json``."""
    for name, content in files.items():
        language, _, part = name.partition("_")
        (folder / language).mkdir(exist_ok=True)
        (folder / language / f"{part}.json").write_text(content, encoding="utf-8")
    return folder


def test_the_parts_of_a_language_are_merged_and_french_comes_first(tmp_path):
    put(tmp_path, en_card=SENTENCE, fr_card=SENTENCE, fr_paper='{"other": "y"}', ar_card="{}")
    assert languages(tmp_path) == ("fr", "ar", "en")
    assert load(tmp_path).languages == ("fr", "ar", "en")
    assert load(tmp_path).sentences["fr"] == {"key": "x", "other": "y"}


@pytest.mark.parametrize("content", ["{", "[]", "\udc80", '{"key": "x", "key": "y"}'])
def test_a_damaged_file_is_named(tmp_path, content):
    put(tmp_path, fr_card="{}")
    (tmp_path / "fr" / "paper.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(MessagesDamaged, match=r"fr/paper\.json"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("language", "entry", "sentence"),
    [
        ("fr", "1", "wanted is a sentence, or one for each plural form"),
        ("fr", '{"one": 1, "other": 2}', "wanted is a sentence, or one for each plural form"),
        ("fr", '{"one": "x"}', "wanted are the forms one, other, and there are one"),
        ("fr", "{}", "wanted are the forms one, other, and there are "),
        (
            "ar",
            '{"one": "x", "other": "y"}',
            "wanted are the forms zero, one, two, few, many, other, and there are one, other",
        ),
        ("zh", '{"one": "x", "other": "y"}', "wanted are the forms other, and there are one, oth"),
    ],
)
def test_forms_that_do_not_fit_the_language_are_refused_by_file_and_key(
    tmp_path, language, entry, sentence
):
    put(tmp_path, fr_card="{}", **{f"{language}_paper": f'{{"paper.pages": {entry}}}'})
    with pytest.raises(MessagesDamaged) as refused:
        load(tmp_path)
    assert f"{language}/paper.json, paper.pages: {sentence}" in str(refused.value)


def test_a_key_that_two_files_have_is_refused_and_both_are_named(tmp_path):
    put(tmp_path, fr_card=SENTENCE, fr_paper=SENTENCE)
    with pytest.raises(MessagesDamaged, match=r"fr/paper\.json and .*fr/card\.json both have key"):
        load(tmp_path)


def test_a_language_of_which_nobody_knows_how_it_counts_is_refused(tmp_path):
    put(tmp_path, fr_card="{}", tlh_card="{}")
    with pytest.raises(MessagesDamaged, match=r"tlh.*plurals\.py"):
        load(tmp_path)


def test_french_cannot_be_missing(tmp_path):
    put(tmp_path, en_card="{}")
    with pytest.raises(MessagesDamaged, match="fr is missing"):
        load(tmp_path)


def test_easy_french_counts_as_french_does(tmp_path):
    put(tmp_path, fr_card="{}", **{"fr-simple_card": '{"key": {"one": "x", "other": "y"}}'})
    assert load(tmp_path).say("fr-simple", "key", {"count": 0}) == "x"


def test_what_is_shipped_is_found():
    assert (messages_folder() / "fr").is_dir()
