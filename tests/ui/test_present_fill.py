"""The screens on which something is typed: what they offer comes from the entry alone."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from kiosk.domain.entries.address import CITY, COMPLEMENT, POSTCODE, STREET
from kiosk.domain.entries.days import BIRTH_DATE, past_day
from kiosk.domain.entries.enrolment import ENROLMENT_CODE
from kiosk.domain.entries.nir import NIR
from kiosk.domain.entry import Clean, Entry, Keyboard, Keypad, Mistake
from kiosk.domain.flow import Fill
from kiosk.domain.states import InService
from kiosk.ui.input_buffer import TextBuffer
from shared_runtime.messages.message import message
from tests.demarches import ADDRESS
from tests.domain.entries.every import EVERY_ENTRY
from tests.domain.kiosk import TODAY
from tests.domain.people import ALONE
from tests.ui.views import step_shown, view, visit

STATE = InService(visit(ALONE), ADDRESS, TODAY)


def plain(text: str):
    return message("plain", text=text)


@pytest.mark.parametrize(
    ("entry", "typed", "written", "rest"),
    [
        (NIR, "", "", "_ __ __ __ ___ ___ __"),
        (NIR, "1", "1", " __ __ __ ___ ___ __"),
        (NIR, "1850", "1 85 0", "_ __ ___ ___ __"),
        (NIR, "185032A", "1 85 03 2A", " ___ ___ __"),
        (NIR, "185037599900118", "1 85 03 75 999 001 18", ""),
        (BIRTH_DATE, "", "", "JJ/MM/AAAA"),
        (BIRTH_DATE, "12", "12", "/MM/AAAA"),
        (BIRTH_DATE, "12031985", "12/03/1985", ""),
        (POSTCODE, "99", "99", "___"),
        (STREET, "12 RUE", "12 RUE", ""),
    ],
)
def test_what_is_typed_is_grouped_as_it_is_written(catalogue, entry, typed, written, rest):
    seen = step_shown(STATE, ask(entry), view(catalogue, text=typed))
    assert (seen.written, seen.rest, seen.typed) == (written, rest, len(typed))


def ask(entry: Entry) -> Fill:
    return Fill(plain("question"), plain("hint"), entry)


@pytest.mark.parametrize("entry", EVERY_ENTRY)
def test_numbers_are_asked_for_with_a_keypad_and_words_with_a_keyboard(catalogue, entry):
    in_words = {STREET, COMPLEMENT, CITY, ENROLMENT_CODE}
    seen = step_shown(STATE, ask(entry), view(catalogue, keys=tuple("5812046379")))
    assert seen.kind == ("fill" if entry in in_words else "fillNumber")
    assert seen.keys == tuple("1234567890"), "nobody hides an address from who looks on"
    assert (seen.title, seen.hint, seen.message) == ("question", "hint", "")
    assert seen.can_submit is (entry is COMPLEMENT)
    assert seen.unspoken is (entry in {NIR, ENROLMENT_CODE})


@dataclass(frozen=True)
class NoMoreThan:
    most: int

    def __call__(self, typed: str) -> Clean | Mistake:
        return Mistake.TOO_SHORT if int(typed or "0") > self.most else Clean(typed)


def test_something_new_to_type_is_one_value(catalogue):
    def seen(entry: Entry, text: str) -> Any:
        return step_shown(STATE, ask(entry), view(catalogue, text=text))

    time = Entry("time", 4, Keypad(), NoMoreThan(2359), pattern=plain("__ / __"))
    assert (seen(time, "0").kind, seen(time, "0").written, seen(time, "0").rest) == (
        "fillNumber",
        "0",
        "_ / __",
    )
    assert not seen(time, "0").asks_for_corsica
    vowels = Entry("vowels", 3, Keyboard(frozenset("AEIOUY")), Clean)
    assert (seen(vowels, "").kind, seen(vowels, "").can_submit) == ("fill", True)
    buffer = TextBuffer()
    for character in "banana is a fruit":
        buffer.type(character, vowels)
    assert buffer.text == "AAA"
    assert ask(time) == ask(Entry("time", 4, Keypad(), NoMoreThan(2359), plain("__ / __")))
    assert ask(time) != ask(replace(time, check=NoMoreThan(1200)))


@pytest.mark.parametrize(
    ("entry", "key", "drawing"),
    [
        (STREET, "address.street", "address"),
        (COMPLEMENT, "address.complement", "address"),
        (CITY, "address.city", "mapPin"),
        (POSTCODE, "address.postcode", ""),
    ],
)
def test_over_a_line_stands_what_it_is_about_and_nothing_over_the_keypad(
    catalogue, entry, key, drawing
):
    assert (
        step_shown(STATE, Fill(message(key), plain("h"), entry), view(catalogue)).drawing == drawing
    )


def wrong(entry: Entry) -> set[Mistake]:
    """Every mistake that what may be typed can have."""
    found = set()
    numbers = ("", "1", "12", "0" * 5, "9" * 8, "31122100", "0" * 13, "9" * 13, "185037599900119")
    for typed in (*numbers, "()"):
        buffer = TextBuffer()
        for character in typed:
            buffer.type(character, entry)
        if not buffer.judge(entry) and buffer.mistake is not None:
            found.add(buffer.mistake)
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("entry", EVERY_ENTRY)
def test_each_mistake_is_named_in_words(catalogue, entry, language):
    said = {
        step_shown(STATE, ask(entry), view(catalogue, language, mistake=mistake)).message
        for mistake in wrong(entry)
    }
    assert len(said) == len(wrong(entry))
    assert catalogue.missing == set()
    assert not any(text.startswith("mistake.") for text in said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Cette date n’est pas encore arrivée. Vérifiez la date."),
        ("en", "This date is still to come. Check the date."),
    ],
)
def test_a_day_still_to_come_is_named_with_its_last_digit(catalogue, language, said):
    entry, buffer = past_day(TODAY, range(1998, 2101)), TextBuffer()
    for character in "23112026":
        assert buffer.mistake is None
        buffer.type(character, entry)
    seen = view(catalogue, language, text=buffer.text, mistake=buffer.mistake)
    assert step_shown(STATE, ask(entry), seen).message == said


def test_a_date_is_typed_in_three_places_one_after_the_other(catalogue):
    seen = step_shown(STATE, ask(BIRTH_DATE), view(catalogue, text="120"))
    assert [(each.label, each.written, each.length, each.current) for each in seen.groups] == [
        ("Jour", "12", 2, False),
        ("Mois", "0", 2, True),
        ("Année", "", 4, False),
    ]
    whole = step_shown(STATE, ask(BIRTH_DATE), view(catalogue, text="12031985"))
    assert not any(each.current for each in whole.groups)


def test_a_sign_that_is_not_taken_is_named(catalogue):
    seen = step_shown(STATE, ask(STREET), view(catalogue, text="1 #", mistake=Mistake.CHARACTERS))
    assert "#" in seen.message
