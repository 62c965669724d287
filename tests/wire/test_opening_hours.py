"""Open now, until when, and when again: compared with a look at each minute."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wire.codec import Codec, Malformed
from wire.opening_hours import (
    LOOKED_AHEAD_DAYS,
    ClosedNow,
    OpeningHours,
    OpenNow,
    intervals_on,
    opening,
)

CODEC = Codec[OpeningHours](OpeningHours)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PARIS = ZoneInfo("Europe/Paris")
DAY = ("08:30-12:00", "13:30-17:00")
OFFICE = OpeningHours(
    monday=DAY,
    tuesday=DAY,
    wednesday=DAY[:1],
    thursday=DAY,
    friday=DAY,
    exceptions={date(2026, 12, 25): (), date(2026, 12, 26): ("09:00-12:00",)},
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-30T08:29", ClosedNow(False, at("2026-11-30T08:30"))),
        ("2026-11-30T08:30", OpenNow(at("2026-11-30T12:00"))),
        ("2026-11-30T11:59", OpenNow(at("2026-11-30T12:00"))),
        ("2026-11-30T12:00", ClosedNow(False, at("2026-11-30T13:30"))),
        ("2026-11-30T17:00", ClosedNow(False, at("2026-12-01T08:30"))),
        ("2026-11-29T10:00", ClosedNow(True, at("2026-11-30T08:30"))),
        # Christmas is a Friday on which it is closed, and the Saturday after it is open.
        ("2026-12-24T18:00", ClosedNow(False, at("2026-12-26T09:00"))),
        ("2026-12-25T10:00", ClosedNow(True, at("2026-12-26T09:00"))),
        ("2026-12-26T10:00", OpenNow(at("2026-12-26T12:00"))),
        ("2026-12-31T17:30", ClosedNow(False, at("2027-01-01T08:30"))),
    ],
)
def test_an_office_in_its_week(now: str, said: OpenNow | ClosedNow) -> None:
    assert opening(OFFICE, at(now)) == said


def test_who_is_open_past_midnight_does_not_close_at_midnight() -> None:
    night = OpeningHours(friday=("20:00-24:00",), saturday=("00:00-02:00", "20:00-24:00"))
    assert opening(night, at("2026-11-27T23:59")) == OpenNow(at("2026-11-28T02:00"))
    assert opening(night, at("2026-11-28T23:59")) == OpenNow(at("2026-11-29T00:00"))
    assert opening(night, at("2026-11-29T00:00")) == ClosedNow(True, at("2026-12-04T20:00"))


def test_who_never_closes_and_who_never_opens() -> None:
    always = OpeningHours(*7 * (("00:00-24:00",),))
    assert opening(always, at("2026-11-30T12:00")) == OpenNow(None)
    assert opening(OpeningHours(), at("2026-11-30T12:00")) == ClosedNow(True, None)


MINUTES = st.integers(0, 24 * 60)


@st.composite
def days(draw: st.DrawFn) -> tuple[str, ...]:
    edges = sorted(draw(st.lists(MINUTES, max_size=8, unique=True)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in pairs)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


MOMENTS = st.one_of(
    st.datetimes(at("2026-12-28T00:00"), at("2027-01-04T00:00")),
    st.datetimes(at("2026-03-27T00:00"), at("2026-03-31T00:00")),  # a summer time begins
    st.datetimes(at("2026-10-23T00:00"), at("2026-10-27T00:00")),  # and ends
    st.datetimes(at("2028-02-27T00:00"), at("2028-03-02T00:00")),
)


@st.composite
def hours_and_moment(draw: st.DrawFn) -> tuple[OpeningHours, datetime]:
    now = draw(MOMENTS)
    near = st.integers(-2, 9).map(lambda ahead: now.date() + timedelta(days=ahead))
    exceptions = draw(st.dictionaries(near, days(), max_size=5))
    week = {name: draw(days()) for name in WEEKDAYS}
    return OpeningHours(**week, exceptions=exceptions), now


def is_open(hours: OpeningHours, at: datetime) -> bool:
    """As one reads it off the door."""
    written = getattr(hours, WEEKDAYS[at.weekday()])
    today = hours.exceptions.get(at.date(), written)
    return any(each[:5] <= f"{at:%H:%M}" < each[6:] for each in today)


@given(hours_and_moment(), st.data())
def test_it_is_as_the_door_says_at_each_minute(
    given: tuple[OpeningHours, datetime], data: st.DataObject
) -> None:
    hours, now = given
    said = opening(hours, now)
    assert isinstance(said, OpenNow) == is_open(hours, now)
    moves = said.until if isinstance(said, OpenNow) else said.opens
    if moves is None:
        ahead = st.integers(0, LOOKED_AHEAD_DAYS * 24 * 60 - 24 * 60)
        later = now + timedelta(minutes=data.draw(ahead))
        assert is_open(hours, later) == isinstance(said, OpenNow)
        return
    assert moves > now
    assert is_open(hours, moves) != is_open(hours, now)
    assert is_open(hours, moves - timedelta(minutes=1)) == is_open(hours, now)
    between = now + (moves - now) * data.draw(st.floats(0, 0.999))
    assert is_open(hours, between) == is_open(hours, now)
    if isinstance(said, ClosedNow):
        assert said.all_day == (not intervals_on(hours, now.date()))


@given(hours_and_moment(), st.sampled_from([0, 1]))
def test_the_clock_on_the_wall_counts_and_not_the_zone(
    given: tuple[OpeningHours, datetime], fold: int
) -> None:
    hours, now = given
    assert opening(hours, now.replace(tzinfo=PARIS, fold=fold)) == opening(hours, now)


@given(hours_and_moment())
def test_what_is_written_is_read(given: tuple[OpeningHours, datetime]) -> None:
    hours, _ = given
    assume(all(_apart(getattr(hours, name)) for name in WEEKDAYS))
    assume(all(map(_apart, hours.exceptions.values())))
    assert CODEC.read(CODEC.write(hours)) == hours


def _apart(day: tuple[str, ...]) -> bool:
    return all(earlier[6:] < later[:5] for earlier, later in pairwise(day))


@pytest.mark.parametrize(
    "day",
    [
        ["12:00-08:30"],
        ["08:30-08:30"],
        ["8:30-12:00"],
        ["08:30-24:01"],
        ["25:00-26:00"],
        ["08:30–12:00"],
        ["08:30-12:00", "11:00-13:00"],
        ["08:30-12:00", "12:00-13:00"],
        ["13:00-17:00", "08:00-12:00"],
        ["08:00-09:00", "10:00-11:00", "12:00-13:00", "14:00-15:00", "16:00-17:00"],
        "08:30-12:00",
        [510],
    ],
)
def test_hours_that_are_none_are_refused(day: object) -> None:
    for said in ({"monday": day}, {"exceptions": {"2026-12-25": day}}):
        with pytest.raises(Malformed):
            CODEC.of_plain(said)


def test_every_mistake_is_named_at_once() -> None:
    said = {
        "monday": ["12:00-08:00", "x"],
        "tuesday": ["08:00-12:00", "11:00-13:00"],
        "exceptions": {"2026-02-30": []},
    }
    with pytest.raises(Malformed) as refused:
        CODEC.of_plain(said)
    assert len(refused.value.errors()) == 4
