"""The démarches that are recorded and sent later, each as the list of its answers."""

import pytest

from kiosk.domain.entries.address import POSTCODE
from kiosk.domain.entry import Mistake
from kiosk.domain.flow import Confirm, Fill, Filled
from kiosk.domain.ids import ServiceId
from kiosk.domain.outcomes import Cause, SessionLost, Unreachable
from kiosk.domain.services import Level
from kiosk.services.applicant import by_card
from kiosk.services.registry import DEFAULT_LEVELS
from tests.demarches import ADDRESS, BY_POST, CEAM, DAMAGED_CARD, LOST_CARD
from tests.domain.kiosk import Kiosk, labels
from tests.domain.people import ALONE, ALONE_RIGHTS, FAMILY_CARD, MOTHER
from tests.domain.walk import texts_in
from tests.services.visits import (
    ACTIVE,
    CODE,
    RECORDED,
    STRIP,
    assert_sent_to_agent,
    at_home,
    issues,
    issuing,
    logged_in,
    offline,
    submits,
    without_card,
)
from wire.calls.session import OPEN
from wire.citizen import CodeAccepted, PersonUnknown
from wire.demandes.address_change import AddressChange, PostalAddress
from wire.demandes.attestation_by_post import AttestationByPost
from wire.demandes.card_damaged import CardDamaged
from wire.demandes.card_opposition import CardOpposition, Circumstance
from wire.demandes.ceam import CeamOrder
from wire.demandes.demande import Applicant

OFFLINE = Unreachable(Cause.NETWORK)


def demande_of(visit: Kiosk) -> object:
    (submit,) = submits(visit)
    return submit.demande


def facts(visit: Kiosk) -> dict[str, str]:
    """The summary: label to what it says, by key where it is a sentence of the catalogue."""
    assert isinstance(visit.position, Confirm), visit.key
    return {
        fact.label.key: str(dict(fact.value.args).get("text", fact.value.key))
        for fact in visit.position.facts
    }


def secrets(visit: Kiosk) -> list[object]:
    """What the summary shows on demand only."""
    assert isinstance(visit.position, Confirm), visit.key
    return [dict(fact.secret.args)["text"] for fact in visit.position.facts if fact.secret]


def test_by_post_is_one_question_for_whoever_is_offline() -> None:
    visit = offline(at_home(FAMILY_CARD))
    visit.opens_service(BY_POST)
    assert facts(visit) == {
        "demande.fact.for": "Dominique FAMILLE",
        "demande.fact.address": "demande.fact.on_file",
    }
    visit.agrees()
    assert demande_of(visit) == AttestationByPost(by_card(MOTHER))
    assert visit.called(OPEN) == []


def test_by_post_in_place_of_rights_that_nobody_can_read() -> None:
    visit = logged_in()
    visit.performs(OFFLINE)
    assert labels(visit.position) == ("attestation.by_post", "way.retry", "way.home")
    visit.picks("attestation.by_post")
    go = visit.agrees()
    (submit,) = submits(visit)
    assert (submit.go, submit.demande) == (go, AttestationByPost(by_card(ALONE)))
    visit.performs(RECORDED, STRIP)
    assert visit.key == "recorded.title"


def test_by_post_in_place_of_an_issue_nobody_answers_has_ids_of_its_own() -> None:
    visit = issuing()
    visit.performs(OFFLINE)
    visit.picks("attestation.by_post")
    assert visit.key == "by_post.offer.title"
    go = visit.agrees()
    (submit,) = submits(visit)
    assert submit.go == go != issues(visit)[0].go


def test_by_post_offered_may_be_declined() -> None:
    visit = issuing()
    visit.performs(OFFLINE)
    visit.picks("attestation.by_post")
    visit.declines()
    assert visit.state == "Home"
    assert submits(visit) == []


def test_damaged_card_that_can_still_be_read_is_one_question() -> None:
    visit = at_home()
    visit.opens_service(DAMAGED_CARD)
    assert facts(visit) == {"demande.fact.for": "Alix SEULE"}
    visit.agrees()
    assert demande_of(visit) == CardDamaged(by_card(ALONE))


def test_damaged_card_that_cannot_be_read_is_reported_by_typing() -> None:
    visit = without_card()
    visit.opens_service(DAMAGED_CARD)
    visit.fills(ALONE.nir.value[:13], "00001960")
    assert facts(visit) == {"card.fact.nir": ALONE.nir.masked, "card.fact.birth": "00/00/1960"}
    assert secrets(visit) == [ALONE.nir.spaced], "whoever typed it may look at it before they agree"
    visit.agrees()
    assert demande_of(visit) == CardDamaged(Applicant(ALONE.nir, "19600000"))


@pytest.mark.parametrize("circumstance", Circumstance)
def test_lost_card_says_first_who_confirms_and_whom_to_call(circumstance: Circumstance) -> None:
    visit = without_card()
    visit.opens_service(LOST_CARD)
    assert visit.key == "card_lost.title"
    assert {"card_lost.agent", "36 46"} <= set(texts_in(visit.position))
    visit.picks("way.on")
    visit.picks(f"card_lost.{circumstance}")
    assert visit.key == "card_lost.when"
    visit.fills("00112026", ALONE.nir.value, "14031985")
    assert facts(visit)["card_lost.fact.what"] == f"card_lost.fact.{circumstance}"
    assert facts(visit)["card_lost.fact.when"] == "00/11/2026"
    visit.agrees()
    someone = Applicant(ALONE.nir, "19850314")
    assert demande_of(visit) == CardOpposition(someone, circumstance, "20261100")


def test_lost_card_may_be_left_to_the_phone() -> None:
    visit = without_card()
    visit.opens_service(LOST_CARD)
    visit.picks("way.home")
    assert visit.state == "Home"


def test_who_has_a_card_in_cannot_have_another_one_blocked() -> None:
    visit = at_home()
    visit.opens_service(LOST_CARD)
    assert visit.state == "Home"


@pytest.mark.parametrize("service", DEFAULT_LEVELS)
def test_without_a_card_nothing_about_a_person_opens(service: ServiceId) -> None:
    visit = without_card()
    visit.opens_service(service)
    assert visit.state == "Home"


def test_address_is_asked_line_by_line_and_summed_up() -> None:
    visit = offline(at_home())
    visit.opens_service(ADDRESS)
    assert isinstance(visit.position, Fill)
    visit.fills("12  rue Neuve ", "Bât. B", "75012", "Paris")
    said = facts(visit)
    assert said["address.fact.street"] == "12 rue Neuve, Bât. B"
    assert said["address.fact.city"] == "75012 Paris"
    assert said["address.fact.to_know"] == "address.fact.letter"
    visit.agrees()
    address = PostalAddress("12 rue Neuve", "75012", "Paris", "Bât. B")
    assert demande_of(visit) == AddressChange(by_card(ALONE), address)


def test_address_without_a_complement_has_none() -> None:
    visit = offline(at_home())
    visit.opens_service(ADDRESS)
    visit.fills("12 rue Neuve", "", "75012", "Paris")
    visit.agrees()
    assert demande_of(visit) == AddressChange(
        by_card(ALONE), PostalAddress("12 rue Neuve", "75012", "Paris")
    )


def test_a_line_with_a_mistake_is_not_taken() -> None:
    visit = offline(at_home())
    visit.opens_service(ADDRESS)
    visit.fills("12 rue Neuve", "")
    before = visit.now
    visit.answers(Filled("00000"))
    assert visit.now is before
    assert POSTCODE.check("00000") is Mistake.POSTCODE


def test_back_asks_for_the_line_before() -> None:
    visit = offline(at_home())
    visit.opens_service(ADDRESS)
    visit.fills("12 rue Neuve", "", "75012")
    visit.goes_back()
    assert visit.key == "address.postcode"
    visit.goes_back()
    visit.goes_back()
    assert visit.key == "address.street"
    assert "12 rue Neuve" not in texts_in(visit.now)


def test_ceam_says_first_what_it_is_and_when_to_ask() -> None:
    visit = offline(at_home())
    visit.opens_service(CEAM)
    visit.performs(OFFLINE)
    assert {"ceam.lasts", "ceam.when"} <= set(texts_in(visit.position))
    visit.picks("way.on")
    assert facts(visit)["demande.fact.address"] == "demande.fact.on_file"
    visit.agrees()
    assert demande_of(visit) == CeamOrder(by_card(ALONE))


def test_ceam_may_be_left() -> None:
    visit = offline(at_home())
    visit.opens_service(CEAM)
    visit.performs(OFFLINE)
    visit.picks("way.home")
    assert visit.state == "Home"


def test_with_a_code_the_person_is_known_by_it() -> None:
    visit = at_home()
    visit.opens_service(CEAM)
    visit.picks("login.have_code.yes")
    visit.performs(ACTIVE)
    visit.types(CODE)
    visit.performs(CodeAccepted())
    assert visit.key == "working.rights"
    assert visit.in_service.visit.reached is Level.CODE


def test_without_a_code_it_goes_on_by_the_card() -> None:
    visit = at_home()
    visit.opens_service(CEAM)
    assert visit.key == "login.have_code"
    visit.picks("login.have_code.no")
    assert visit.key == "working.rights"
    assert visit.in_service.visit.reached is None
    assert visit.called(OPEN) == []


def test_central_out_of_reach_at_the_code_goes_on_by_the_card() -> None:
    visit = at_home()
    visit.opens_service(CEAM)
    visit.picks("login.have_code.yes")
    visit.performs(OFFLINE)
    assert visit.key == "central.silent.title"
    visit.picks("way.otherwise")
    assert visit.key == "working.rights"


def test_who_is_not_known_to_central_does_not_go_on() -> None:
    visit = at_home()
    visit.opens_service(CEAM)
    visit.picks("login.have_code.yes")
    visit.performs(PersonUnknown())
    assert_sent_to_agent(visit, "login.unknown")


def test_session_lost_at_the_code_asks_again_whether_there_is_one() -> None:
    visit = at_home()
    visit.opens_service(CEAM)
    visit.picks("login.have_code.yes")
    visit.performs(ACTIVE)
    visit.types(CODE)
    visit.performs(SessionLost())
    assert visit.key == "login.have_code"
    visit.picks("login.have_code.no")
    assert visit.key == "working.rights"


def test_a_code_given_before_is_not_asked_for_again() -> None:
    visit = logged_in()
    visit.performs(ALONE_RIGHTS)
    visit.goes_back()
    visit.opens_service(ADDRESS)
    assert visit.key == "address.street"
