"""Where people may go whom this kiosk cannot serve."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.faults import Fault, Link
from kiosk.domain.states import OutOfService
from kiosk.ui.present.nearest import BELIEVED
from kiosk.ui.present.parts import OptionView
from tests.ui.places import DEMO_PLACE, WEEK
from tests.ui.views import kiosk, shown, view
from wire.nearest import KnownNearest, NearestKiosk, PublicAddress
from wire.opening_hours import OpeningHours

NEXT = NearestKiosk(
    "Agence des Tilleuls", PublicAddress("12 rue des Tilleuls", "99000", "Ville"), 1_240, WEEK
)
SUNDAYS = replace(
    NEXT, name="Agence du Marché", distance_m=3_000, hours=OpeningHours(sunday=("08:00-12:00",))
)


AGENCY_SAYS = OptionView("Une autre borne est à l’accueil.", icon="pin")


def seen(catalogue, *kiosks, age=timedelta(0), link=Link.ONLINE, language="fr"):
    now = view(catalogue, language)
    known = KnownNearest("0" * 16, now.now - age, kiosks)
    state = replace(kiosk(OutOfService(), Fault.READER_ABSENT, link=link), nearest=known)
    return shown(state, now)


def test_the_next_kiosk_takes_the_place_of_what_the_agency_says(catalogue) -> None:
    screen = seen(catalogue, NEXT)
    assert screen.nearest_title == "La borne la plus proche"
    place, when = screen.nearest
    assert place.label == "Agence des Tilleuls, à 1,2\u00a0km"
    assert place.detail == "12 rue des Tilleuls, 99000\u00a0Ville"
    assert (when.label, when.detail) == ("Fermé aujourd’hui", "Ouvre demain à 8\u00a0h\u00a030")


def test_one_that_is_open_now_comes_before_a_nearer_one_that_is_not(catalogue) -> None:
    place, when = seen(catalogue, NEXT, SUNDAYS).nearest
    assert place.label == "Agence du Marché, à 3\u00a0km"
    assert when.label == "Ouvert jusqu’à 12\u00a0h\u00a000"


def test_of_the_other_one_here_the_agency_says_where_it_stands(catalogue) -> None:
    (place,) = seen(catalogue, replace(NEXT, here=True), SUNDAYS).nearest
    assert place.label == "L’autre borne de cette agence"
    assert place.detail == "Une autre borne est à l’accueil."


@pytest.mark.parametrize("age", [BELIEVED, 30 * BELIEVED, -BELIEVED])
def test_what_was_heard_too_long_ago_is_not_said(catalogue, age) -> None:
    assert seen(catalogue, NEXT, age=age).nearest == (AGENCY_SAYS,)


@pytest.mark.parametrize("age", [BELIEVED - timedelta(seconds=1), -timedelta(hours=7)])
def test_over_a_weekend_without_a_network_it_is(catalogue, age) -> None:
    assert seen(catalogue, NEXT, age=age).nearest


def test_where_none_is_known_the_agency_says_where_to_go(catalogue) -> None:
    never_told = kiosk(OutOfService(), Fault.READER_ABSENT)
    for screen in (seen(catalogue), shown(never_told, view(catalogue))):
        assert screen.nearest_title == "La borne la plus proche"
        assert screen.nearest == (AGENCY_SAYS,)


def test_nothing_is_said_where_the_agency_says_nothing(catalogue) -> None:
    silent = view(catalogue, place=replace(DEMO_PLACE, other_kiosk={}))
    screen = shown(kiosk(OutOfService(), Fault.READER_ABSENT), silent)
    assert (screen.nearest_title, screen.nearest) == ("", ())


def test_a_kiosk_whose_clock_is_wrong_says_nothing_of_hours(catalogue) -> None:
    (place,) = seen(catalogue, NEXT, SUNDAYS, link=Link.CLOCK_WRONG).nearest
    assert place.label.startswith("Agence des Tilleuls")


@pytest.mark.parametrize(
    ("metres", "french", "english"),
    [
        (None, "", ""),
        (0, ", à 50_m", ", 50_m away"),
        (374, ", à 350_m", ", 350_m away"),
        (960, ", à 950_m", ", 950_m away"),
        (980, ", à 1_km", ", 1_km away"),
        (1_000, ", à 1_km", ", 1_km away"),
        (1_240, ", à 1,2_km", ", 1.2_km away"),
        (9_940, ", à 9,9_km", ", 9.9_km away"),
        (9_960, ", à 10_km", ", 10_km away"),
        (23_800, ", à 24_km", ", 24_km away"),
    ],
)
def test_a_distance_is_as_exact_as_it_helps(catalogue, metres, french, english) -> None:
    for language, said in (("fr", french), ("en", english)):
        screen = seen(catalogue, replace(NEXT, distance_m=metres), language=language)
        assert screen.nearest[0].label == "Agence des Tilleuls" + said.replace("_", "\u00a0")


def test_a_name_that_never_ends_does(catalogue) -> None:
    (place, _) = seen(catalogue, replace(NEXT, name="Maison " * 17, distance_m=None)).nearest
    assert len(place.label) <= 48
    assert place.label.endswith("Maison…")
