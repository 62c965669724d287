"""The European card for oneself and for the family, as the list of its answers."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kiosk.domain.actions import Read
from kiosk.domain.card import CardRead
from kiosk.domain.flow import Choose, Confirm, Show
from kiosk.domain.outcomes import Cause, Refused, SessionLost, TooManyRequests, Unreachable
from kiosk.services.applicant import by_card
from tests.demarches import CEAM
from tests.domain.kiosk import TODAY, Kiosk, labels
from tests.domain.people import ALONE, ALONE_CARD, FATHER, beneficiaire, droits, holder
from tests.domain.walk import texts_in
from tests.services.test_each_request import demande_of, facts
from tests.services.visits import ACTIVE, CODE, at_home, offline
from wire.calls.ceam import CEAM as CARDS
from wire.calls.ceam import CeamCard, CeamCards
from wire.calls.rights import RIGHTS
from wire.citizen import CodeAccepted
from wire.demandes.ceam import CeamOrder, CeamPerson
from wire.problem import ProblemType
from wire.rights import Droits, Periode

NOT_SERVED = Unreachable(Cause.NONSENSE)
NOT_TOLD = (
    NOT_SERVED,
    Unreachable(Cause.NETWORK),
    SessionLost(),
    TooManyRequests(30),
    Refused(ProblemType.LEVEL_TOO_LOW),
)
ME = CeamPerson(ALONE.family_name, ALONE.given_name, ALONE.birth_date)


def child(name: str, rank: int | None = None) -> CeamPerson:
    return CeamPerson(ALONE.family_name, name, ALONE.birth_date, rank)


def card(reference: str, **more: Any) -> CeamCard:
    return CeamCard(reference, **{"allowed": True} | more)


def known(
    *children: str,
    cards: object = NOT_SERVED,
    rights: Droits | None = None,
    on_card: CardRead = ALONE_CARD,
) -> Kiosk:
    """Their code was right, and central tells of rights and cards."""
    visit = at_home(on_card)
    visit.opens_service(CEAM)
    visit.picks("login.have_code.yes")
    visit.performs(ACTIVE)
    visit.types(CODE)
    visit.performs(CodeAccepted(), rights or droits(ALONE, *children), cards)
    return visit


def ordered(visit: Kiosk) -> CeamOrder:
    visit.agrees()
    order = demande_of(visit)
    assert isinstance(order, CeamOrder)
    return order


def ways(visit: Kiosk) -> tuple[str, ...]:
    assert isinstance(visit.position, Choose | Show), visit.key
    return tuple(label for label in labels(visit.position) if label != "way.home")


def test_whoever_has_no_children_is_not_asked_for_whom() -> None:
    visit = known()
    assert ways(visit) == ("way.on",)
    assert {"ceam.when", "ceam.has_one"} <= set(texts_in(visit.position))
    visit.picks("way.on")
    assert ordered(visit) == CeamOrder(by_card(ALONE))


def test_for_me_alone_is_what_an_older_central_knows() -> None:
    visit = known("Tom", "Zoé")
    assert ways(visit) == ("ceam.for_me", "ceam.for_all", "ceam.for_some")
    visit.picks("ceam.for_me")
    order = ordered(visit)
    assert order == CeamOrder(by_card(ALONE))
    assert order.version == 1


def test_for_the_whole_family() -> None:
    visit = known("Tom", "Zoé")
    visit.picks("ceam.for_all")
    assert facts(visit)["demande.fact.for"] == f"{ALONE.given_name}, Tom, Zoé"
    assert facts(visit)["demande.fact.address"] == "demande.fact.on_file"
    assert ordered(visit) == CeamOrder(by_card(ALONE), (ME, child("Tom"), child("Zoé")))


def test_some_are_chosen_one_by_one() -> None:
    visit = known("Tom", "Zoé", "Léo")
    visit.picks("ceam.for_some")
    visit.picks("plain", 2)
    assert visit.key == "ceam.another"
    visit.picks("plain", 1)
    visit.picks("ceam.enough")
    assert ordered(visit) == CeamOrder(by_card(ALONE), (child("Zoé"), child("Tom")))


def test_when_all_were_chosen_nobody_is_asked_for_more() -> None:
    visit = known("Tom")
    visit.picks("ceam.for_some")
    visit.picks("plain", 1)
    visit.picks("plain", 0)
    assert isinstance(visit.position, Confirm)


def test_only_oneself_chosen_is_for_oneself() -> None:
    visit = known("Tom")
    visit.picks("ceam.for_some")
    visit.picks("plain", 0)
    visit.picks("ceam.enough")
    assert ordered(visit).version == 1


def test_back_unchooses_the_last() -> None:
    visit = known("Tom", "Zoé")
    visit.picks("ceam.for_some")
    visit.picks("plain", 1)
    visit.goes_back()
    assert visit.key == "ceam.whose"


def test_twins_keep_their_rank() -> None:
    rights = droits(ALONE, "Mia")
    twin = replace(rights.ayants_droit[0], prenom="Noé", rang_naissance=2, reference="b2")
    visit = known(rights=replace(rights, ayants_droit=(*rights.ayants_droit, twin)))
    visit.picks("ceam.for_all")
    people = ordered(visit).people
    assert people is not None
    assert people[2] == CeamPerson(ALONE.family_name, "Noé", ALONE.birth_date, 2)


@pytest.mark.parametrize("outcome", NOT_TOLD)
def test_where_central_tells_of_no_cards_it_goes_on_without(outcome: object) -> None:
    visit = known("Tom", cards=outcome)
    visit.picks("ceam.for_all")
    assert ordered(visit).people == (ME, child("Tom"))


@pytest.mark.parametrize("outcome", NOT_TOLD)
def test_whom_central_does_not_know_asks_for_themselves(outcome: object) -> None:
    visit = at_home()
    visit.opens_service(CEAM)
    visit.picks("login.have_code.no")
    visit.performs(outcome)
    assert visit.called(CARDS) == []
    assert ways(visit) == ("way.on",)
    visit.picks("way.on")
    assert ordered(visit) == CeamOrder(by_card(ALONE))


def test_offline_it_is_for_oneself_by_the_card_and_says_what_children_need() -> None:
    visit = offline(at_home(CardRead((ALONE, FATHER))))
    visit.opens_service(CEAM)
    visit.performs(Unreachable(Cause.NETWORK))
    assert "ceam.with_code" in texts_in(visit.position)
    visit.picks("way.on")
    assert ordered(visit).people is None


def test_silence_of_central_is_for_oneself_too() -> None:
    visit = offline(at_home())
    visit.opens_service(CEAM)
    assert isinstance(visit.position, Read)
    visit.silence()
    assert ways(visit) == ("way.on",)


def test_whoever_of_the_card_is_not_among_them_asks_with_their_own() -> None:
    told = CeamCards((card("b0"), card("b1", allowed=False, why="ordered")))
    on_card = CardRead((ALONE, FATHER, holder("FAMILLE", "Tom")))
    visit = known("Tom", cards=told, on_card=on_card)
    assert "ceam.own_card" in texts_in(visit.position)


def test_rights_of_somebody_else_count_for_nothing() -> None:
    other = beneficiaire(replace(ALONE, birth_date="19700101"))
    visit = at_home()
    visit.opens_service(CEAM)
    visit.picks("login.have_code.no")
    visit.performs(replace(droits(ALONE, "Tom"), assure=other))
    assert ways(visit) == ("way.on",)


def test_a_card_that_lasts_is_kept_and_one_asked_for_is_awaited() -> None:
    told = (
        card("b0", allowed=False, card_until=date(2028, 7, 22), why="valid"),
        card("b1", allowed=False, ordered_on=date(2026, 11, 19), why="ordered"),
        card("b2"),
    )
    visit = known("Tom", "Zoé", cards=CeamCards(told))
    assert {"ceam.valid", "22/07/2028", "ceam.ordered"} <= set(texts_in(visit.position))
    assert ways(visit) == ("ceam.for_one",)
    visit.picks("ceam.for_one")
    assert ordered(visit).people == (child("Zoé"),)


def test_some_may_order_and_others_may_not() -> None:
    told = CeamCards((card("b0", allowed=False, why="ordered"), card("b1"), card("b2")))
    visit = known("Tom", "Zoé", cards=told)
    assert ways(visit) == ("ceam.for_the_others", "ceam.for_some")
    visit.picks("ceam.for_the_others")
    assert {"ceam.ordered", "ceam.fact.days"} <= set(texts_in(visit.position))
    assert ordered(visit).people == (child("Tom"), child("Zoé"))


@pytest.mark.parametrize(
    "told",
    [
        {"why": "valid"},
        {"why": "rights"},
        {"why": "number"},
        {"why": "of-a-newer-central"},
        {},
    ],
)
def test_any_other_reason_is_for_an_agent(told: dict[str, str]) -> None:
    visit = known(cards=CeamCards((card("b0", allowed=False, **told),)))
    assert "ceam.agent" in texts_in(visit.position)
    assert "ceam.none_now" in texts_in(visit.position)
    assert ways(visit) == ()
    visit.picks("way.home")
    assert visit.state == "Home"


def test_cards_of_people_who_are_not_there_count_for_nothing() -> None:
    strangers = tuple(card(f"x{n}", allowed=False, why="valid") for n in range(41))
    visit = known("Tom", cards=CeamCards(strangers))
    assert ways(visit) == ("ceam.for_me", "ceam.for_all", "ceam.for_some")


def test_a_family_too_large_for_one_order_is_chosen_from_for_as_long_as_there_is_room() -> None:
    long = tuple(f"Marie-Antoinette-Bernadette-Scholastique-{n:02}" for n in range(30))
    visit = known(*long)
    assert ways(visit) == ("ceam.for_me", "ceam.for_some")
    visit.picks("ceam.for_some")
    visit.picks("plain", 1)
    while isinstance(visit.position, Choose):
        visit.picks("plain")
    order = ordered(visit)
    assert order.fits
    assert 10 < len(order.people or ()) < 20


@pytest.mark.parametrize(("days", "is_said"), [(25, True), (89, True), (90, False), (300, False)])
def test_it_is_said_where_rights_end_before_the_card_would(days: int, is_said: bool) -> None:
    ends = (Periode(date(2024, 1, 1), TODAY + timedelta(days=days)),)
    rights = replace(droits(ALONE), assure=beneficiaire(ALONE, periods=ends))
    visit = known(rights=rights)
    visit.picks("way.on")
    assert ("ceam.fact.rights" in facts(visit)) is is_said


def test_four_touches_for_the_whole_family() -> None:
    """Two tiles, whose card, and yes; the code apart."""
    visit = known("Tom", "Zoé")
    visit.picks("ceam.for_all")
    assert isinstance(visit.position, Confirm)


def test_it_asks_central_twice_and_no_more() -> None:
    visit = known("Tom")
    assert (len(visit.called(RIGHTS)), len(visit.called(CARDS))) == (1, 1)
