"""Refunds at central: which months there are, who sees which lines, and the statement of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select

from central.papers.period import PaperPeriod
from central.rights.people import CardIdentity, Dossier, Person, PersonId
from central.rights.seeded import seeded_source
from central.rights.source import Identification
from central.services import refunds
from central.services.refunds import Refund, SeededRefunds, months_later
from central.store.audit_models import AuditRow
from central.store.database import transaction
from tests.central.rights.test_sessions import slug_of
from tests.central.world import MORNING, PEOPLE, Kiosk, World
from wire.calls.refunds import (
    CareFamily,
    RefundLine,
    RefundLineKind,
    RefundMonths,
    RefundPayee,
    RefundStatement,
    totals_of,
)
from wire.codec import codec_of

TODAY = MORNING.date()
LAST_MONTH = date(2026, 10, 1), date(2026, 10, 31)
THREE_MONTHS = date(2026, 9, 1), TODAY
PATH = "/v1/papers/releve_remboursements"
LINE = RefundLine(
    care_on=date(2026, 10, 2),
    kind=RefundLineKind.CARE,
    family=CareFamily.PHARMACY,
    beneficiary="Camille",
    amo=1_234,
    paid_on=date(2026, 10, 6),
    payee=RefundPayee.INSURED,
    payment="V-261006",
    label="Nom d’un médicament",
    professional="Pharmacie de l’Exemple",
)


def months(kiosk: Kiosk, slug: str) -> RefundMonths:
    kiosk.log_in(slug)
    return codec_of(RefundMonths).read(kiosk.call("GET", "/v1/refund-months").content)


def asked(
    kiosk: Kiosk, period: tuple[date, date], *, detailed: bool = False, action: UUID | None = None
) -> httpx.Response:
    start, end = (day.isoformat() for day in period)
    body = {"action": str(action or uuid4()), "start": start, "end": end, "detailed": detailed}
    return kiosk.call("POST", PATH, body)


def statement(
    kiosk: Kiosk, slug: str, period: tuple[date, date] = THREE_MONTHS, **how: Any
) -> RefundStatement:
    kiosk.log_in(slug)
    response = asked(kiosk, period, **how)
    assert response.status_code == 200, response.text
    return codec_of(RefundStatement).read(response.content)


@dataclass(frozen=True)
class Source:
    """Rights of the seeded people, and refunds made up by ``told``, whatever was asked."""

    told: Callable[[PersonId], tuple[Refund, ...]]

    def identify(self, card: CardIdentity) -> Identification:
        return seeded_source().identify(card)

    def person(self, person: PersonId) -> Person | None:
        return seeded_source().person(person)

    def dossier(self, person: PersonId, on: date) -> Dossier | None:
        return seeded_source().dossier(person, on)

    def refunds(self, person: PersonId, period: PaperPeriod, on: date) -> tuple[Refund, ...]:
        return self.told(person)

    def refunds_known_from(self, person: PersonId) -> date | None:
        return None


@pytest.mark.any_store
def test_every_month_of_the_history_is_told_whether_or_not_anything_was_paid(kiosk: Kiosk) -> None:
    found = months(kiosk, "camille-martin")
    firsts = [month.first for month in found.months]
    assert (firsts[0], firsts[-1], len(firsts)) == (date(2024, 8, 1), date(2026, 11, 1), 28)
    assert found.until == TODAY
    assert [month.lines for month in found.months][-5:] == [0, 1, 3, 4, 2]


@pytest.mark.any_store
def test_of_months_no_amount_is_told(kiosk: Kiosk) -> None:
    kiosk.log_in("camille-martin")
    (month, *_) = kiosk.call("GET", "/v1/refund-months").json()["months"]
    assert set(month) == {"first", "lines"}


def test_who_has_only_shown_the_card_is_told_neither(kiosk: Kiosk) -> None:
    kiosk.open("camille-martin")
    assert slug_of(kiosk.call("GET", "/v1/refund-months")) == "level-too-low"
    assert slug_of(asked(kiosk, LAST_MONTH)) == "level-too-low"


@pytest.mark.any_store
def test_a_month_may_come_to_less_than_nothing(kiosk: Kiosk) -> None:
    paper = statement(kiosk, "maud-negatif", LAST_MONTH)
    assert [line.amo for line in paper.lines] == [0, -100, -100, -200, -200]
    assert paper.totals == totals_of(paper.lines)
    assert (paper.totals.net, paper.totals.held_back, paper.totals.care) == (-600, -600, 0)


@pytest.mark.any_store
def test_what_is_held_back_may_stand_alone(kiosk: Kiosk) -> None:
    (line,) = statement(kiosk, "maud-negatif", (date(2026, 6, 1), date(2026, 6, 30))).lines
    assert (line.kind, line.amo) == (RefundLineKind.PARTICIPATION, -200)


@pytest.mark.any_store
def test_400_lines_in_27_months_are_counted_and_not_printed_at_once(kiosk: Kiosk) -> None:
    found = months(kiosk, "gilles-long")
    assert sum(month.lines for month in found.months) == 400
    assert sum(1 for month in found.months if month.lines) == 27
    year = date(2025, 12, 1), TODAY
    assert sum(month.lines for month in found.months if month.first >= year[0]) > found.most_lines
    assert slug_of(asked(kiosk, year)) == "invalid-request"
    assert asked(kiosk, THREE_MONTHS).status_code == 200


@pytest.mark.any_store
def test_each_parent_is_told_of_what_was_paid_on_their_own_card(kiosk: Kiosk) -> None:
    hers = statement(kiosk, "julie-fontaine").lines
    his = statement(kiosk, "marc-girard").lines
    assert [line.family for line in hers] == [CareFamily.CONSULTATION] * 2
    assert [(line.family, line.payee) for line in his] == [
        (CareFamily.OPTICAL, RefundPayee.PROFESSIONAL)
    ]


@pytest.mark.any_store
def test_a_source_that_tells_of_the_other_parent_is_not_passed_on(make_world) -> None:
    other = PEOPLE["marc-girard"].id
    source = Source(lambda _: (Refund(other, LINE),))
    assert statement(make_world(source=source).kiosk, "julie-fontaine").lines == ()


@pytest.mark.any_store
def test_who_is_16_is_hidden_for_the_past_too(kiosk: Kiosk) -> None:
    """Thomas was 15 when much of it was paid."""
    names = {line.beneficiary for line in statement(kiosk, "camille-martin").lines}
    assert names == {"Camille", "Louise"}


def test_whoever_turns_16_over_night_is_gone_in_the_morning(make_world) -> None:
    """Adam LEROY, born on 5 February 2011."""
    adam, sophie = PEOPLE["adam-leroy"].id, PEOPLE["sophie-leroy"].id
    line = replace(LINE, beneficiary="Adam", paid_on=date(2027, 1, 6))
    source = Source(lambda person: (Refund(sophie, line),) if person == adam else ())
    world = make_world(source=source)
    period = date(2027, 1, 1), date(2027, 1, 31)
    world.clock.turn(seconds=(datetime(2027, 2, 4, 12, tzinfo=UTC) - MORNING).total_seconds())
    assert len(statement(world.kiosk, "sophie-leroy", period).lines) == 1
    world.clock.turn(days=1)
    assert statement(world.kiosk, "sophie-leroy", period).lines == ()


@pytest.mark.any_store
def test_who_came_from_another_scheme_is_told_since_when_this_one_knows(kiosk: Kiosk) -> None:
    found = months(kiosk, "claire-roux")
    assert (found.history_from, found.partner) == (date(2025, 11, 12), "MGEN")
    paper = statement(kiosk, "claire-roux", LAST_MONTH)
    assert (paper.history_from, paper.partner) == (found.history_from, "MGEN")
    assert {line.amc for line in paper.lines} == {None}


@pytest.mark.any_store
def test_care_is_named_on_a_detailed_statement_alone(kiosk: Kiosk) -> None:
    simple = statement(kiosk, "julie-fontaine").lines
    assert {(line.label, line.professional) for line in simple} == {(None, None)}
    detailed = statement(kiosk, "julie-fontaine", detailed=True).lines
    assert {line.label for line in detailed} == {"Consultation chez le pédiatre"}
    assert {line.professional for line in detailed} == {"Dr Exemple"}


@pytest.mark.any_store
def test_a_medicine_is_named_on_no_statement(make_world) -> None:
    me = PEOPLE["camille-martin"].id
    source = Source(lambda person: (Refund(me, LINE),) if person == me else ())
    (line,) = statement(make_world(source=source).kiosk, "camille-martin", detailed=True).lines
    assert (line.label, line.professional) == (None, "Pharmacie de l’Exemple")


@pytest.mark.any_store
@pytest.mark.parametrize(
    "period",
    [
        (date(2024, 7, 31), date(2024, 8, 31)),
        (date(2026, 11, 1), date(2026, 11, 23)),
        (date(2026, 10, 2), date(2026, 10, 1)),
        (date(2025, 10, 31), date(2026, 10, 31)),
    ],
    ids=["too-old", "to-come", "backwards", "thirteen-months"],
)
def test_days_that_no_kiosk_offers_are_refused(kiosk: Kiosk, period: tuple[date, date]) -> None:
    kiosk.log_in("camille-martin")
    assert slug_of(asked(kiosk, period)) == "invalid-request"


@pytest.mark.any_store
def test_what_a_source_tells_of_other_days_is_left_out(make_world) -> None:
    me = PEOPLE["camille-martin"].id
    late = replace(LINE, paid_on=date(2026, 11, 30))
    kiosk = make_world(source=Source(lambda _: (Refund(me, LINE), Refund(me, late)))).kiosk
    assert {line.paid_on for line in statement(kiosk, "camille-martin").lines} == {LINE.paid_on}
    assert sum(month.lines for month in months(kiosk, "camille-martin").months) == 3


def test_the_same_action_gives_the_same_statement_on_a_later_day_too(world: World) -> None:
    action = uuid4()
    first = statement(world.kiosk, "camille-martin", action=action)
    world.clock.turn(days=3)
    assert statement(world.kiosk, "camille-martin", action=action) == first


@pytest.mark.parametrize(
    "difference", [{"period": LAST_MONTH}, {"detailed": True}], ids=["period", "detailed"]
)
def test_the_same_action_for_something_else_is_a_conflict(kiosk: Kiosk, difference: Any) -> None:
    action = uuid4()
    statement(kiosk, "camille-martin", action=action)
    response = asked(kiosk, **{"period": THREE_MONTHS, "action": action} | difference)
    assert slug_of(response) == "action-conflict"


def test_the_check_page_tells_of_it_by_its_kind_and_its_days(world: World) -> None:
    paper = statement(world.kiosk, "camille-martin", LAST_MONTH)
    told = world.verify(paper.code_controle, "MARTIN", "15/03/1985").json()
    assert (told["resultat"], told["kind"]) == ("conforme", "releve_remboursements")
    assert (told["periode_debut"], told["periode_fin"]) == ("2026-10-01", "2026-10-31")
    assert told["valable_jusqu_au"] is None


def test_reading_and_issuing_are_in_the_audit_and_no_amount_is(world: World) -> None:
    months(world.kiosk, "maud-negatif")
    statement(world.kiosk, "maud-negatif", LAST_MONTH)
    with transaction(world.container.engine) as db:
        acts = db.execute(select(AuditRow.act, AuditRow.outcome)).all()
    assert ("refund_months", "read") in [tuple(act) for act in acts]
    assert ("issue", "issued") in [tuple(act) for act in acts]


def test_where_the_source_knows_of_no_refunds_neither_call_is_there(make_world) -> None:
    class RightsAlone:
        identify, person, dossier = Source.identify, Source.person, Source.dossier

    kiosk = make_world(source=RightsAlone()).kiosk
    kiosk.log_in("camille-martin")
    assert kiosk.call("GET", "/v1/refund-months").status_code == 404
    assert asked(kiosk, LAST_MONTH).status_code == 404


@pytest.mark.any_store
def test_every_seeded_line_can_be_told() -> None:
    source = seeded_source()
    of = SeededRefunds(source)
    window = PaperPeriod(months_later(TODAY, -refunds.HISTORY_MONTHS), TODAY)
    for person in source.people.values():
        for refund in of.refunds(person.id, window, TODAY):
            assert codec_of(RefundLine).write(refund.line)
            assert refund.line.fits_its_kind
            assert refund.card == person.id or _has_in_care(refund.card, person.id)


def _has_in_care(carer: PersonId, person: PersonId) -> bool:
    dossier = seeded_source().dossier(carer, TODAY)
    assert dossier is not None
    return person in {cover.person.id for cover in dossier.ayants_droit}


def test_a_month_later_is_the_first_of_one() -> None:
    assert months_later(date(2026, 1, 31), -1) == date(2025, 12, 1)
    assert months_later(date(2026, 12, 31), 1) == date(2027, 1, 1)
