"""What anybody may read, with a card or without."""

import pytest

from kiosk.domain.events import BegunWithoutCard, GroupChosen, ServiceChosen
from kiosk.domain.flow import Chosen
from kiosk.domain.ids import ServiceId, SessionId
from kiosk.domain.place import Place, TerritoryContact
from kiosk.domain.services import Group
from kiosk.domain.states import Home, InService
from kiosk.services.registry import DEMARCHES, registry
from tests.demarches import ATTESTATION, NUMBERS, PHISHING, THIS_KIOSK, YOUR_DATA
from tests.domain.kiosk import Kiosk
from tests.domain.people import ALONE_CARD
from tests.domain.walk import texts_in
from tests.ui.places import DEMO_PLACE

MAYOTTE = TerritoryContact(
    {"fr": "Mayotte", "en": "Mayotte"}, "02 69 61 91 91", {"fr": "Le matin."}
)
OPEN = tuple(each.id for each in DEMARCHES if not (each.about_a_person or each.queued))


def with_contacts() -> Place:
    return Place(
        **{name: getattr(DEMO_PLACE, name) for name in DEMO_PLACE.__slots__}
        | {"elsewhere": (MAYOTTE,), "data_contact": "DPO, 1 place de l’Exemple"}
    )


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk(registry({}, with_contacts()))


def reads_to_the_end(visit: Kiosk) -> list[str]:
    """Takes the first way of every page; returns the titles."""
    titles = []
    while visit.state == "InService":
        titles.append(visit.key)
        visit.answers(Chosen(0))
    return titles


@pytest.mark.parametrize("service", OPEN)
@pytest.mark.parametrize("card", [True, False])
def test_each_can_be_read_with_a_card_and_without_and_leads_home(
    kiosk: Kiosk, service: ServiceId, card: bool
) -> None:
    if card:
        kiosk.inserts(ALONE_CARD)
    else:
        kiosk.begins_without_card()
    kiosk.opens_service(service)
    assert reads_to_the_end(kiosk)
    assert kiosk.state == "Home"
    assert kiosk.done(object) == []


def test_how_data_are_used_is_one_touch_from_home(kiosk: Kiosk) -> None:
    kiosk.inserts(ALONE_CARD)
    kiosk.opens_service(YOUR_DATA)
    titles = reads_to_the_end(kiosk)
    assert titles == ["data.kiosk.title", "data.who.title", "data.rights.title"]


def test_the_notice_names_the_caisse_and_whom_to_write_to(kiosk: Kiosk) -> None:
    kiosk.begins_without_card()
    kiosk.opens_service(YOUR_DATA)
    kiosk.answers(Chosen(0))
    assert "Caisse de démonstration" in set(texts_in(kiosk.position))
    kiosk.answers(Chosen(0))
    assert "DPO, 1 place de l’Exemple" in set(texts_in(kiosk.position))


def test_reading_can_be_given_up_on_any_page_and_turned_back(kiosk: Kiosk) -> None:
    kiosk.begins_without_card()
    kiosk.opens_service(PHISHING)
    kiosk.picks("way.more")
    kiosk.goes_back()
    assert kiosk.key == "info.phishing.title"
    kiosk.picks("way.home")
    assert kiosk.state == "Home"


def test_the_numbers_are_those_of_the_configuration(kiosk: Kiosk) -> None:
    kiosk.begins_without_card()
    kiosk.opens_service(NUMBERS)
    said = set(texts_in(kiosk.position))
    assert {"36 46", "Du lundi au vendredi.", "À l’accueil, à gauche de l’entrée."} <= said
    kiosk.picks("info.numbers.elsewhere")
    assert {"02 69 61 91 91", "Le matin."} <= set(texts_in(kiosk.position))


def test_without_other_territories_none_are_offered() -> None:
    visit = Kiosk(registry({}, DEMO_PLACE))
    visit.begins_without_card()
    visit.opens_service(NUMBERS)
    visit.picks("way.home")
    assert visit.state == "Home"


def test_without_a_card_nothing_about_a_person_can_be_had(kiosk: Kiosk) -> None:
    kiosk.begins_without_card()
    before = kiosk.now
    kiosk.feed(ServiceChosen(kiosk.stamp, ATTESTATION, kiosk.today))
    kiosk.feed(GroupChosen(kiosk.stamp, Group.ATTESTATIONS, kiosk.today))
    assert kiosk.now is before


def test_a_card_put_in_while_somebody_reads_begins_a_visit_of_its_own(kiosk: Kiosk) -> None:
    reading = kiosk.begins_without_card()
    kiosk.opens_service(THIS_KIOSK)
    session = kiosk.inserts(ALONE_CARD)
    assert kiosk.now.session == session != reading
    assert isinstance(kiosk.now.state, Home)
    assert kiosk.now.state.visit.holder is not None


def test_silence_without_a_card_asks_then_comes_to_rest(kiosk: Kiosk) -> None:
    kiosk.begins_without_card()
    kiosk.opens_service(THIS_KIOSK)
    assert kiosk.silence() == 60.0
    assert kiosk.state == "IdleWarning"
    kiosk.touches_screen()
    assert isinstance(kiosk.now.state, InService)
    kiosk.silence()
    kiosk.silence()
    assert kiosk.state == "Attract"


def test_only_a_kiosk_at_rest_is_begun_without_a_card(kiosk: Kiosk) -> None:
    kiosk.inserts(ALONE_CARD)
    before = kiosk.now
    kiosk.feed(BegunWithoutCard(SessionId(kiosk.stamp.session)))
    assert kiosk.now is before
