"""Numbers of use: summed over kiosks and runs, and none that could be somebody."""

from datetime import date

from central.fleet.usage import DayOfUse, RunOfUse, by_day

SATURDAY, SUNDAY = date(2026, 11, 21), date(2026, 11, 22)


def test_days_are_summed_over_kiosks_and_runs() -> None:
    runs = [
        RunOfUse(SATURDAY, 40, {"attestation": 20, "ceam": 3}, 25, 1),
        RunOfUse(SATURDAY, 10, {"attestation": 5, "ceam": 2}, 5),
        RunOfUse(SUNDAY, 6, {"attestation": 6}, 6),
    ]
    assert by_day(runs) == (
        DayOfUse(SUNDAY, 6, {"attestation": 6}, 6, 0),
        DayOfUse(SATURDAY, 50, {"attestation": 25, "ceam": 5}, 30, 1),
    )


def test_a_number_that_could_be_somebody_is_not_told() -> None:
    (day,) = by_day([RunOfUse(SUNDAY, 4, {"lost_card": 1, "attestation": 5})])
    assert (day.visits, day.services) == (None, {"attestation": 5, "lost_card": None})


def test_no_use_is_no_day() -> None:
    assert by_day([]) == ()
