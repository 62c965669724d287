"""An accident that somebody else caused, declared by answers and a few lines."""

from collections.abc import Sequence

import pytest

from kiosk.domain.actions import HandOver
from kiosk.domain.flow import Choose, Confirm, Fill, Filled, Show
from kiosk.services.applicant import by_card
from kiosk.services.third_party_accident import NUMBERS
from tests.demarches import ACCIDENT
from tests.domain.kiosk import Kiosk, labels
from tests.domain.people import ALONE
from tests.domain.walk import texts_in
from tests.services.test_each_request import facts
from tests.services.test_requests import lines
from tests.services.visits import (
    RECORDED,
    STRIP,
    at_home,
    hand_overs,
    offline,
    submits,
    without_card,
)
from wire.actions import ActionRecorded
from wire.demandes.demande import Assurance
from wire.demandes.third_party_accident import Accident, Responsible, ThirdPartyAccident

YESTERDAY, TODAY, TOMORROW = "21112026", "22112026", "23112026"


def begun(accident: Accident = Accident.ROAD) -> Kiosk:
    visit = offline(at_home())
    visit.opens_service(ACCIDENT)
    visit.picks(f"accident.kind.{accident}")
    return visit


def at_confirm(
    accident: Accident = Accident.ROAD,
    *,
    place: str = "",
    responsible: Sequence[str] | None = None,
    report: bool = False,
    work: bool = False,
) -> Kiosk:
    visit = begun(accident)
    if accident is Accident.BLOWS:
        visit.picks("way.on")
    visit.fills(YESTERDAY, place)
    visit.picks("accident.known.no" if responsible is None else "accident.known.yes")
    visit.fills(*(responsible or ()))
    visit.picks("accident.report.yes" if report else "accident.report.no")
    visit.picks("accident.work.yes" if work else "accident.work.no")
    return visit


def declared(visit: Kiosk) -> ThirdPartyAccident:
    visit.agrees()
    (submit,) = submits(visit)
    assert isinstance(submit.demande, ThirdPartyAccident)
    return submit.demande


def test_all_that_is_known_is_declared_and_summed_up() -> None:
    visit = at_confirm(
        place="Lyon", responsible=("Garage du Pont", "Assurances du Pont", "42"), report=True
    )
    said = facts(visit)
    assert said["accident.fact.what"] == "accident.kind.road"
    assert said["accident.fact.when"] == "21/11/2026"
    assert said["accident.fact.where"] == "Lyon"
    assert said["accident.fact.responsible"] == "Garage du Pont, Assurances du Pont, 42"
    assert "accident.fact.too" not in said
    responsible = Responsible("Garage du Pont", "Assurances du Pont", "42")
    expected = (Accident.ROAD, "20261121", True, False, "Lyon", responsible)
    assert declared(visit) == ThirdPartyAccident(by_card(ALONE), *expected)


def test_nothing_need_be_typed_but_the_day() -> None:
    visit = at_confirm()
    assert {"accident.fact.where", "accident.fact.responsible"}.isdisjoint(facts(visit))
    expected = (Accident.ROAD, "20261121", False, False)
    assert declared(visit) == ThirdPartyAccident(by_card(ALONE), *expected)


def test_who_is_known_without_a_word_is_nobody() -> None:
    assert declared(at_confirm(responsible=("", "", ""))).responsible is None


def test_the_insurer_alone_is_enough() -> None:
    known = declared(at_confirm(responsible=("", "Assurances", ""))).responsible
    assert known == Responsible(insurer="Assurances")


def test_after_an_accident_at_work_the_employer_is_told_too() -> None:
    visit = at_confirm(work=True)
    assert facts(visit)["accident.fact.too"] == "accident.fact.employer"
    assert declared(visit).work


def test_a_day_still_to_come_is_not_taken_and_today_is() -> None:
    visit = begun()
    before = visit.now
    visit.answers(Filled(TOMORROW))
    assert visit.now is before
    visit.fills(TODAY)
    assert visit.key == "accident.place"


def test_a_day_that_nobody_knows_any_more_is_taken() -> None:
    visit = begun()
    visit.fills("00112026")
    assert visit.key == "accident.place"


@pytest.mark.parametrize("accident", [each for each in Accident if each is not Accident.BLOWS])
def test_nobody_else_is_told_of_violence(accident: Accident) -> None:
    assert begun(accident).key == "accident.when"


def test_whoever_was_struck_is_told_first_who_helps() -> None:
    visit = begun(Accident.BLOWS)
    assert isinstance(visit.position, Show)
    said = texts_in(visit.position)
    assert {*NUMBERS, "accident.blows.alone"} <= set(said)
    visit.picks("way.home")
    assert visit.state == "Home"


def test_whoever_was_struck_gets_no_paper() -> None:
    visit = at_confirm(Accident.BLOWS)
    declared(visit)
    visit.performs(RECORDED)
    assert labels(visit.position) == ("way.on",)
    visit.picks("way.on")
    visit.picks("recorded.print.no")
    assert visit.state == "Home"
    assert hand_overs(visit) == []


def test_whoever_was_struck_may_ask_for_paper_that_does_not_say_so() -> None:
    visit = at_confirm(Accident.BLOWS)
    declared(visit)
    visit.performs(RECORDED)
    visit.picks("way.on")
    visit.picks("recorded.print.yes")
    assert isinstance(visit.position, HandOver)
    assert "blows" not in str(texts_in(visit.position))
    visit.performs(STRIP)
    assert labels(visit.position) == ("recorded.other_thing",)


def test_any_other_accident_has_its_receipt_at_once() -> None:
    visit = at_confirm()
    declared(visit)
    visit.performs(RECORDED)
    assert isinstance(visit.position, HandOver)


@pytest.mark.parametrize(
    ("assurance", "line"),
    [
        (Assurance.CODE, "third_party_accident"),
        (Assurance.CARD, "third_party_accident_to_confirm"),
        (Assurance.DECLARED, "declared"),
    ],
)
def test_says_what_follows_by_what_is_known_of_who_declares(
    assurance: Assurance, line: str
) -> None:
    visit = at_confirm()
    declared(visit)
    visit.performs(ActionRecorded("20261122-0751-07-000042-52", assurance, False), STRIP)
    assert lines(visit)[1] == f"recorded.next.{line}"


def test_without_a_card_it_is_not_offered() -> None:
    visit = without_card()
    visit.opens_service(ACCIDENT)
    assert visit.state == "Home"


def test_back_goes_over_every_answer() -> None:
    visit = at_confirm(responsible=("A", "B", "C"))
    keys = []
    while visit.state == "InService":
        keys.append(visit.key)
        visit.goes_back()
    assert keys[0] == "accident.confirm.question"
    assert keys[-1] == "accident.kind"
    assert len(keys) == 10


def test_five_touches_from_the_tile_to_the_reference() -> None:
    """And the two of the tiles; what is typed is counted apart."""
    visit = begun()
    touches = 1
    visit.fills(YESTERDAY, "")
    while not isinstance(visit.position, Confirm):
        assert isinstance(visit.position, Choose | Fill)
        visit.picks(labels(visit.position)[1])
        touches += 1
    visit.agrees()
    assert touches + 1 == 5
