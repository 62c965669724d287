"""Logs that leave the kiosk: our own events and their known fields, never a word of anybody."""

import json

from hypothesis import given
from hypothesis import strategies as st

from kiosk.sync.fleet.command_deeds import scrubbed
from tests.sync.fakes import FAMILY_NAME, NIR
from wire.commands import MAX_RESULT_BYTES

LINE = {
    "event": "link_state",
    "state": "online",
    "process": "kiosk-sync",
    "level": "info",
    "timestamp": "2026-11-22T09:30:00.000000Z",
}


def said(*lines: object) -> list[dict[str, object]]:
    text = scrubbed(each if isinstance(each, str) else json.dumps(each) for each in lines)
    return [json.loads(line) for line in text.splitlines()]


def test_a_line_of_ours_goes_as_it_is() -> None:
    assert said(LINE) == [LINE]


def test_what_is_no_line_of_ours_stays() -> None:
    assert said(f"Traceback: {NIR}", "[1]", "7", {"event": "made_up"}, {"event": ["x"]}, "{") == []


def test_a_field_that_the_catalogue_does_not_name_stays() -> None:
    assert said(LINE | {"name": FAMILY_NAME, "session": "x"}) == [LINE]


def test_free_text_in_a_known_field_stays() -> None:
    without = {name: value for name, value in LINE.items() if name != "state"}
    assert said(LINE | {"state": f"of {FAMILY_NAME}"}) == [without]
    assert said(LINE | {"state": {"of": NIR}}) == [without]


def test_places_in_the_code_go() -> None:
    bug = {"event": "bug", "kind": "ValueError", "frames": ["main.py:12 run", "x y z"]}
    assert said(bug) == [{"event": "bug", "kind": "ValueError"}]
    assert said(bug | {"frames": ["main.py:12 run"]})[0]["frames"] == ["main.py:12 run"]


def test_the_newest_go_where_it_is_too_much() -> None:
    many = [LINE | {"event": "queue_sent", "sent": number} for number in range(5_000)]
    text = scrubbed(json.dumps(each) for each in many)
    assert MAX_RESULT_BYTES - 500 < len(text) <= MAX_RESULT_BYTES
    assert json.loads(text.splitlines()[-1])["sent"] == 4_999


@given(st.dictionaries(st.sampled_from([*LINE, "why", "session"]), st.text() | st.integers()))
def test_whatever_a_line_says_no_text_of_people_comes_out(line) -> None:
    for each in said(LINE | line):
        for value in each.values():
            assert not isinstance(value, str) or " " not in value
