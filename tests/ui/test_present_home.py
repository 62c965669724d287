import pytest

from kiosk.domain.events import GroupChosen, ServiceChosen
from kiosk.domain.faults import Fault, Link
from kiosk.domain.flow import Flow
from kiosk.domain.ids import Confirmation, ServiceId
from kiosk.domain.services import Demarche, Group, Level, LoggedIn, Registry
from kiosk.domain.states import Attract, Home, Visit
from kiosk.ui.present.intents import chosen
from tests.demarches import (
    ADDRESS,
    ATTESTATION,
    BY_POST,
    CEAM,
    DAMAGED_CARD,
    LOST_CARD,
    NUMBERS,
    PHISHING,
    READ_CARD,
    THIS_KIOSK,
    YOUR_DATA,
    only,
)
from tests.domain.kiosk import TODAY
from tests.domain.people import ALONE
from tests.ui.views import SESSION, framed, kiosk, shown, view, visit

HOME = Home(visit(ALONE))


async def nothing(*_: object) -> None:
    return None


def service(name: str, group: Group, *, central: bool = False, paper: bool = False) -> Demarche:
    flow: Flow[None] = nothing
    return Demarche(
        ServiceId(name), group, Level.CARD, flow, needs_central=central, needs_paper=paper
    )


def registry_of(*services: Demarche) -> Registry:
    return Registry({each.id: each for each in services}, log_in, log_in)


def never() -> Confirmation:
    raise AssertionError("nothing is agreed to here")


async def log_in(*_: object) -> LoggedIn:
    return LoggedIn.YES


# Two services that have words, put into one group, one of which needs the network.
TWO = registry_of(
    service("attestation_de_droits", Group.CARD, central=True, paper=True),
    service("lire_ma_carte", Group.CARD),
)


SOME = only(
    *(ATTESTATION, BY_POST, READ_CARD, DAMAGED_CARD, LOST_CARD, ADDRESS, CEAM),
    *(THIS_KIOSK, NUMBERS, PHISHING, YOUR_DATA),
)


# The same in two groups.
APART = registry_of(
    service("attestation_de_droits", Group.ATTESTATIONS, central=True, paper=True),
    service("lire_ma_carte", Group.CARD),
)


def test_the_groups_that_have_a_service_are_the_tiles(catalogue):
    seen = shown(kiosk(HOME), view(catalogue, registry=SOME))
    assert [tile.label for tile in seen.tiles] == [
        "Mes attestations",
        "Ma carte",
        "Mes démarches",
        "Informations",
        "Vos données",
    ]
    assert [tile.detail for tile in seen.tiles][:2] == [
        "Attestation de droits",
        "Lire ma carte, Carte abîmée",
    ]
    assert [tile.primary for tile in seen.tiles] == [True, False, False, False, False]
    assert not any(tile.note for tile in seen.tiles)
    assert all(tile.enabled for tile in seen.tiles)


@pytest.mark.parametrize(
    ("faults", "link", "reason"),
    [
        ((), Link.OFFLINE, "réseau"),
        ((), Link.CLOCK_WRONG, "heure"),
        ((Fault.PRINTER,), Link.ONLINE, "imprimante"),
        ((Fault.GATEWAY,), Link.ONLINE, "réseau"),
    ],
)
def test_a_tile_that_cannot_be_had_says_why_and_the_others_stay(catalogue, faults, link, reason):
    state = kiosk(Home(visit(ALONE)), *faults, link=link)
    attestation, card = shown(state, view(catalogue, registry=APART)).tiles
    assert not attestation.enabled
    assert reason in attestation.reason
    assert card.enabled
    assert chosen(APART, state, 0, TODAY, never) is None
    assert isinstance(chosen(APART, state, 1, TODAY, never), GroupChosen)


@pytest.mark.parametrize("link", [Link.OFFLINE, Link.CLOCK_WRONG])
def test_what_waits_for_the_network_is_marked_and_can_be_had(catalogue, link):
    state = kiosk(HOME, link=link)
    seen = framed(state, view(catalogue, registry=SOME))
    marked = {tile.label: tile.note for tile in seen.screen.tiles}
    assert marked == {
        "Mes attestations": "Envoyée plus tard",
        "Ma carte": "",
        "Mes démarches": "Envoyée plus tard",
        "Informations": "",
        "Vos données": "",
    }
    assert all(tile.enabled for tile in seen.screen.tiles)
    assert seen.screen.tiles[0].detail == "Recevoir mon attestation par courrier"


def test_within_a_group_each_service_has_its_own_mark(catalogue):
    state = kiosk(Home(visit(ALONE), Group.CARD), link=Link.OFFLINE)
    read, damaged = shown(state, view(catalogue, registry=SOME)).tiles
    assert (read.note, damaged.note) == ("", "Envoyée plus tard")


@pytest.mark.parametrize("fault", [Fault.QUEUE, Fault.GATEWAY])
def test_what_cannot_be_recorded_is_not_offered_and_says_why(catalogue, fault):
    state = kiosk(Home(visit(ALONE), Group.REQUESTS), fault, link=Link.OFFLINE)
    for tile in shown(state, view(catalogue, registry=SOME)).tiles:
        assert not tile.enabled
        assert tile.reason == "Indisponible\u00a0: la borne ne peut rien enregistrer"
    assert chosen(SOME, state, 0, TODAY, never) is None


@pytest.mark.parametrize(
    ("faults", "link", "said"),
    [
        ((), Link.OFFLINE, "banner.later"),
        ((Fault.QUEUE,), Link.OFFLINE, "banner.network"),
        ((Fault.GATEWAY,), Link.ONLINE, "banner.network"),
        ((), Link.CLOCK_WRONG, "banner.clock"),
        ((), Link.ONLINE, None),
    ],
)
def test_the_banner_is_calm_as_long_as_requests_wait_and_goes_by_itself(
    catalogue, faults, link, said
):
    shown_now = framed(kiosk(HOME, *faults, link=link), view(catalogue, registry=SOME)).banner
    assert shown_now == ("" if said is None else view(catalogue).translations.say(said))


def test_a_group_stays_open_as_long_as_one_of_its_services_can_be_had(catalogue):
    state = kiosk(HOME, link=Link.OFFLINE)
    (tile,) = shown(state, view(catalogue, registry=TWO)).tiles
    assert tile.enabled
    assert tile.reason == ""


def test_a_group_of_several_shows_its_services_and_the_way_back(catalogue):
    state = kiosk(Home(visit(ALONE), Group.CARD), link=Link.OFFLINE)
    seen = framed(state, view(catalogue, registry=TWO))
    assert seen.screen.title == "Ma carte"
    assert [tile.enabled for tile in seen.screen.tiles] == [False, True]
    assert seen.can_go_back
    assert chosen(TWO, state, 0, TODAY, never) is None
    assert state.stamp is not None
    assert chosen(TWO, state, 1, TODAY, never) == ServiceChosen(
        state.stamp, ServiceId("lire_ma_carte"), TODAY
    )


@pytest.mark.parametrize("index", [-1, 5, 99])
def test_a_touch_beside_the_tiles_is_nothing(catalogue, index):
    assert chosen(SOME, kiosk(HOME), index, TODAY, never) is None
    assert chosen(TWO, kiosk(Home(visit(ALONE), Group.CARD)), index, TODAY, never) is None


def test_without_a_card_there_is_what_is_open_to_all(catalogue):
    state = kiosk(Home(Visit(SESSION, None)))
    seen = framed(state, view(catalogue, registry=SOME))
    assert [tile.label for tile in seen.screen.tiles] == [
        "Ma carte",
        "Informations",
        "Vos données",
    ]
    assert seen.screen.tiles[0].detail == "Carte abîmée, Carte perdue ou volée"
    assert seen.screen.lines == ("Un agent peut aussi vous aider sans votre carte.",)
    assert seen.header.greeting_name == ""
    assert state.stamp is not None
    assert chosen(SOME, state, 1, TODAY, never) == GroupChosen(
        state.stamp, Group.INFORMATION, TODAY
    )


def test_there_is_nothing_to_choose_without_a_session(catalogue):
    assert chosen(SOME, kiosk(Attract()), 0, TODAY, never) is None
