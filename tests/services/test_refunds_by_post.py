"""Relevé de remboursements by post: which days, then one question."""

from datetime import date

import pytest

from kiosk.domain.events import LinkChanged
from kiosk.domain.faults import Link
from kiosk.domain.flow import Confirm
from kiosk.domain.services import Level
from kiosk.services import refunds_by_post
from kiosk.services.applicant import by_card
from kiosk.services.refunds_by_post import usual_periods
from tests.domain.kiosk import TODAY, Kiosk
from tests.domain.people import ALONE
from tests.domain.walk import texts_in
from tests.services.visits import RECORDED, STRIP, at_home, offline, submits
from wire.calls.session import OPEN
from wire.demandes.demande import Assurance, OpenState
from wire.demandes.refund_statement_by_post import RefundStatementByPost

LAST_MONTH = date(2026, 10, 1), date(2026, 10, 31)
DEMANDE = RefundStatementByPost(by_card(ALONE), *LAST_MONTH)


def asking() -> Kiosk:
    visit = offline(at_home())
    visit.opens_service(refunds_by_post.DEMARCHE.id)
    return visit


def asked(visit: Kiosk) -> object:
    (submit,) = submits(visit)
    return submit.demande


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("releve.one_month", LAST_MONTH),
        ("releve.three_months", (date(2026, 9, 1), TODAY)),
        ("releve.year", (date(2025, 12, 1), TODAY)),
    ],
)
def test_a_usual_period_is_asked_for_with_the_card_alone(
    label: str, period: tuple[date, date]
) -> None:
    visit = asking()
    visit.picks(label)
    visit.agrees()
    assert asked(visit) == RefundStatementByPost(by_card(ALONE), *period)
    assert visit.called(OPEN) == []
    visit.performs(RECORDED, STRIP)
    assert visit.key == "recorded.title"


def test_what_is_asked_for_is_summed_up_first() -> None:
    visit = asking()
    visit.picks("releve.one_month")
    assert isinstance(visit.position, Confirm)
    said = set(texts_in(visit.position))
    assert {"01/10/2026", "31/10/2026", "releve.simple", "demande.fact.on_file"} <= said


def test_four_touches_from_home_to_the_reference() -> None:
    visit = asking()
    visit.picks("releve.one_month")
    visit.agrees()
    assert visit.touches <= 4


def test_a_kiosk_that_does_not_know_the_day_offers_none() -> None:
    visit = at_home()
    visit.feed(LinkChanged(Link.CLOCK_WRONG))
    visit.opens_service(refunds_by_post.DEMARCHE.id)
    assert visit.key == "releve.no_date.title"
    visit.picks("way.home")
    assert visit.state == "Home"


def test_months_are_whole_whatever_the_day() -> None:
    (_, last), (_, three), (_, year) = usual_periods(date(2027, 1, 1))
    assert (last.start, last.end) == (date(2026, 12, 1), date(2026, 12, 31))
    assert (three.start, three.end) == (date(2026, 11, 1), date(2027, 1, 1))
    assert (year.start, year.end) == (date(2026, 2, 1), date(2027, 1, 1))
    (_, february), *_ = usual_periods(date(2028, 3, 31))
    assert (february.start, february.end) == (date(2028, 2, 1), date(2028, 2, 29))


def test_statements_of_other_days_or_of_the_other_form_are_other_requests() -> None:
    others = (
        RefundStatementByPost(by_card(ALONE), date(2026, 9, 1), LAST_MONTH[1]),
        RefundStatementByPost(by_card(ALONE), *LAST_MONTH, detailed=True),
    )
    assert len({each.occasion for each in (DEMANDE, *others)}) == 3


def test_an_agent_reads_the_days_and_the_form() -> None:
    assert DEMANDE.told_to_staff == ("paid from 2026-10-01 to 2026-10-31", "simple")


def test_the_card_is_enough_for_what_goes_to_the_address_on_file() -> None:
    assert refunds_by_post.DEMARCHE.level is Level.CARD
    assert DEMANDE.state_at(Assurance.CARD) is OpenState.READY
    assert DEMANDE.state_at(Assurance.DECLARED) is OpenState.TO_CONFIRM
