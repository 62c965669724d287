"""A line on which more is said than was asked: what is told of the printer is true, or unknown."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.escpos.device import StillWanted, always
from kiosk.hardware.escpos.link import LinkTimeouts, ask
from kiosk.hardware.escpos.replies import Replies, Reply
from kiosk.hardware.escpos.status import (
    FLOW_CONTROL,
    QUESTIONS,
    ReceiptPrinterStatus,
    Stopped,
    UnknownStatus,
    parse,
)
from tests.hardware.clocks import HandClock

PACE = LinkTimeouts()
WELL_DRAWER_HIGH = (0x16, 0x12, 0x12, 0x12)
PRINTERS = {
    "well": (0x12, 0x12, 0x12, 0x12),
    "well, its drawer open": WELL_DRAWER_HIGH,
    "roll near its end": (0x12, 0x12, 0x12, 0x1E),
    "paper out": (0x1A, 0x32, 0x12, 0x7E),
    "cover open": (0x1A, 0x16, 0x12, 0x12),
    "cutter": (0x1A, 0x52, 0x1A, 0x12),
}
UNASKED = b"\x14\x00\x00\x0f"


@dataclass(frozen=True)
class Round:
    """Around one question: how long the answer takes, and bytes that come so long after it was
    asked, in seconds."""

    answer_s: float = 0.002
    strays: Sequence[tuple[float, int]] = ()


@dataclass
class Line:
    """A device file whose other end is told by the test, on a clock that moves with what is waited
    for. ``rounds``: by the count of questions; what is not there is prompt and quiet."""

    answers: Sequence[int]
    rounds: Mapping[int, Round] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clock = HandClock()
        self._asked = 0
        self._order = count()
        self._coming: list[tuple[float, int, int]] = []

    def say(self, data: bytes, after_s: float = 0.0) -> None:
        for byte in data:
            heapq.heappush(
                self._coming, (self.clock.monotonic() + after_s, next(self._order), byte)
            )

    def write(self, data: bytes, stalled_after_s: float, wanted: StillWanted = always) -> int:
        assert stalled_after_s > 0
        assert wanted()
        now = self.rounds.get(self._asked, Round())
        self._asked += 1
        for after_s, byte in now.strays:
            self.say(bytes((byte,)), after_s)
        self.say(bytes((self.answers[QUESTIONS.index(data)],)), now.answer_s)
        return len(data)

    def read(self, within_s: float, wanted: StillWanted = always) -> int | None:
        assert wanted()
        end = self.clock.monotonic() + max(0.0, within_s)
        if not self._coming or self._coming[0][0] > end:
            self.clock.seconds = end
            return None
        at, _, byte = heapq.heappop(self._coming)
        self.clock.seconds = max(self.clock.seconds, at)
        return byte

    def settle(self, quiet_s: float) -> None:
        while self.read(quiet_s) is not None:
            pass

    def status(self) -> ReceiptPrinterStatus:
        return ask(self, self.clock, PACE)


STRAYS = st.lists(
    st.tuples(
        st.floats(0, 0.05),
        st.sampled_from([0x12, 0x16, 0x1A, 0x32, *UNASKED, 0x10, 0x11, 0x13, 0x37, 0xFF])
        | st.integers(0, 255),
    ),
    max_size=5,
)
PROMPT, SLOW, TOO_SLOW = (
    st.builds(Round, st.floats(0, most_s), STRAYS)
    for most_s in (PACE.settle_s / 2, PACE.sure_s / 2, PACE.answer_s)
)
ANY_PRINTER = st.sampled_from(list(PRINTERS.values()))


def disturbed(rounds: st.SearchStrategy[Round]) -> st.SearchStrategy[dict[int, Round]]:
    return st.dictionaries(st.integers(0, 24), rounds, max_size=10)


@given(ANY_PRINTER, disturbed(PROMPT), st.binary(max_size=6))
def test_whatever_comes_in_between_a_printer_is_told_as_it_is_or_as_unknown(
    answers, rounds, before
):
    line = Line(answers, rounds)
    line.say(before)
    assert line.status() in (parse(answers), *UnknownStatus)
    line.rounds = {}
    assert line.status() == parse(answers)


@given(
    st.sampled_from([answers for answers in PRINTERS.values() if answers[0] < 0x18]),
    disturbed(SLOW),
)
def test_a_slow_and_well_printer_on_a_noisy_line_is_never_said_to_be_stopped(answers, rounds):
    assert not isinstance(Line(answers, rounds).status(), Stopped)


@given(ANY_PRINTER, disturbed(TOO_SLOW))
def test_what_is_told_wrongly_of_a_printer_far_too_slow_is_right_at_the_next_look(answers, rounds):
    line = Line(answers, rounds)
    line.status()
    line.rounds = {}
    line.clock.advance(PACE.watch_s)
    assert line.status() == parse(answers)


@pytest.mark.parametrize("late_s", [0.002, 0.1])
@pytest.mark.parametrize("question", range(4))
def test_a_well_printer_is_not_said_to_be_open_for_a_late_byte(question, late_s):
    """The drawer's pin, one place further, would be an open cover; its answers take so long."""
    rounds = {number: Round(late_s) for number in range(4)}
    rounds[question] = Round(late_s, [(0.0, 0x12)])
    assert Line(WELL_DRAWER_HIGH, rounds).status() == parse(WELL_DRAWER_HIGH)


@pytest.mark.parametrize("question", range(4))
@pytest.mark.parametrize("late", [0x12, 0x16, 0x1A])
@pytest.mark.parametrize("printer", PRINTERS)
def test_one_late_byte_before_any_of_the_answers_changes_nothing(printer, late, question):
    line = Line(PRINTERS[printer], {question: Round(strays=[(0.0, late)])})
    assert line.status() == parse(PRINTERS[printer])


@pytest.mark.parametrize("question", range(4))
def test_a_status_nobody_asked_for_is_no_answer(question):
    strays = [(0.0, byte) for byte in UNASKED]
    line = Line(WELL_DRAWER_HIGH, {question: Round(strays=strays)})
    assert line.status() == parse(WELL_DRAWER_HIGH)


def replies(line: Line) -> Replies:
    return Replies(line, line.clock, PACE.settle_s)


def test_a_status_nobody_asked_for_does_not_say_that_the_strip_is_printed():
    """Its last three bytes look like the answer that does; so does what is left of one."""
    line = Line(WELL_DRAWER_HIGH)
    line.say(UNASKED)
    assert replies(line).next(1) is None
    line.say(UNASKED[1:])
    assert replies(line).next(1) is Reply.NOISE


@pytest.mark.parametrize("end", [b"\x00", b"\x03", b"\x0c"])
def test_the_answer_at_the_end_is_heard_beside_what_nobody_asked_for(end):
    line = Line(WELL_DRAWER_HIGH)
    heard = replies(line)
    line.say(UNASKED + end)
    assert heard.next(1) is Reply.END
    line.say(end + UNASKED)
    assert heard.next(1) is Reply.END
    assert heard.next(1) is None


@dataclass
class Babbling(Line):
    """The same byte each millisecond, for ever."""

    byte: int = 0

    def read(self, within_s: float, wanted: StillWanted = always) -> int | None:
        self.clock.advance(0.001)
        assert self.clock.monotonic() < 60, "the thread would listen to it for ever"
        return self.byte


@pytest.mark.parametrize("byte", [*FLOW_CONTROL, UNASKED[0]])
def test_a_printer_that_never_stops_talking_is_not_listened_to_for_ever(byte):
    line = Babbling(WELL_DRAWER_HIGH, byte=byte)
    assert replies(line).next(1) is None


def test_the_word_that_all_is_cleared_is_heard_whole_or_not():
    line = Line(WELL_DRAWER_HIGH)
    heard = replies(line)
    line.say(b"\x37\x25\x00")
    assert heard.next(1) is Reply.CLEARED
    line.say(b"\x37\x25")
    assert heard.next(1) is Reply.NOISE
