"""The statement of daily allowances by post: of a period, without knowing what was paid when."""

from datetime import date

from kiosk.domain.dates import Period
from kiosk.services.ij_by_post import DEMARCHE, usual_periods
from tests.domain.kiosk import Kiosk, labels
from tests.domain.people import ALONE
from tests.domain.walk import texts_in
from tests.services.visits import RECORDED, STRIP, at_home, offline, submits
from wire.demandes.demande import Assurance, OpenState


def choosing() -> Kiosk:
    visit = offline(at_home())
    visit.opens_service(DEMARCHE.id)
    return visit


def test_the_card_is_enough_and_three_touches_from_the_group() -> None:
    visit = choosing()
    assert labels(visit.position) == tuple(
        f"ij_post.{name}" for name in ("three_months", "this_year", "last_year", "twelve_months")
    )
    visit.picks("ij_post.this_year")
    assert "22/11/2026" in texts_in(visit.position)
    go = visit.agrees()
    assert visit.touches <= 4
    (submit,) = submits(visit)
    assert submit.go == go
    visit.performs(RECORDED, STRIP)
    assert visit.key == "recorded.title"


def test_its_days_make_it_another_request_and_are_told_to_staff() -> None:
    visit = choosing()
    visit.picks("ij_post.last_year")
    visit.agrees()
    demande = submits(visit)[0].demande
    assert demande.applicant.nir == ALONE.nir
    assert demande.occasion == ("2025-01-01", "2025-12-31")
    assert demande.told_to_staff == ("from 2025-01-01 to 2025-12-31",)
    assert demande.state_at(Assurance.CARD) is OpenState.READY


def test_without_knowing_the_day_no_period_is_made_up() -> None:
    visit = at_home()
    visit.today = None  # type: ignore[assignment]  # a clock that is known to be wrong
    visit = offline(visit)
    visit.opens_service(DEMARCHE.id)
    assert visit.key == "ij_post.no_day.title"
    assert submits(visit) == []


def test_periods_do_not_depend_on_the_length_of_months() -> None:
    spans = dict(usual_periods(date(2026, 5, 31)))
    assert spans["ij_post.three_months"] == Period(date(2026, 2, 1), date(2026, 5, 31))
    assert spans["ij_post.twelve_months"] == Period(date(2025, 5, 1), date(2026, 5, 31))
