"""Plural forms against the samples that CLDR gives with its rules (@integer, plurals.xml 49)."""

import pytest

from shared_runtime.messages.plurals import plural_of

SAMPLES = {
    "fr": {"one": [0, 1], "other": [2, 17, 100, 1000]},
    "pt": {"one": [0, 1], "other": [2, 17, 100]},
    "pt-PT": {"one": [1], "other": [0, 2, 17, 100]},
    "en": {"one": [1], "other": [0, 2, 16, 100]},
    "es": {"one": [1], "other": [0, 2, 16, 100]},
    "tr": {"one": [1], "other": [0, 2, 16, 100]},
    "zh": {"other": [0, 1, 2, 15, 100]},
    "ro": {"one": [1], "few": [0, 2, 16, 101, 1001], "other": [20, 35, 100, 1000]},
    "uk": {
        "one": [1, 21, 31, 101, 1001],
        "few": [2, 4, 22, 24, 102],
        "many": [0, 5, 11, 14, 19, 111, 1000],
    },
    "ru": {"one": [1, 21], "few": [3, 33], "many": [0, 12, 100]},
    "pl": {"one": [1], "few": [2, 4, 22, 102], "many": [0, 5, 19, 21, 112]},
    "sr": {"one": [1, 21], "few": [2, 24], "other": [0, 5, 11, 13]},
    "cs": {"one": [1], "few": [2, 4], "other": [0, 5, 102]},
    "sl": {"one": [1, 101], "two": [2, 102], "few": [3, 4, 103], "other": [0, 5, 100]},
    "lt": {"one": [1, 21], "few": [2, 9, 22], "other": [0, 10, 11, 20]},
    "lv": {"zero": [0, 10, 11, 20], "one": [1, 21], "other": [2, 9, 22]},
    "he": {"one": [1], "two": [2], "other": [0, 3, 102]},
    "mk": {"one": [1, 21, 101], "other": [0, 2, 11, 111]},
    "ar": {
        "zero": [0],
        "one": [1],
        "two": [2],
        "few": [3, 10, 103, 1003],
        "many": [11, 26, 111, 1011],
        "other": [100, 102, 200, 502, 1000],
    },
}


@pytest.mark.parametrize("language", SAMPLES)
def test_each_sample_has_the_form_of_cldr(language):
    plural = plural_of(language)
    assert plural is not None
    assert set(plural.forms) == set(SAMPLES[language])
    for form, numbers in SAMPLES[language].items():
        assert {number: plural.form_of(number) for number in numbers} == dict.fromkeys(
            numbers, form
        )


def test_a_tag_is_looked_up_by_its_first_part():
    assert plural_of("fr-simple") is plural_of("fr")
    assert plural_of("pt-PT") is not plural_of("pt")
    assert plural_of("tlh") is None
