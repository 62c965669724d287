"""Daily allowances at central: which months have payments, and the statement of what was paid."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from central.papers.period import first_of_history
from central.rights.people import PersonId
from central.rights.seeded import SeededSource, seeded_source
from central.services.ij import Allowances, SeededIj
from central.store.audit_models import AuditRow
from central.store.database import transaction
from central.store.models import PaperRow
from tests.central.test_privacy import appears, everything
from tests.central.world import PEOPLE, World
from tests.ij import row
from wire.calls.ij import MOST_ROWS, IjMonths, IjPaper, IjRow
from wire.codec import codec_of
from wire.headers import MAX_BODY_BYTES

TODAY = date(2026, 11, 22)
OLDEST = date(2024, 8, 1)
LAST_YEAR = date(2025, 1, 1), date(2025, 12, 31)


def months(world: World, slug: str) -> IjMonths:
    world.kiosk.log_in(slug)
    answer = world.kiosk.call("GET", "/v1/ij-periods")
    assert answer.status_code == 200, answer.text
    return codec_of(IjMonths).read(answer.content)


def ask(world: World, start: date, end: date, action: UUID | None = None) -> Any:
    asked = {"action": str(action or uuid4()), "start": f"{start}", "end": f"{end}"}
    return world.kiosk.call("POST", "/v1/papers/ij", asked)


def paper(world: World, slug: str, start: date = OLDEST, end: date = TODAY) -> IjPaper:
    world.kiosk.log_in(slug)
    answer = ask(world, start, end)
    assert answer.status_code == 200, answer.text
    read = codec_of(IjPaper).read(answer.content)
    assert read.agrees
    return read


def problem(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


@pytest.fixture
def rows_are(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Has everybody's rows be those that are given."""

    def give(*rows: IjRow) -> None:
        monkeypatch.setattr(SeededIj, "allowances", lambda *_: Allowances(rows))

    return give


def test_every_month_of_27_is_told_those_without_payments_too(world: World) -> None:
    told = months(world, "bruno-subroge")
    assert [each.month for each in told.months][::27] == ["2024-08", "2026-11"]
    assert len(told.months) == 28
    having = {each.month: (each.payments, each.to_employer) for each in told.months}
    assert having["2025-07"] == (1, 1)
    assert having["2025-09"] == (0, 0)
    assert (having["2025-12"], having["2026-01"]) == ((1, 0), (1, 0))
    assert told.today == TODAY
    assert told.history_from is None


def test_no_amount_is_told_with_the_months(world: World) -> None:
    world.kiosk.log_in("bruno-subroge")
    said = world.kiosk.call("GET", "/v1/ij-periods").json()
    assert not any("cents" in key for month in said["months"] for key in [*said, *month])


def test_the_longest_history_is_a_setting(world: World) -> None:
    assert first_of_history(TODAY, 27) == OLDEST
    assert first_of_history(date(2026, 1, 31), 1) == date(2025, 12, 1)
    assert world.settings.history_months == 27


def test_the_last_stop_goes_over_payments_without_a_day_between(world: World) -> None:
    told = months(world, "louis-atmp")
    assert told.last_stop is not None
    stop = told.last_stop
    assert (stop.date_debut, stop.date_fin) == (
        TODAY - timedelta(days=70),
        TODAY - timedelta(days=31),
    )


def test_a_stop_longer_than_the_history_begins_with_it(world: World, rows_are) -> None:
    rows_are(row(date(2024, 7, 1), 700))
    told = months(world, "louis-atmp")
    assert told.last_stop is not None
    assert told.last_stop.date_debut == OLDEST


def test_what_is_still_to_be_paid_is_left_out_and_said(world: World) -> None:
    told = months(world, "sophie-leroy")
    assert told.awaiting
    paid = paper(world, "sophie-leroy")
    assert all(each.paid_on is not None and each.paid_on <= TODAY for each in paid.rows)
    assert not months(world, "bruno-subroge").awaiting


def test_a_civil_servant_is_paid_by_the_employer(world: World) -> None:
    told = months(world, "fatou-fonctionnaire")
    assert told.employer_pays
    assert not any(each.payments for each in told.months)
    assert not months(world, "camille-martin").employer_pays


def test_what_mgen_s_people_had_before_is_not_called_nothing(world: World) -> None:
    told = months(world, "claire-roux")
    assert (told.history_from, told.note) == (date(2025, 11, 12), "mgen")
    assert months(world, "camille-martin").note is None


def test_27_days_at_32_87_are_828_03(world: World) -> None:
    told = paper(world, "bruno-subroge", date(2025, 5, 1), date(2025, 5, 31))
    (only,) = (each for each in told.rows if not each.waiting)
    assert (only.days, only.rate_cents) == (27, 3_287)
    sums = (only.gross_cents, only.csg_cents, only.crds_cents, only.net_cents)
    assert sums == (88_749, 5_502, 444, 82_803)


def test_waiting_days_are_told_where_the_caisse_tells_them_and_count_for_nothing(
    world: World,
) -> None:
    told = paper(world, "bruno-subroge", date(2025, 4, 1), date(2025, 5, 31))
    waiting, paid = told.rows
    assert (waiting.waiting, waiting.days, waiting.net_cents, waiting.paid_on) == (
        True,
        0,
        0,
        None,
    )
    assert told.totals.days == paid.days


def test_what_went_to_the_employer_is_a_part_of_the_net_sum(world: World) -> None:
    told = paper(world, "bruno-subroge", date(2025, 7, 1), date(2025, 8, 31))
    assert {each.payee for each in told.rows} == {"employeur"}
    assert told.totals.employer_cents == told.totals.net_cents > 0
    assert told.totals.insured_cents == 0


def test_a_correction_takes_back_days_and_sums_and_names_what_it_takes_back(world: World) -> None:
    told = paper(world, "bruno-subroge", date(2025, 10, 1), date(2025, 10, 31))
    back = next(each for each in told.rows if each.corrects is not None)
    corrected = next(each for each in told.rows if each.reference == back.corrects)
    assert back.net_cents == -corrected.net_cents < 0
    assert told.totals.days == 3


def test_a_payment_over_the_new_year_is_told_whole_on_both_sides(world: World) -> None:
    before = paper(world, "bruno-subroge", *LAST_YEAR).rows[-1]
    after = paper(world, "bruno-subroge", date(2026, 1, 1), TODAY).rows[0]
    assert before == after
    assert (before.start, before.end) == (date(2025, 12, 22), date(2026, 1, 5))


def test_a_day_paid_by_two_employers_is_one_day(world: World) -> None:
    told = paper(world, "sophie-leroy")
    assert [each.days for each in told.rows] == [14, 14]
    assert told.totals.days == 14


def test_days_of_an_accident_at_work_have_two_rates(world: World) -> None:
    told = paper(world, "louis-atmp")
    assert [(each.days, each.rate_cents) for each in told.rows] == [(28, 6_840), (12, 9_120)]
    assert told.totals.days == 40


def test_nothing_in_the_period_is_a_paper_too(world: World) -> None:
    told = paper(world, "fatou-fonctionnaire")
    assert told.rows == ()
    assert told.totals.net_cents == told.totals.days == 0


def test_400_payments_of_27_months_fit_one_answer(world: World) -> None:
    world.kiosk.log_in("helene-longue")
    answer = ask(world, OLDEST, TODAY)
    told = codec_of(IjPaper).read(answer.content)
    assert len(told.rows) == 400
    assert len(answer.content) < MAX_BODY_BYTES * 0.8
    assert told.agrees


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (OLDEST - timedelta(days=1), TODAY),
        (TODAY, TODAY + timedelta(days=1)),
        (TODAY, TODAY - timedelta(days=1)),
    ],
    ids=["too-long-ago", "to-come", "backwards"],
)
def test_a_period_that_no_kiosk_offers_is_refused(world: World, start: date, end: date) -> None:
    world.kiosk.log_in("bruno-subroge")
    assert problem(ask(world, start, end)) == (422, "invalid-request")


def test_months_offered_before_midnight_are_given_after_it(world: World) -> None:
    world.clock.turn(days=8, hours=13, minutes=28)
    first = months(world, "bruno-subroge").months[0].month
    assert (first, world.container.today()) == ("2024-08", date(2026, 11, 30))
    world.clock.turn(minutes=3)
    assert world.container.today() == date(2026, 12, 1)
    assert ask(world, OLDEST, TODAY).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"net_cents": 1},
        {"nature": "ald"},
        {"payee": "voisin"},
        {"days": 15},
        {"days_counted": 15},
        {"paid_on": date(2026, 3, 20), "waiting": True},
        {"start": date(2026, 3, 16), "end": date(2026, 3, 2)},
    ],
)
def test_of_rows_that_do_not_agree_no_paper_is_made(world: World, rows_are, wrong) -> None:
    rows_are(replace(row(), **wrong))
    world.kiosk.log_in("bruno-subroge")
    assert problem(ask(world, OLDEST, TODAY)) == (409, "inconsistent-document")
    with transaction(world.container.engine) as db:
        assert db.scalars(select(PaperRow)).all() == []


def test_of_more_rows_than_fit_no_paper_is_made(world: World, rows_are) -> None:
    rows_are(*(row() for _ in range(MOST_ROWS + 1)))
    world.kiosk.log_in("bruno-subroge")
    assert problem(ask(world, OLDEST, TODAY)) == (409, "inconsistent-document")


def test_the_same_action_gives_the_same_paper_on_a_later_day_too(world: World) -> None:
    action = uuid4()
    world.kiosk.log_in("sophie-leroy")
    first = ask(world, OLDEST, TODAY, action).json()
    world.clock.turn(days=3)
    world.kiosk.log_in("sophie-leroy")
    assert ask(world, OLDEST, TODAY, action).json() == first
    assert problem(ask(world, OLDEST, date(2026, 1, 1), action)) == (409, "action-conflict")
    assert problem(ask(world, OLDEST, TODAY + timedelta(days=3), action))[0] == 409


def test_a_card_alone_is_told_nothing(world: World) -> None:
    world.kiosk.open("bruno-subroge")
    assert problem(world.kiosk.call("GET", "/v1/ij-periods")) == (403, "level-too-low")
    assert problem(ask(world, OLDEST, TODAY)) == (403, "level-too-low")


def test_a_child_who_is_16_is_on_no_parent_s_paper_for_what_was_before_either(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thomas, 17, an apprentice, was paid at 15 and since: that is his alone."""
    thomas, paid = PEOPLE["thomas-martin"].id, ({"begin": -800, "end": -794, "paid": -790},)
    facts_of = SeededSource.facts_of

    def with_his(source: SeededSource, about: str, person: PersonId) -> Any:
        return paid if (about, person) == ("ij", thomas) else facts_of(source, about, person)

    monkeypatch.setattr(SeededSource, "facts_of", with_his)
    assert len(SeededIj(seeded_source()).allowances(thomas, TODAY).rows) == 1
    assert not any(each.payments for each in months(world, "camille-martin").months)
    assert paper(world, "camille-martin").rows == ()


def test_the_check_page_names_it_and_its_period(world: World) -> None:
    told = paper(world, "louis-atmp", date(2026, 9, 1), date(2026, 10, 31))
    said = world.verify(told.code_controle, "PERRIN", "08/05/1972").json()
    assert (said["resultat"], said["kind"]) == ("conforme", "ij")
    assert (said["periode_debut"], said["periode_fin"]) == ("2026-09-01", "2026-10-31")


def test_reading_and_issuing_are_in_the_audit_for_this_person(world: World) -> None:
    months(world, "louis-atmp")
    paper(world, "louis-atmp")
    person = world.container.audit.person(PEOPLE["louis-atmp"].nir)
    with transaction(world.container.engine) as db:
        rows = db.execute(select(AuditRow.act, AuditRow.outcome, AuditRow.person)).all()
    assert ("ij_months", "read", person) in [tuple(each) for each in rows]
    assert ("issue", "issued", person) in [tuple(each) for each in rows]


def test_no_amount_is_left_in_store_or_log(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    told = paper(world, "louis-atmp")
    sums = [cents for each in told.rows for cents in (each.gross_cents, each.net_cents)]
    amounts = [text for cents in sums for text in (f"{cents}", f"{cents // 100},{cents % 100:02}")]
    captured = capsys.readouterr()
    for place in (captured.out + captured.err, everything(world)):
        for trace in (*amounts, PEOPLE["louis-atmp"].nir, "PERRIN"):
            assert not appears(trace, place)
    assert f"{told!r} {told.rows[0]!r}" == "IjPaper(…) IjRow(…)"


@pytest.mark.parametrize("day", [date(2026, month, 1) for month in range(1, 13)])
def test_the_seeded_people_agree_on_any_day(day: date) -> None:
    source = SeededIj(seeded_source())
    for person in PEOPLE.values():
        rows = source.allowances(person.id, day).paid_by(day)
        counted = sum(each.days_counted for each in rows)
        days = {
            each.start + timedelta(days=at)
            for each in rows
            if not each.waiting
            for at in range((each.end - each.start).days + 1)
        }
        assert 0 <= counted <= len(days)
