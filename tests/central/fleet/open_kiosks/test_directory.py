"""Which places there are, how each stands, and nothing of a kiosk."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.fleet.open_kiosks.directory import (
    MOST_PLACES,
    PublicDirectory,
    directory,
    services_of,
)
from central.fleet.open_kiosks.telling import PlaceTold, ToldOfKiosk
from central.fleet.roster import Known
from shared_runtime.messages.loading import shipped
from tests.central.fleet.open_kiosks.places import (
    CENTRE,
    HILL,
    LIMES,
    UNMEASURED,
    WEEK,
    known,
    told,
)
from tests.central.reports import PAPER_OUT
from tests.central.world import MORNING
from tests.demarches import ATTESTATION
from wire.codec import codec_of
from wire.health import HealthCode, Part, check_of

SERVICES = frozenset({"attestation_de_droits", "adresse", "ij"})
NO_READER = check_of(Part.READER, HealthCode.READER_ABSENT)
DARK = check_of(Part.SCREEN, HealthCode.SCREEN_SILENT)
HOURS, DAYS = timedelta(hours=1), timedelta(days=1)


def made(*kiosks: tuple[Known, ToldOfKiosk], withdrawn: tuple[str, ...] = ()):
    fleet = [each for each, _ in kiosks]
    says = {each.kiosk: told for each, told in kiosks}
    return directory(fleet, frozenset(withdrawn), says, SERVICES, MORNING)


def states(*kiosks: tuple[Known, ToldOfKiosk], withdrawn: tuple[str, ...] = ()) -> list[str]:
    return [each.state for each in made(*kiosks, withdrawn=withdrawn)[0].places]


@pytest.mark.parametrize(
    ("kiosk", "state"),
    [
        (known("k"), ["in_service"]),
        (known("k", "", PAPER_OUT), ["in_service"]),
        (known("k", "", NO_READER), ["out_of_service"]),
        (known("k", "", DARK), ["out_of_service"]),
        (known("k", silent=15 * HOURS / 60), ["in_service"]),
        (known("k", silent=16 * HOURS / 60), ["unknown"]),
        (known("k", silent=30 * DAYS), ["unknown"]),
        (known("k", silent=31 * DAYS), []),
        (Known("", "k", None), []),
    ],
)
def test_a_place_stands_as_its_kiosk_does(kiosk: Known, state: list[str]) -> None:
    assert states((kiosk, told(CENTRE))) == state


def test_a_kiosk_that_tells_nothing_of_itself_is_unknown() -> None:
    silent = known("k")
    assert silent.status is not None
    mute = replace(silent, status=replace(silent.status, report=None))
    assert states((mute, told(CENTRE))) == ["unknown"]


def test_a_command_takes_a_kiosk_out() -> None:
    assert states((known("k"), told(CENTRE)), withdrawn=("k",)) == ["out_of_service"]


def test_a_place_serves_as_long_as_one_of_its_kiosks_does() -> None:
    here = told(CENTRE)
    out, silent = known("b", "", NO_READER), known("c", silent=HOURS)
    assert states((known("a"), here), (out, here), (silent, here)) == ["in_service"]
    assert states((out, here), (silent, here)) == ["unknown"]
    assert states((out, here)) == ["out_of_service"]


def test_only_what_has_an_address_and_is_for_everybody_is_listed() -> None:
    assert states((known("a"), told(None)), (known("b"), told(CENTRE, public=False))) == []
    assert states((known("a"), told(CENTRE, public=False)), (known("b"), told(CENTRE))) == [
        "in_service"
    ]


def test_services_are_those_that_one_of_them_offers() -> None:
    kiosks = (known("a"), told(CENTRE, withheld=("ij",))), (known("b"), told(CENTRE))
    assert made(*kiosks)[0].places[0].services == ("adresse", "attestation_de_droits", "ij")
    alone = made(kiosks[0])[0].places[0].services
    assert alone == ("adresse", "attestation_de_droits")


def test_every_service_of_the_kiosk_has_a_name_here() -> None:
    assert ATTESTATION in services_of(shipped())
    assert all("." not in each for each in services_of(shipped()))


def test_exceptions_of_the_past_and_of_next_year_are_left_out() -> None:
    days = {date(2026, 1, 1): (), date(2026, 12, 25): (), date(2027, 12, 25): ()}
    place = replace(CENTRE, hours=replace(WEEK, exceptions=days))
    hours = made((known("a"), told(place)))[0].places[0].told.hours
    assert hours is not None
    assert set(hours.exceptions) == {date(2026, 12, 25)}


def test_another_kiosk_of_the_agency_counts_where_it_serves() -> None:
    here = told(CENTRE)
    _, kiosks = made(
        (known("a", "centre"), here),
        (known("b", "centre", NO_READER), here),
        (known("c", "colline"), told(HILL)),
        (known("d"), here),
        (known("e"), told(None)),
    )
    found = {each: stands.here for each, stands in kiosks.kiosks.items()}
    assert found == {"a": False, "b": True, "c": False, "d": False, "e": False}
    assert kiosks.kiosks["e"].place is None


def test_there_is_an_end_to_it() -> None:
    kiosks = [
        (known(f"k{n}"), told(replace(CENTRE, name=f"Agence {n}"))) for n in range(MOST_PLACES + 5)
    ]
    assert len(made(*kiosks)[0].places) == MOST_PLACES


PLACES = st.sampled_from([CENTRE, LIMES, HILL, UNMEASURED, None])
NAMES = st.text("abcdefgh0123456789-", min_size=9, max_size=20).map("KIOSK-".__add__)


@given(
    st.dictionaries(
        NAMES,
        st.tuples(NAMES, st.sampled_from([CENTRE, LIMES, HILL, UNMEASURED, None])),
        max_size=8,
    )
)
def test_what_everybody_is_told_holds_no_kiosk_no_site_and_no_number_of_them(
    fleet: dict[str, tuple[str, PlaceTold | None]],
) -> None:
    kiosks = [(known(name, site), told(place)) for name, (site, place) in fleet.items()]
    public, for_kiosks = made(*kiosks)
    text = codec_of(PublicDirectory).write(public).decode()
    assert "KIOSK-" not in text
    assert len(public.places) == len(
        {id(place) for _, place in fleet.values() if place is not None}
    )
    assert set(for_kiosks.kiosks) == set(fleet)
    # Twice as many kiosks in the same places say the same.
    more = [(replace(each, kiosk=each.kiosk + "-2"), says) for each, says in kiosks]
    assert made(*kiosks, *more)[0] == public
