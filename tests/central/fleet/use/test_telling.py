"""No number that is told, and none that follows from two of them, is somebody's."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from central.fleet.usage import LEAST_TOLD
from central.fleet.use.telling import (
    Counts,
    DayThere,
    ToldDay,
    Use,
    counts_of,
    told_anew,
    told_parts,
    told_week,
    week_anew,
)
from wire.report import UsageDetail

PARTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30))


@given(PARTS)
def test_neither_a_part_nor_what_is_left_of_the_whole_is_somebody(parts: dict[str, int]) -> None:
    shown = told_parts(parts)
    left = sum(parts.values()) - sum(shown.values())
    assert all(LEAST_TOLD <= number <= parts[part] for part, number in shown.items())
    assert left == 0 or left >= LEAST_TOLD or not shown


@given(PARTS)
def test_what_is_hidden_costs_few_others(parts: dict[str, int]) -> None:
    large = {part: number for part, number in parts.items() if number >= 2 * LEAST_TOLD}
    shown = told_parts(parts)
    assert all(number - shown[part] < LEAST_TOLD for part, number in large.items())


def day(visits: int, services: dict[str, int], detail: UsageDetail) -> DayThere:
    return DayThere(Use(visits), Counter(services), counts_of(detail))


def test_a_week_by_hours_steps_spans_and_languages() -> None:
    detail = UsageDetail(
        hours={9: 8, 10: 12},
        service_hours={"ceam": {9: 6, 10: 6}},
        lasted={60: 12, 120: 8},
        left={"ceam": {"ceam.confirm.question": 5}},
        languages={"fr": 20},
        aids={"large_text": 6},
        offline_visits=7,
        offline_minutes=3,
    )
    found = told_week([day(20, {"ceam": 12}, detail)] * 2)
    assert found == {
        "visits": 40,
        "minutes": 6,
        "hour 9": 16,
        "hour 10": 24,
        "begun ceam": 24,
        "at ceam 9": 12,
        "at ceam 10": 12,
        "left ceam ceam.confirm.question": 10,
        "done ceam": 14,
        "lasted 60": 24,
        "lasted 120": 16,
        "language fr": 40,
        "aid large_text": 12,
        "offline": 14,
    }


def test_a_day_whose_whole_is_hidden_has_no_part_in_it() -> None:
    """Or the week less its other days would tell it."""
    quiet = day(4, {"ceam": 4}, UsageDetail(hours={9: 4}, service_hours={"ceam": {9: 4}}))
    busy = day(20, {"ceam": 9}, UsageDetail(hours={9: 20}, service_hours={"ceam": {9: 9}}))
    assert told_week([quiet, quiet]) == {}
    assert told_week([quiet, busy]) == told_week([busy])
    assert told_week([busy])["hour 9"] == 20


def test_the_few_who_did_otherwise_are_not_told_by_those_who_did_not() -> None:
    nearly_all = UsageDetail(hours={9: 20}, languages={"fr": 18, "en": 2}, offline_visits=18)
    found = told_week([day(20, {}, nearly_all)])
    assert (found["language fr"], found["language en"], found["offline"]) == (15, 0, 15)


def test_of_an_older_kiosk_beside_nothing_follows() -> None:
    """What it counted by day less what the others counted by hour would be its own."""
    mixed = day(23, {"ceam": 12}, UsageDetail(hours={9: 20}, service_hours={"ceam": {9: 10}}))
    found = told_week([mixed])
    assert (found["hour 9"], found["at ceam 9"]) == (18, 7)
    assert told_week([DayThere(Use(20), Counter({"ceam": 9}), Counts())]) == {}


@given(st.lists(st.integers(0, 60), min_size=2, max_size=8))
def test_no_two_sums_of_a_day_tell_less_than_five_between_them(there: list[int]) -> None:
    told_first = ToldDay()
    for number in there:
        day = DayThere(Use(visits=number), Counter({"ceam": number})).told
        now = told_anew(day, told_first)
        for after, before in (
            (now.use.visits, told_first.use.visits),
            (now.services.get("ceam", 0), told_first.services.get("ceam", 0)),
        ):
            assert after == before or abs(after - before) >= LEAST_TOLD
        told_first = now


def test_a_week_is_told_anew_as_a_whole_or_not() -> None:
    former = Counter({"visits": 20, "hour 9": 20, "minutes": 3})
    week = Counter({"visits": 26, "hour 9": 21, "hour 10": 5, "minutes": 4})
    assert week_anew(week, former) is former
    week = Counter({"visits": 26, "hour 9": 26, "minutes": 4})
    assert week_anew(week, former) is week
