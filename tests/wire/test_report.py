"""What a kiosk tells of itself: small, understood across releases, spoiling nothing beside it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.codec import Codec, Malformed, codec_of
from wire.health import CheckState, HealthCheck, HealthCode, Part, check_of, continued, worst
from wire.report import MAX_CHECKS, KioskReport, Measures, UnreadableReport, Usage
from wire.sync import SyncAnswer, SyncRequest

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SYNC = Codec[SyncRequest](SyncRequest)
OUT = check_of(Part.PRINTER, HealthCode.PRINTER_PAPER_OUT, {"queue": "borne"})
REPORT = KioskReport(
    7,
    checks=(OUT,),
    measures=Measures(queue_waiting=3),
    versions={"software": "0.2.0"},
    usages=(Usage(UUID(int=1), date(2026, 11, 22), 3, {"attestation": 2}),),
)


def request(report: Any) -> SyncRequest:
    return SyncRequest(NOW, UUID(int=9), 60.0, 0, report=report)


def test_a_report_arrives_as_it_was_sent() -> None:
    assert SYNC.read(SYNC.write(request(REPORT))).report == REPORT


def test_a_request_without_one_is_as_of_the_release_before() -> None:
    former = SYNC.plain(request(None))
    assert "report" not in former
    assert SYNC.of_plain(former).report is None
    assert codec_of(SyncAnswer).read('{"server_time":"2026-11-22T09:30:00Z","next_poll_s":60}') == (
        SyncAnswer(NOW, 60)
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(JSON)
def test_whatever_stands_there_the_rest_is_read(report: Any) -> None:
    read = SYNC.of_plain(SYNC.plain(request(None)) | {"report": report})
    assert isinstance(read.report, KioskReport | UnreadableReport | None)
    assert (read.report is None) == (report is None)


@pytest.mark.parametrize(
    "report",
    [
        replace(REPORT, number=0),
        replace(REPORT, checks=(OUT,) * (MAX_CHECKS + 1)),
        replace(REPORT, versions={"software": "x" * 41}),
        replace(REPORT, usages=(Usage(UUID(int=1), date(2026, 11, 22), -1),)),
    ],
)
def test_a_kiosk_that_made_a_wrong_one_sends_its_requests(report: KioskReport) -> None:
    assert isinstance(SYNC.read(SYNC.write(request(report))).report, UnreadableReport)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Camille MARTIN"},
        {"reason": "1 85 05 78 006 084 91"},
        {"state": "burning"},
        {"args": {"queue": "x" * 121}},
        {"args": {f"a{n}": "x" for n in range(9)}},
    ],
)
def test_a_check_holds_slugs_and_short_facts(change: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        codec_of(HealthCheck).of_plain(codec_of(HealthCheck).plain(OUT) | change)


def test_what_goes_on_keeps_its_beginning() -> None:
    (first,) = continued([], [OUT], NOW)
    later = NOW.replace(hour=12)
    (same,) = continued([first], [replace(OUT, args={"queue": "other"})], later)
    assert (first.since, same.since) == (NOW, NOW)
    jam = check_of(Part.PRINTER, HealthCode.PRINTER_PAPER_JAM)
    (other,) = continued([first], [jam], later)
    assert other.since == later


def test_a_fault_remembers_when_it_was_last_well() -> None:
    well = check_of(Part.PRINTER, HealthCode.PRINTER_READY)
    (good,) = continued([], [well], NOW)
    later, last = NOW.replace(hour=12), NOW.replace(hour=13)
    (good,) = continued([good], [well], later)
    (out,) = continued([good], [OUT], last)
    jam = check_of(Part.PRINTER, HealthCode.PRINTER_PAPER_JAM)
    (jammed,) = continued([out], [jam], last)
    assert (good.since, good.good_at) == (NOW, later)
    assert (out.since, out.good_at, jammed.good_at) == (last, later, later)
    (never,) = continued([], [OUT], NOW)
    assert never.good_at is None


def test_the_worst_counts_and_what_is_not_fitted_does_not() -> None:
    speaker = check_of(Part.SPEAKER, HealthCode.SPEAKER_ABSENT)
    assert worst([speaker]) is CheckState.OK
    assert worst([speaker, OUT]) is CheckState.FAILED
