"""Rights as the logged-in person may see them."""

from datetime import date, timedelta

import pytest

from tests.central.world import MORNING, PEOPLE, Kiosk, World

pytestmark = pytest.mark.any_store

TODAY = MORNING.date()


def amo_end(beneficiaire) -> str:
    return str(beneficiaire["contrats"][0]["periodes_droits"][0]["date_fin"])


def names(droits) -> set[str]:
    return {child["prenom"] for child in droits["ayants_droit"]}


def test_children_under_16_and_not_the_one_of_17(kiosk: Kiosk) -> None:
    assert any(d.slug == "thomas-martin" for d in PEOPLE["camille-martin"].dependants)
    kiosk.log_in("camille-martin")
    assert names(kiosk.rights()) == {"Louise", "Noah"}


def test_child_leaves_the_parents_view_on_the_sixteenth_birthday(world: World) -> None:
    world.clock.turn(days=(date(2027, 2, 4) - TODAY).days)
    world.kiosk.log_in("sophie-leroy")
    assert "Adam" in names(world.kiosk.rights())
    world.clock.turn(days=1)
    world.kiosk.log_in("sophie-leroy")
    assert names(world.kiosk.rights()) == {"Emma", "Jules"}


def test_midnight_is_the_caisses(world: World) -> None:
    world.clock.turn(days=(date(2027, 2, 4) - TODAY).days, hours=13, minutes=45)
    assert world.clock.now().date() == date(2027, 2, 4)
    world.kiosk.log_in("sophie-leroy")
    assert "Adam" not in names(world.kiosk.rights())


def test_spouse_is_not_shown(kiosk: Kiosk) -> None:
    kiosk.log_in("sophie-leroy")
    assert names(kiosk.rights()) == {"Adam", "Emma", "Jules"}


def test_separated_parents_both_see_the_child(kiosk: Kiosk) -> None:
    for parent in ("julie-fontaine", "marc-girard"):
        kiosk.log_in(parent)
        assert names(kiosk.rights()) == {"Tom"}


def test_twins_differ_by_birth_rank(kiosk: Kiosk) -> None:
    kiosk.log_in("lucie-rossi")
    twins = kiosk.rights()["ayants_droit"]
    assert {(twin["prenom"], twin["rang_naissance"]) for twin in twins} == {("Noé", 1), ("Mia", 2)}
    assert len({twin["reference"] for twin in twins}) == 2


def test_nineteen_on_one_card(kiosk: Kiosk) -> None:
    kiosk.log_in("nadia-benali")
    assert len(kiosk.rights()["ayants_droit"]) == 17


def test_rights_that_ended_yesterday_are_past_and_not_told(kiosk: Kiosk) -> None:
    kiosk.log_in("david-vincent")
    assert kiosk.rights()["assure"]["contrats"] == []


def test_rights_that_end_in_ten_days(kiosk: Kiosk) -> None:
    kiosk.log_in("sarah-nguyen")
    assert amo_end(kiosk.rights()["assure"]) == (TODAY + timedelta(days=10)).isoformat()


def test_exemption_is_told_as_dates_alone(kiosk: Kiosk) -> None:
    kiosk.log_in("ange-santoni")
    assert set(kiosk.rights()["assure"]["exoneration"]) == {"date_debut", "date_fin"}


def test_c2s(world: World) -> None:
    world.kiosk.log_in("aicha-diallo")
    assert world.kiosk.rights()["assure"]["c2s"]["avec_participation"] is False


def test_a_single_name(kiosk: Kiosk) -> None:
    kiosk.log_in("zalmai")
    assure = kiosk.rights()["assure"]
    assert (assure["nom_famille"], assure["prenom"]) == ("ZALMAI", "")


def test_references_belong_to_one_session(kiosk: Kiosk) -> None:
    kiosk.log_in("camille-martin")
    first = kiosk.rights()["assure"]["reference"]
    kiosk.log_in("camille-martin")
    second = kiosk.rights()["assure"]["reference"]
    assert first != second
    response = kiosk.issue(first)
    assert response.status_code == 404
    assert response.json()["type"].endswith("beneficiary-unknown")


def test_answer_bears_no_nir(kiosk: Kiosk) -> None:
    kiosk.log_in("camille-martin")
    text = kiosk.call("GET", "/v1/rights").text
    assert not any(PEOPLE[slug].nir in text for slug in PEOPLE)
