"""The seeded people: consistent with the cards, with the numbers nobody has, and with the store."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from central.rights.people import CardIdentity
from central.rights.seeded import parse, seeded_source
from central.rights.source import Identified, RightsSource
from tests.central.source_contract import SourceContract
from tests.central.store.migrating import differences
from tests.central.world import PEOPLE, World

_CARDS = Path(__file__).parents[3] / "devdock" / "people"
_SHARED = ("family_name", "given_name", "birth_date", "birth_rank", "nir")


def test_everybody_with_a_card_has_rights_under_the_same_identity() -> None:
    files = [tomllib.loads(file.read_text(encoding="utf-8")) for file in _CARDS.glob("*.toml")]
    holders = [holder for file in files for holder in file["people"]]
    assert len(holders) > 40
    for holder in holders:
        person = PEOPLE[holder["slug"]]
        assert [getattr(person, name) for name in _SHARED] == [holder[name] for name in _SHARED]


def test_every_holder_of_a_card_is_identified_by_what_the_card_says() -> None:
    source = seeded_source()
    for person in PEOPLE.values():
        if person.opposed:
            continue
        card = CardIdentity(person.nir, person.birth_date, person.family_name, person.given_name)
        found = source.identify(card)
        assert isinstance(found, Identified)
        assert found.person.id == person.id


def test_codes_are_their_own_and_no_birth_dates() -> None:
    codes = [person.code for person in PEOPLE.values() if person.code is not None]
    assert len(codes) == len(set(codes))
    for person in PEOPLE.values():
        if person.code is not None:
            assert 4 <= len(person.code) <= 16
            day_first = person.birth_date[6:] + person.birth_date[4:6] + person.birth_date[:4]
            assert person.code not in person.birth_date
            assert person.code not in day_first


def test_phones_are_of_the_range_for_fiction() -> None:
    phones = [person.phone for person in PEOPLE.values() if person.phone is not None]
    assert len(phones) == len(set(phones))
    assert all(phone.startswith("+3363998") and len(phone) == 12 for phone in phones)


def test_same_question_same_answer() -> None:
    day = date(2026, 11, 22)
    for person in PEOPLE.values():
        assert seeded_source().dossier(person.id, day) == seeded_source().dossier(person.id, day)


def test_a_reference_that_leads_nowhere_is_refused() -> None:
    camille = {
        "slug": "a", "family_name": "A", "given_name": "B", "birth_date": "19850315",
        "nir": PEOPLE["camille-martin"].nir, "caisse": "nowhere",
    }  # fmt: skip
    with pytest.raises(ValueError, match="no such caisse"):
        parse({"caisses": {}, "people": [camille]})


def test_migrations_and_models_agree(world: World) -> None:
    found = differences(world.container.engine)
    seeded_copies = {"seeded_kiosks", "seeded_accounts", "seeded_audit_head"}
    assert [d for d in found if getattr(d[1], "name", None) not in seeded_copies] == []


class TestSeededSource(SourceContract):
    @pytest.fixture
    def source(self) -> RightsSource:
        return seeded_source()

    @pytest.fixture
    def cards(self) -> list[CardIdentity]:
        return [
            CardIdentity(person.nir, person.birth_date, person.family_name, person.given_name)
            for person in PEOPLE.values()
        ]
