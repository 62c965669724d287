"""Issuing: what stands on the paper, once for each action, the same each time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from central.rights.seeded import Days, SeededSource, seeded_source
from central.runtime.chance import SystemChance
from central.store.audit_models import AuditRow
from central.store.database import transaction
from central.store.models import PaperRow
from tests.central.rights.test_sessions import slug_of
from tests.central.world import PEOPLE, Kiosk, World
from wire.attestation import Attestation
from wire.codec import codec_of


def self_reference(kiosk: Kiosk, slug: str) -> str:
    kiosk.log_in(slug)
    return str(kiosk.rights()["assure"]["reference"])


def said(response) -> Any:
    """What the paper says: without references, which belong to one visit."""
    content = response.json()
    for person in content["beneficiaires"]:
        del person["reference"]
    return content


@pytest.mark.any_store
def test_complete_attestation(kiosk: Kiosk) -> None:
    response = kiosk.issue(self_reference(kiosk, "camille-martin"))
    paper = codec_of(Attestation).read(response.content)
    assert paper.emise_le == date(2026, 11, 22)
    assert paper.valable_jusqu_au == date(2027, 9, 18)
    assert paper.adresse_controle == (
        f"https://verifier.example/verifier?code={paper.code_controle}"
    )
    assert paper.assure.nir.value == PEOPLE["camille-martin"].nir
    assert paper.assure.adresse == ("12 rue de l’Exemple", "75011 PARIS")
    assert [b.prenom for b in paper.beneficiaires] == ["Camille", "Louise", "Noah"]


@pytest.mark.any_store
def test_minimal_attestation_has_neither_dependants_nor_extras(kiosk: Kiosk) -> None:
    for slug in ("camille-martin", "aicha-diallo", "ange-santoni"):
        paper = kiosk.issue(self_reference(kiosk, slug), "minimale").json()
        (alone,) = paper["beneficiaires"]
        assert (alone["c2s"], alone["exoneration"]) == (None, None)
        assert [c["nature_assurance"] for c in alone["contrats"]] == ["AMO"]


@pytest.mark.any_store
def test_attestation_of_a_child(kiosk: Kiosk) -> None:
    kiosk.log_in("camille-martin")
    noah = kiosk.rights()["ayants_droit"][1]
    paper = kiosk.issue(noah["reference"]).json()
    assert [b["prenom"] for b in paper["beneficiaires"]] == ["Noah"]
    assert paper["assure"]["prenom"] == "Camille"


def source_with(slug: str, **changes: Any) -> SeededSource:
    source = seeded_source()
    changed = PEOPLE[slug].model_copy(update=changes)
    return replace(source, people={**source.people, slug: changed})


@pytest.mark.any_store
def test_no_paper_outlives_the_rights_it_tells_of(kiosk: Kiosk) -> None:
    paper = kiosk.issue(self_reference(kiosk, "sarah-nguyen")).json()
    assert paper["valable_jusqu_au"] == "2026-12-02"


@pytest.mark.any_store
@pytest.mark.parametrize("end", [None, 2_000])
def test_validity_is_a_year_at_most(make_world, end: int | None) -> None:
    kiosk = make_world(
        source=source_with("camille-martin", rights=(Days(begin=-10, end=end),))
    ).kiosk
    paper = kiosk.issue(self_reference(kiosk, "camille-martin")).json()
    assert paper["valable_jusqu_au"] == "2027-11-22"
    assert paper["beneficiaires"][0]["contrats"][0]["periodes_droits"][0]["date_fin"] is None


@pytest.mark.any_store
def test_no_current_rights(kiosk: Kiosk) -> None:
    response = kiosk.issue(self_reference(kiosk, "david-vincent"))
    assert (response.status_code, slug_of(response)) == (409, "no-current-rights")


@pytest.mark.any_store
def test_level_c_gets_none(kiosk: Kiosk) -> None:
    kiosk.open("camille-martin")
    assert slug_of(kiosk.issue("anything")) == "level-too-low"


def test_same_action_gives_the_same_paper(kiosk: Kiosk) -> None:
    action = uuid4()
    reference = self_reference(kiosk, "camille-martin")
    first, second = (kiosk.issue(reference, action=action) for _ in range(2))
    assert first.status_code == second.status_code == 200
    assert first.json() == second.json()


def test_same_action_in_a_later_session_of_a_later_day_gives_the_same_paper(world: World) -> None:
    action = uuid4()
    first = world.kiosk.issue(self_reference(world.kiosk, "camille-martin"), action=action)
    world.clock.turn(days=3)
    again = world.kiosk.issue(self_reference(world.kiosk, "camille-martin"), action=action)
    assert said(first) == said(again)


@pytest.mark.parametrize("difference", ["version", "child", "person"])
def test_same_action_for_something_else_is_a_conflict(kiosk: Kiosk, difference: str) -> None:
    action = uuid4()
    kiosk.log_in("camille-martin")
    droits = kiosk.rights()
    reference = droits["assure"]["reference"]
    assert kiosk.issue(reference, action=action).status_code == 200
    match difference:
        case "version":
            response = kiosk.issue(reference, "minimale", action)
        case "child":
            response = kiosk.issue(droits["ayants_droit"][0]["reference"], action=action)
        case _:
            response = kiosk.issue(self_reference(kiosk, "sophie-leroy"), action=action)
    assert (response.status_code, slug_of(response)) == (409, "action-conflict")


def test_same_action_after_the_file_changed_is_a_conflict(make_world) -> None:
    action = uuid4()
    before = make_world()
    assert before.kiosk.issue(
        self_reference(before.kiosk, "camille-martin"), action=action
    ).is_success
    after = make_world(source=source_with("camille-martin", adresse=("elsewhere",)))
    response = after.kiosk.issue(self_reference(after.kiosk, "camille-martin"), action=action)
    assert slug_of(response) == "action-conflict"


def test_submitted_twice_at_once_is_issued_once(world: World) -> None:
    reference, action = self_reference(world.kiosk, "camille-martin"), uuid4()
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: world.kiosk.issue(reference, action=action), range(6)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    with transaction(world.container.engine) as db:
        assert db.scalar(select(func.count()).select_from(PaperRow)) == 1
        issues = select(AuditRow.person).where(AuditRow.outcome == "issued")
        told_of = db.scalars(issues).all()
        assert len(told_of) == len(set(told_of)) > 0


class RepeatingChance(SystemChance):
    """Gives the same twelve bytes for the first two check codes."""

    def __init__(self) -> None:
        self.codes = [b"twelve bytes", b"twelve bytes"]

    def bytes(self, count: int) -> bytes:
        if count == 12 and self.armed and self.codes:
            return self.codes.pop()
        return super().bytes(count)

    armed = False


def test_a_check_code_struck_twice_is_drawn_again(make_world) -> None:
    chance = RepeatingChance()
    kiosk = make_world(chance=chance).kiosk
    reference = self_reference(kiosk, "camille-martin")
    chance.armed = True
    codes = {kiosk.issue(reference).json()["code_controle"] for _ in range(2)}
    assert len(codes) == 2


@pytest.mark.any_store
@pytest.mark.parametrize(
    "body",
    [
        {"beneficiaire": "x", "version": "complete"},
        {"action": "no-uuid", "beneficiaire": "x", "version": "complete"},
        {"action": str(uuid4()), "beneficiaire": "a b", "version": "complete"},
        {"action": str(uuid4()), "beneficiaire": "x", "version": "other"},
        {"action": str(uuid4()), "beneficiaire": "x", "version": "complete", "more": 1},
    ],
)
def test_bad_requests_are_named(kiosk: Kiosk, body) -> None:
    kiosk.log_in("camille-martin")
    response = kiosk.call("POST", "/v1/attestations", body)
    assert slug_of(response) == "invalid-request"
    assert response.json()["errors"]
