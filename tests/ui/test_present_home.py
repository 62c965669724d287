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


def test_what_most_come_for_stands_over_every_subject(catalogue):
    seen = shown(kiosk(HOME), view(catalogue, registry=SOME))
    assert [tile.label for tile in seen.favourites] == [
        "Attestation de droits",
        "Carte européenne",
        "Changer d’adresse",
        "Lire ma carte",
    ]
    assert [tile.primary for tile in seen.favourites] == [True, False, False, False]
    assert [(tile.label, tile.detail) for tile in seen.subjects] == [
        ("Attestations", "Attestation de droits"),
        ("Carte Vitale", "3\u00a0démarches"),
        ("Mon dossier", "Changer d’adresse"),
        ("Aide et infos", "3\u00a0démarches"),
        ("Mes données", "Vos droits"),
    ]
    tiles = (*seen.favourites, *seen.subjects)
    assert not any(tile.note for tile in tiles)
    assert all(tile.enabled and tile.picture and tile.subject for tile in tiles)
    assert not seen.subjects_alone


def test_all_subjects_may_be_looked_at_alone_and_back_closes_them(catalogue):
    seen = framed(kiosk(HOME), view(catalogue, registry=SOME, subjects_alone=True))
    assert seen.screen.subjects_alone
    assert seen.can_go_back


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
    attestation, card = shown(state, view(catalogue, registry=APART)).subjects
    assert not attestation.enabled
    assert reason in attestation.reason
    assert card.enabled
    assert chosen(APART, state, 0, TODAY, never) is None
    assert isinstance(chosen(APART, state, 1, TODAY, never), GroupChosen)


@pytest.mark.parametrize("link", [Link.OFFLINE, Link.CLOCK_WRONG])
def test_what_waits_for_the_network_is_marked_and_can_be_had(catalogue, link):
    state = kiosk(HOME, link=link)
    seen = framed(state, view(catalogue, registry=SOME))
    marked = {tile.label: tile.note for tile in seen.screen.favourites}
    assert marked == {
        "Attestation par courrier": "Envoyée plus tard",
        "Carte européenne": "Envoyée plus tard",
        "Changer d’adresse": "Envoyée plus tard",
        "Lire ma carte": "",
    }
    assert all(tile.enabled for tile in (*seen.screen.favourites, *seen.screen.subjects))


def test_within_a_group_each_service_has_its_own_mark(catalogue):
    state = kiosk(Home(visit(ALONE), Group.CARD), link=Link.OFFLINE)
    ordered, read, damaged = shown(state, view(catalogue, registry=SOME)).tiles
    assert (read.note, damaged.note, ordered.note) == ("", *["Envoyée plus tard"] * 2)


@pytest.mark.parametrize("fault", [Fault.QUEUE, Fault.GATEWAY])
def test_what_cannot_be_recorded_is_not_offered_and_says_why(catalogue, fault):
    state = kiosk(Home(visit(ALONE), Group.REQUESTS), fault, link=Link.OFFLINE)
    for tile in shown(state, view(catalogue, registry=SOME)).tiles:
        assert not tile.enabled
        assert tile.reason == "La borne n’enregistre rien"
    assert chosen(SOME, state, 0, TODAY, never) is None


@pytest.mark.parametrize(
    ("faults", "link", "said"),
    [
        ((), Link.OFFLINE, "banner.later"),
        ((Fault.QUEUE,), Link.OFFLINE, "banner.network"),
        ((Fault.GATEWAY,), Link.ONLINE, "banner.network"),
        ((Fault.QUEUE,), Link.ONLINE, "banner.queue"),
        ((Fault.QUEUE, Fault.PRINTER), Link.ONLINE, "banner.queue"),
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
    (tile,) = shown(state, view(catalogue, registry=TWO)).subjects
    assert tile.enabled
    assert tile.reason == ""


def test_a_group_of_several_shows_its_services_and_the_way_back(catalogue):
    state = kiosk(Home(visit(ALONE), Group.CARD), link=Link.OFFLINE)
    seen = framed(state, view(catalogue, registry=TWO))
    assert seen.screen.title == "Que faire pour votre carte\u00a0?"
    assert [tile.enabled for tile in seen.screen.tiles] == [False, True]
    assert seen.can_go_back
    assert chosen(TWO, state, 0, TODAY, never) is None
    assert state.stamp is not None
    assert chosen(TWO, state, 1, TODAY, never) == ServiceChosen(
        state.stamp, ServiceId("lire_ma_carte"), TODAY
    )


@pytest.mark.parametrize("index", [-1, 9, 99])
def test_a_touch_beside_the_tiles_is_nothing(catalogue, index):
    assert chosen(SOME, kiosk(HOME), index, TODAY, never) is None
    assert chosen(TWO, kiosk(Home(visit(ALONE), Group.CARD)), index, TODAY, never) is None


def test_without_a_card_there_is_what_is_open_to_all(catalogue):
    state = kiosk(Home(Visit(SESSION, None)))
    seen = framed(state, view(catalogue, registry=SOME))
    assert [(tile.label, tile.detail) for tile in seen.screen.subjects] == [
        ("Carte Vitale", "2\u00a0démarches"),
        ("Aide et infos", "3\u00a0démarches"),
        ("Mes données", "Vos droits"),
    ]
    assert seen.screen.favourites == ()
    assert seen.screen.subjects_alone
    assert seen.screen.lines == ("Un agent peut aussi vous aider sans votre carte.",)
    assert seen.header.greeting_name == ""
    assert state.stamp is not None
    assert chosen(SOME, state, 1, TODAY, never) == GroupChosen(
        state.stamp, Group.INFORMATION, TODAY
    )


def test_there_is_nothing_to_choose_without_a_session(catalogue):
    assert chosen(SOME, kiosk(Attract()), 0, TODAY, never) is None
