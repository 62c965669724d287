"""The fleet by département: each kiosk in one, or in none where nobody says where it stands."""

import pytest

from central.fleet.configuration.drafts import approve, write_draft
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.departements import DEPARTEMENTS, departement_of
from central.store.database import transaction
from tests.central.dashboard.console import Console, somebody
from tests.central.dashboard.fleet import add_kiosk_row
from tests.central.fleet.configurations import AUTHOR, SECOND
from tests.central.reports import PAPER_OUT
from tests.central.world import MORNING


def test_the_fleet_by_departement_leads_to_its_kiosks(console: Console, engine, clock) -> None:
    add_kiosk_row(engine, "k1", PAPER_OUT, name="À Vannes", site="56000-vannes", tags=("nord",))
    add_kiosk_row(engine, "k2", name="Nulle part", site="131")
    add_kiosk_row(engine, "k3", name="En Corse", site="ajaccio")
    add_kiosk_row(engine, "k4", name="Là-bas", site="97200 fort")
    address = {"street": "1 rue <b>", "postcode": "20090", "town": "Ajaccio"}
    with transaction(engine) as db:
        layer = ConfigurationLayer.parse("agency:ajaccio")
        draft = write_draft(db, MORNING, AUTHOR, layer, {"address": address})
        approve(db, MORNING, SECOND, draft)
    text = console.get("/departements").text
    for code, name in (("56", "À Vannes"), ("2A", "En Corse"), ("972", "Là-bas")):
        assert f'href="/kiosks?dept={code}&amp;sort=state"' in text
        listed = console.get(f"/kiosks?dept={code}").text
        assert name in listed
        assert 'role="status">1 borne ' in listed
    assert "Morbihan, " in text
    assert "au pire" in text
    assert "Sans adresse connue" in text
    assert "Nulle part" in console.get("/kiosks?dept=none").text
    assert "En Corse" in console.get("/kiosks.csv?dept=2A").text
    for unknown in ("75", "20", "<b>", "x" * 90):
        assert "Aucune borne ne correspond" in console.get("/kiosks", params={"dept": unknown}).text
    own = somebody("reader tag:nord")
    assert "dept=2A" not in console.get("/departements", own).text
    assert "Aucune borne" in console.get("/departements", somebody("reader agency:x")).text


@pytest.mark.any_store
def test_a_postcode_is_of_its_departement() -> None:
    assert len(DEPARTEMENTS) == 101
    places = {(each.row, each.column) for each in DEPARTEMENTS.values()}
    assert len(places) == 101
    told = {
        "56000": "56",
        "05100": "05",
        "20090": "2A",
        "20290": "2B",
        "97410": "974",
        "97600": "976",
    }
    for postcode, code in told.items():
        found = departement_of(postcode)
        assert found is not None
        assert found.code == code
    for none in ("", "00000", "97500", "98800", "99999", "x"):
        assert departement_of(none) is None
