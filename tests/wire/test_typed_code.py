"""What is a code: 4 to 64 printable characters as they are, and of a code that was sent digits."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wire.messages import codes, sent_codes
from wire.citizen import CheckCode, CodeKind
from wire.codec import Malformed, codec_of
from wire.typed_code import LONGEST_CODE, SHORTEST_CODE

CODEC = codec_of(CheckCode)
SIGNS = "?!$€£@&(-+_)=*%/<>,.;"


def read(code: str, kind: CodeKind = CodeKind.PERSONAL) -> str:
    """What a reader takes of it: from JSON, and as another part of the program hands it over."""
    said = {"kind": kind.value, "code": code}
    asked = CODEC.of_plain(said)
    assert CODEC.read(json.dumps(said)) == asked == CODEC.read(CODEC.write(CheckCode(kind, code)))
    return asked.code


def refused(code: str, kind: CodeKind = CodeKind.PERSONAL) -> str:
    """Why it is refused, in words that quote nothing of it."""
    with pytest.raises(Malformed) as found:
        CODEC.of_plain({"kind": kind.value, "code": code})
    assert len(code) < 3 or code not in str(found.value)
    (error,) = found.value.errors()
    assert error["loc"] == ("code",)
    return str(error["msg"])


@given(codes)
def test_a_code_is_taken_as_it_is(code: str) -> None:
    assert read(code) == code


@pytest.mark.parametrize(
    "code", ["2580", "Soleil@2026", SIGNS, " de face ", "Éçà€", "q\u0303uatre"]
)
def test_digits_letters_signs_and_spaces_are_neither_trimmed_nor_folded(code: str) -> None:
    assert read(code) == code


@given(st.text(max_size=80))
def test_whatever_is_taken_is_printable_composed_and_of_a_length(code: str) -> None:
    try:
        taken = CODEC.of_plain({"kind": "personal", "code": code}).code
    except Malformed:
        return
    assert taken == code == unicodedata.normalize("NFC", code)
    assert code.isprintable()
    assert SHORTEST_CODE <= len(code) <= LONGEST_CODE


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("abc", "at least 4 characters"),
        ("x" * 65, "at most 64 characters"),
        ("a\tbcd", "printable characters only"),
        ("abcd\n", "printable characters only"),
        ("a\u200bbcd", "printable characters only"),
        ("a\u202ebcd", "printable characters only"),
        ("abcd\x00", "printable characters only"),
        ("abc\ue000d", "printable characters only"),
        ("\ud800abc", "unicode"),
        ("e\u0301te", "normalization form C"),
        ("\u212bngstr", "normalization form C"),
        ("\u0301abc", "stands on a letter"),
        ("ab \u0301c", "stands on a letter"),
    ],
)
def test_what_is_no_code_is_refused_in_words(code: str, why: str) -> None:
    assert why in refused(code)


@given(sent_codes)
def test_a_code_that_was_sent_is_digits(code: str) -> None:
    assert read(code, CodeKind.PROVISIONAL) == code


@pytest.mark.parametrize("code", ["12ab", "1" * 14, "١٢٣٤", "1234 ", "²²²²"])
def test_no_other_code_can_have_been_sent(code: str) -> None:
    assert "digits only" in refused(code, CodeKind.PROVISIONAL)
