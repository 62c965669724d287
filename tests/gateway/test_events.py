"""Server-sent events, cut anywhere."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.gateway.events import MAX_LINE_BYTES, EventReader, StreamEvent, TooLong

STREAM = (
    b'event: status\ndata: {"state":"online"}\n\n: alive\n\n'
    b"data:a\r\ndata: b\r\nid: 3\r\n\r\nevent: nothing\n\n"
)
EVENTS = [StreamEvent("status", '{"state":"online"}'), StreamEvent("message", "a\nb")]


@given(st.lists(st.integers(0, len(STREAM)), max_size=12).map(sorted))
def test_any_cut_gives_the_same_events(cuts: list[int]):
    reader = EventReader()
    edges = [0, *cuts, len(STREAM)]
    pieces = [STREAM[a:b] for a, b in itertools.pairwise(edges)]
    assert [event for piece in pieces for event in reader.feed(piece)] == EVENTS


@pytest.mark.parametrize("endless", [b"x" * (MAX_LINE_BYTES + 1), b"data: a\n" * 5000])
def test_what_does_not_end_is_refused(endless: bytes):
    with pytest.raises(TooLong):
        list(EventReader().feed(endless))
