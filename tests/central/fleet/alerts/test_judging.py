"""Alerts that open late, close late, heal by themselves and leave people their night."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from central.fleet.alerts.judging import Alert, FleetJudgement, judge
from central.fleet.alerts.observing import SILENT, Observed, Subject, observe
from central.fleet.alerts.rules import ANY_SITE, AlertRules, SiteContact
from central.fleet.roster import Known
from central.fleet.status import KioskStatus, Minute, Slot
from tests.central.reports import PAPER_OUT, a_report
from wire.health import HealthCheck, HealthCode, Part, check_of

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
RULES = AlertRules()
JAM = check_of(Part.PRINTER, HealthCode.PRINTER_PAPER_JAM, {"queue": "borne"})


def known(kiosk: str, heard_at: datetime, *changed: HealthCheck, site: str = "valence") -> Known:
    slot = Slot(heard_at)
    status = KioskStatus(
        heard_at, heard_at, UUID(int=1), 60.0, a_report(1, *changed), slot, Minute(heard_at)
    )
    return Known(site, kiosk, status)


class Watch:
    """Judges a fleet again and again, minute after minute."""

    def __init__(self, start: datetime = NOON, rules: AlertRules = RULES) -> None:
        self.now, self.rules = start, rules
        self.alerts: tuple[Alert, ...] = ()
        self.told: list[tuple[str, str, str]] = []

    def minutes(self, number: int, *fleet: Known) -> "Watch":
        """The kiosks are heard each minute, but those that were heard at another time."""
        for _ in range(number):
            here = [
                replace(each, status=replace(each.status, heard_at=self.now))
                if each.status is not None and each.status.heard_at == NOON
                else each
                for each in fleet
            ]
            judged: FleetJudgement = judge(
                self.alerts, observe(here, self.now, self.rules), self.now, self.rules
            )
            self.alerts = judged.alerts
            for news in judged.news:
                subject = news.alert.subject
                self.told.append((news.kind, subject.kiosk, news.alert.trouble.reason))
            self.now += timedelta(minutes=1)
        return self


WELL, OUT = known("a", NOON), known("a", NOON, PAPER_OUT)


def test_what_lasts_is_told_once_and_its_end_too() -> None:
    watch = Watch().minutes(5, OUT)
    assert watch.told == []
    watch.minutes(60, OUT)
    assert watch.told == [("opened", "a", "printer.paper_out")]
    watch.minutes(10, WELL)
    assert len(watch.told) == 1
    watch.minutes(5, WELL)
    assert watch.told[1:] == [("closed", "a", "printer.paper_out")]
    assert watch.alerts == ()


def test_what_passes_by_itself_is_nobodys_business() -> None:
    watch = Watch().minutes(4, OUT).minutes(30, WELL)
    assert (watch.told, watch.alerts) == ([], ())


def test_what_comes_and_goes_is_one_alert() -> None:
    watch = Watch()
    for _ in range(20):
        watch.minutes(3, OUT).minutes(3, WELL)
    assert watch.told == [("opened", "a", "printer.paper_out")]


def test_another_trouble_of_the_same_part_is_the_same_alert() -> None:
    watch = Watch().minutes(10, OUT).minutes(10, known("a", NOON, JAM)).minutes(15, WELL)
    assert [kind for kind, *_ in watch.told] == ["opened", "closed"]


def test_two_parts_are_two_alerts() -> None:
    reader = check_of(Part.READER, HealthCode.READER_ABSENT)
    watch = Watch().minutes(10, known("a", NOON, PAPER_OUT, reader))
    assert len(watch.told) == 2


def test_a_silent_kiosk_is_told_and_what_was_wrong_there_goes_on() -> None:
    other = known("b", NOON)
    watch = Watch().minutes(10, OUT, other)
    silent = known("a", watch.now - timedelta(minutes=1), PAPER_OUT)
    watch.minutes(60, silent, other)
    assert watch.told[1:] == [("opened", "a", "kiosk.silent")]
    watch.minutes(30, OUT, other)
    assert watch.told[2:] == [("closed", "a", "kiosk.silent")]
    watch.minutes(30, WELL, other)
    assert watch.told[3:] == [("closed", "a", "printer.paper_out")]


def test_a_site_that_is_cut_off_is_one_alert_and_not_twelve() -> None:
    away = NOON - timedelta(seconds=30)
    site = [known(f"k{number}", away) for number in range(12)]
    elsewhere = known("z", NOON, site="romans")
    watch = Watch().minutes(60, *site, elsewhere)
    assert watch.told == [("opened", "", "site.silent")]
    back = [known(f"k{number}", NOON) for number in range(12)]
    watch.minutes(30, *back, elsewhere)
    assert watch.told[1:] == [("closed", "", "site.silent")]


def test_a_kiosk_that_was_silent_before_its_site_is_not_said_to_be_back() -> None:
    away = NOON - timedelta(seconds=30)
    watch = Watch().minutes(20, known("a", away), known("b", NOON))
    later = watch.now - timedelta(minutes=1)
    watch.minutes(60, known("a", away), known("b", later))
    assert watch.told == [("opened", "a", "kiosk.silent"), ("opened", "", "site.silent")]


def test_a_kiosk_alone_at_its_site_is_a_silent_kiosk() -> None:
    watch = Watch().minutes(60, known("a", NOON - timedelta(seconds=30)))
    assert watch.told == [("opened", "a", "kiosk.silent")]


def test_who_is_silent_for_thirty_days_is_out_of_service_and_troubles_nobody() -> None:
    gone = known("a", NOON - timedelta(days=30))
    watch = Watch().minutes(60, gone, known("b", NOON))
    assert watch.told == []
    away = known("c", NOON - timedelta(seconds=30))
    watch.minutes(60, gone, away)
    assert watch.told == [("opened", "c", "kiosk.silent")]  # nor does it make a site of two


def test_an_open_silence_ends_with_the_service() -> None:
    last = NOON - timedelta(days=29, hours=23, minutes=30)
    watch = Watch().minutes(60, known("a", last), known("b", NOON))
    assert [kind for kind, *_ in watch.told] == ["opened", "closed"]


def test_a_kiosk_that_was_never_heard_is_not_in_use_yet() -> None:
    assert Watch().minutes(60, Known("valence", "new", None)).told == []


NIGHT = AlertRules(quiet_from=time(20), quiet_until=time(7))
EVENING = datetime(2026, 11, 23, 20, tzinfo=UTC)  # 21 h in Paris


def test_at_night_nobody_is_told_and_in_the_morning_what_is_left() -> None:
    watch = Watch(EVENING, NIGHT).minutes(9 * 60, OUT)
    assert watch.told == []
    watch.minutes(120, OUT)
    assert watch.told == [("opened", "a", "printer.paper_out")]


def test_what_heals_in_the_night_is_never_told() -> None:
    watch = Watch(EVENING, NIGHT).minutes(60, OUT).minutes(12 * 60, WELL)
    assert (watch.told, watch.alerts) == ([], ())


def test_what_was_told_by_day_and_heals_at_night_is_told_in_the_morning() -> None:
    watch = Watch(EVENING - timedelta(hours=2), NIGHT).minutes(60, OUT).minutes(120, WELL)
    assert [kind for kind, *_ in watch.told] == ["opened"]
    watch.minutes(10 * 60, WELL)
    assert [kind for kind, *_ in watch.told] == ["opened", "closed"]
    assert watch.alerts == ()


def test_who_has_not_acknowledged_is_reminded_once_a_day() -> None:
    rules = AlertRules(quiet_from=time(0), quiet_until=time(0))
    watch = Watch(rules=rules).minutes(49 * 60, OUT)
    assert [kind for kind, *_ in watch.told] == ["opened", "reminder", "reminder"]
    watch.alerts = tuple(replace(each, acknowledged_at=watch.now) for each in watch.alerts)
    watch.minutes(49 * 60, OUT)
    assert len(watch.told) == 3


def test_a_clock_that_is_set_back_opens_nothing_early() -> None:
    ahead = known("a", NOON + timedelta(days=3_650), PAPER_OUT)
    assert Watch().minutes(4, ahead).told == []


SUBJECT = Subject("valence", "a", "printer")


@given(st.lists(st.booleans(), max_size=200), st.integers(0, 23))
def test_whatever_comes_each_opening_is_closed_before_the_next(seen, hour) -> None:
    watch = Watch(NOON.replace(hour=hour))
    for there in seen:
        watch.minutes(3, OUT if there else WELL)
    watch.minutes(36 * 60, WELL)
    kinds = [kind for kind, *_ in watch.told if kind != "reminder"]
    assert kinds == ["opened", "closed"] * (len(kinds) // 2)
    assert watch.alerts == ()


def test_quiet_hours_may_go_over_midnight_or_not_be() -> None:
    def quiet(first: int, last: int) -> list[int]:
        rules = AlertRules(quiet_from=time(first), quiet_until=time(last))
        hours = (NOON.replace(hour=0) + timedelta(hours=each) for each in range(24))
        return sorted(h.astimezone(rules.zone).hour for h in hours if rules.quiet(h))

    assert quiet(22, 6) == [0, 1, 2, 3, 4, 5, 22, 23]
    assert quiet(1, 3) == [1, 2]
    assert quiet(0, 0) == []


def test_who_is_in_charge() -> None:
    here, any_site = SiteContact(("a@caisse.example",)), SiteContact(("b@caisse.example",))
    rules = AlertRules(contacts={"valence": here, ANY_SITE: any_site})
    assert (rules.contact("valence"), rules.contact("romans")) == (here, any_site)
    assert AlertRules().contact("valence") is None


def test_nothing_is_judged_of_what_is_unseen() -> None:
    alert = Alert(SUBJECT, observe([OUT], NOON, RULES).troubles[SUBJECT], NOON)
    judged = judge([alert], Observed({}, frozenset({"a"})), NOON + timedelta(days=1), RULES)
    assert judged.alerts == (alert,)
    assert SILENT not in {each.subject.part for each in judged.alerts}
