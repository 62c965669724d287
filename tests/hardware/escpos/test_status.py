"""The answers of a receipt printer: what is none counts as none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.escpos.health import health, trouble
from kiosk.hardware.escpos.status import (
    StopCause,
    Stopped,
    UnknownStatus,
    Well,
    is_end,
    is_status,
    parse,
)
from kiosk.hardware.status import Health

WELL = 0x12


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ((WELL, WELL, WELL, WELL), Well()),
        ((0x16, WELL, WELL, WELL), Well()),
        ((WELL, WELL, WELL, 0x1E), Well(low=True)),
        ((0x1A, 0x16, WELL, WELL), Stopped(StopCause.COVER_OPEN)),
        ((0x1A, 0x32, WELL, 0x7E), Stopped(StopCause.PAPER_OUT)),
        ((0x1A, 0x32, WELL, WELL), Stopped(StopCause.PAPER_OUT)),
        ((0x1A, 0x52, 0x1A, WELL), Stopped(StopCause.CUTTER)),
        ((0x1A, 0x52, 0x32, WELL), Stopped(StopCause.ERROR)),
        ((0x1A, 0x52, 0x52, WELL), Stopped(StopCause.ERROR)),
        ((0x1A, 0x52, WELL, WELL), Stopped(StopCause.ERROR)),
        ((0x1A, WELL, WELL, WELL), Stopped(StopCause.OFFLINE)),
        ((0x1A, 0x36, 0x1A, 0x7E), Stopped(StopCause.COVER_OPEN)),
    ],
)
def test_answers_of_the_reference(answers, status):
    assert parse(answers) == status


@given(st.lists(st.integers(0, 255), min_size=4, max_size=4))
def test_one_byte_without_its_fixed_bits_spoils_the_whole_answer(answers):
    fixed = all(answer & 0x93 == 0x12 for answer in answers)
    assert (parse(answers) is UnknownStatus.GARBLED) is not fixed


def test_an_answer_at_the_end_is_never_taken_for_one_in_between():
    for answer in range(256):
        assert not (is_end(answer) and is_status(answer))
    assert all(is_end(answer) for answer in (0x00, 0x03, 0x0C, 0x0F))


def test_only_a_printer_that_says_so_is_well():
    assert health(Well()).health is Health.OK
    for status in (UnknownStatus.SILENT, UnknownStatus.GARBLED):
        assert health(status).health is Health.UNKNOWN
        assert trouble(status) is PaperTrouble.OFFLINE
    for cause in StopCause:
        told = health(Stopped(cause))
        assert (told.health, told.reason) == (Health.FAILED, cause.value)
