import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.entries.address import CITY, POSTCODE, STREET
from kiosk.domain.entries.days import BIRTH_DATE
from kiosk.domain.entries.nir import NIR
from kiosk.domain.entry import Clean, Entry, Mistake
from kiosk.domain.typed_code import CODE_FORMS, SIGNS, CodeForm
from kiosk.ui.input_buffer import CodeBuffer, TextBuffer
from tests.domain.entries.every import EVERY_ENTRY
from wire.citizen import CheckCode, CodeKind
from wire.codec import codec_of
from wire.constraints import LONGEST_TEXT

STROKES = st.lists(
    st.one_of(st.sampled_from([*"0123456789ABéŒ'-", "erase"]), st.characters()), max_size=60
)


PERSONAL, PROVISIONAL = CODE_FORMS[CodeKind.PERSONAL], CODE_FORMS[CodeKind.PROVISIONAL]
TYPABLE = "".join(sorted(PERSONAL.characters))
CODE_STROKES = st.lists(
    st.one_of(st.sampled_from([*TYPABLE, "erase"]), st.characters(), st.text(max_size=3)),
    max_size=90,
)


def code(typed: str, form: CodeForm = PERSONAL) -> CodeBuffer:
    entry = CodeBuffer()
    for character in typed:
        entry.type(character, form)
    return entry


def text(entry: Entry, typed: str) -> TextBuffer:
    buffer = TextBuffer()
    for character in typed:
        buffer.type(character, entry)
    return buffer


def test_a_code_can_be_taken_once():
    entry = code("1234")
    assert entry.take() == "1234"
    assert entry.take() == ""


@pytest.mark.parametrize("character", ["", "12", "٣", "²", " ", "é", "#", "\t", "\ud800", "\u0301"])
def test_only_what_the_caisse_lets_codes_have_counts(character):
    entry = code("1")
    entry.type(character, PERSONAL)
    assert entry.take() == "1"


@pytest.mark.parametrize("character", ["a", "Z", *SIGNS])
def test_letters_and_signs_are_for_personal_codes_alone(character):
    assert code(character).take() == character
    assert code(f"1{character}2", PROVISIONAL).take() == "12"


def test_a_code_has_room_for_sixty_four_characters_and_a_sent_one_for_six_digits():
    assert code("aB3?" * 20).take() == "aB3?" * 16
    assert code("1234567", PROVISIONAL).take() == "123456"


def test_the_last_character_alone_can_be_seen():
    assert code("").last == ""
    assert code("ab€").last == "€"


def test_erasing_nothing_does_nothing():
    entry = CodeBuffer()
    entry.erase()
    assert len(entry) == 0


def test_neither_is_ever_printed():
    assert "1234" not in repr(code("1234"))
    assert "Soleil" not in repr(code("Soleil"))
    assert "LILAS" not in repr(text(STREET, "LILAS"))


@given(CODE_STROKES, st.sampled_from(CodeKind))
def test_a_code_behaves_like_a_bounded_stack(strokes, kind):
    form, entry, expected = CODE_FORMS[kind], CodeBuffer(), ""
    for stroke in strokes:
        if stroke == "erase":
            entry.erase()
            expected = expected[:-1]
        else:
            entry.type(stroke, form)
            counts = len(stroke) == 1 and stroke in form.characters
            expected = (expected + stroke * counts)[: form.most]
        assert (len(entry), entry.last) == (len(expected), expected[-1:])
    assert entry.take() == expected


@given(st.text(TYPABLE, min_size=PERSONAL.least, max_size=PERSONAL.most))
def test_whatever_can_be_typed_is_a_code_on_the_wire_as_it_is(typed):
    taken = code(typed).take()
    asked = codec_of(CheckCode).of_plain({"kind": "personal", "code": taken})
    assert asked.code == taken == typed


@given(CODE_STROKES)
def test_an_erased_character_of_a_code_is_overwritten_and_nothing_ever_moves(strokes):
    entry = CodeBuffer()
    room = entry._room
    for stroke in strokes:
        if stroke == "erase":
            entry.erase()
        else:
            entry.type(stroke, PERSONAL)
        assert not any(room[4 * len(entry) :])
    entry.wipe()
    assert entry._room is room
    assert not any(room)


@given(st.sampled_from(EVERY_ENTRY), STROKES)
def test_a_text_holds_only_what_may_stand_there_and_no_more_than_fits(entry, strokes):
    buffer = TextBuffer()
    for stroke in strokes:
        before = buffer.text
        if stroke == "erase":
            buffer.erase()
            assert buffer.text == before[:-1]
        else:
            buffer.type(stroke, entry)
            assert buffer.text in (before, before + stroke.upper())
        assert len(buffer) == len(buffer.text) <= entry.longest
    assert entry.check(buffer.text) is not Mistake.CHARACTERS or not entry.is_number


def test_letters_are_typed_as_capitals_with_their_accents():
    assert text(STREET, "12 bis rue de l'œuvre, façade é").text == (
        "12 BIS RUE DE L'ŒUVRE, FAÇADE É"
    )


@pytest.mark.parametrize("character", ["\x16", "\t", "\n", "@", "€", "ß", "ﬁ", "AB", ""])
def test_no_control_no_sign_and_nothing_pasted_gets_into_an_address(character):
    entry = text(STREET, "A")
    entry.type(character, STREET)
    assert entry.text == "A"


@pytest.mark.parametrize(
    ("typed", "held"),
    [("A", ""), ("18503A", "18503"), ("185032b", "185032B"), ("185031A", "185031")],
)
def test_letters_of_corsica_go_where_they_may_stand(typed, held):
    assert text(NIR, typed).text == held


def test_a_number_that_is_whole_is_judged_at_once():
    assert text(NIR, "185037599900118").mistake is None
    assert text(NIR, "185037599900119").mistake is Mistake.NIR_KEY
    assert text(BIRTH_DATE, "31021985").mistake is Mistake.NO_SUCH_DAY
    assert text(POSTCODE, "00000").mistake is Mistake.POSTCODE


@pytest.mark.parametrize("entry", EVERY_ENTRY)
def test_nothing_is_wrong_before_the_person_is_done(entry):
    assert text(entry, "1").mistake is None


def test_a_mistake_goes_away_with_the_next_key():
    for correct in (TextBuffer.erase, TextBuffer.wipe):
        entry = text(POSTCODE, "00000")
        correct(entry)
        assert entry.mistake is None
    entry = text(CITY, "")
    assert not entry.judge(CITY)
    entry.type("Y", CITY)
    assert entry.mistake is None
    assert entry.judge(CITY)


def test_what_was_typed_is_overwritten():
    for entry, typed in ((text(CITY, "ÉZE"), "ÉZE"), (code("Soleil@2026"), "Soleil@2026")):
        room = entry._room
        assert entry.take() == typed
        assert entry._room is room
        assert not any(room)
        assert entry.take() == ""


def test_there_is_room_for_whatever_is_asked():
    assert max(entry.longest for entry in EVERY_ENTRY) <= LONGEST_TEXT


@given(st.sampled_from(EVERY_ENTRY), st.text(alphabet="0123456789AB ÉL'", max_size=40))
def test_what_may_be_handed_in_is_what_the_step_takes(entry, typed):
    buffer = text(entry, typed)
    assert buffer.judge(entry) == isinstance(entry.check(buffer.text), Clean)
