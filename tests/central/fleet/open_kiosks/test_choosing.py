"""Which kiosks are near: by distance, else by postcode."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.fleet.open_kiosks.choosing import TOO_FAR_M, distance_m, nearest_to
from central.fleet.open_kiosks.directory import (
    KioskDirectory,
    OpenPlace,
    PlaceState,
    PublicDirectory,
    StandsIn,
)
from central.fleet.open_kiosks.telling import PlaceTold
from tests.central.fleet.open_kiosks.places import CENTRE, HILL, LIMES, MARKET, UNMEASURED
from wire.nearest import MOST_NEAREST, Coordinates, NearestKiosk, PublicAddress

LYON, MARSEILLE = Coordinates("45.7640", "4.8357"), Coordinates("43.2965", "5.3698")


def near(
    *places: PlaceTold,
    own: PlaceTold | None = CENTRE,
    here: bool = False,
    state: PlaceState = "in_service",
) -> tuple[NearestKiosk, ...]:
    stands = StandsIn(None if own is None else 0, here)
    kiosks = KioskDirectory(() if own is None else (replace(own, hours=None),), {"k": stands})
    public = PublicDirectory(tuple(OpenPlace(each, state) for each in places))
    answer = nearest_to("k", kiosks, public)
    assert answer.kiosks is not None
    return answer.kiosks


def names(found: tuple[NearestKiosk, ...]) -> list[str]:
    return [each.name for each in found]


def test_lyon_and_marseille_are_as_far_apart_as_they_are() -> None:
    assert distance_m(LYON, MARSEILLE) == pytest.approx(277_500, rel=0.005)
    assert distance_m(LYON, LYON) == 0


DEGREES = st.builds(
    lambda lat, lon: Coordinates(f"{lat:.6f}", f"{lon:.6f}"),
    st.floats(-90, 90),
    st.floats(-180, 180),
)


@given(DEGREES, DEGREES, DEGREES)
def test_a_distance_is_one(a: Coordinates, b: Coordinates, c: Coordinates) -> None:
    assert 0 <= distance_m(a, b) <= 20_015_200
    assert distance_m(a, b) == pytest.approx(distance_m(b, a), abs=0.01)
    assert distance_m(a, c) <= distance_m(a, b) + distance_m(b, c) + 1


def test_the_nearest_comes_first_and_never_the_place_itself() -> None:
    found = near(HILL, LIMES, CENTRE)
    assert names(found) == ["Agence des Tilleuls", "Agence de la Colline"]
    assert [each.distance_m for each in found] == [1_112, 44_478]
    assert found[0].hours == LIMES.hours


@pytest.mark.parametrize("state", ["out_of_service", "unknown"])
def test_nobody_is_sent_where_nobody_serves(state: PlaceState) -> None:
    assert near(LIMES, state=state) == ()


def test_nobody_is_sent_too_far() -> None:
    far = replace(LIMES, coordinates=MARSEILLE)
    assert distance_m(LYON, MARSEILLE) > TOO_FAR_M
    assert near(far) == ()


def test_without_coordinates_the_postcode_says_what_is_near() -> None:
    unmeasured = [replace(each, coordinates=None) for each in (HILL, MARKET, LIMES)]
    found = near(*unmeasured, own=replace(CENTRE, coordinates=None, address=MARKET.address))
    assert names(found) == ["Agence du Marché", "Agence des Tilleuls", "Agence de la Colline"]
    assert {each.distance_m for each in found} == {None}


@pytest.mark.parametrize(
    ("own", "other", "seen"),
    [
        ("69003", "69100", True),
        ("69003", "38000", False),
        ("97400", "97434", True),
        ("97400", "97100", False),
    ],
)
def test_another_departement_is_not_near_nor_another_island(own, other, seen) -> None:
    here = replace(CENTRE, coordinates=None, address=replace(CENTRE.address, postcode=own))
    there = replace(UNMEASURED, address=PublicAddress("5 rue Basse", other, "Marché"))
    assert bool(near(there, own=here)) == seen


def test_what_is_measured_comes_before_what_is_not() -> None:
    assert names(near(UNMEASURED, HILL)) == ["Agence de la Colline", "Agence du Marché"]


def test_the_other_one_of_the_agency_is_the_nearest() -> None:
    first, second = near(LIMES, CENTRE, here=True)
    assert (first.here, first.name, first.distance_m) == (True, "Agence du Centre", None)
    assert not second.here
    assert near(LIMES, own=None, here=True) == (NearestKiosk("", here=True),)
    assert near(LIMES, own=None) == ()


def test_three_are_enough() -> None:
    many = [replace(LIMES, name=f"Agence {n}") for n in range(9)]
    assert len(near(*many, here=True)) == MOST_NEAREST


def test_a_kiosk_that_is_not_in_use_has_no_neighbours() -> None:
    public = PublicDirectory((OpenPlace(LIMES, "in_service"),))
    assert nearest_to("stranger", KioskDirectory(), public).kiosks == ()
