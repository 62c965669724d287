"""What people ask for, between kiosks and centrals of different ages."""

import pytest

from wire.demandes import DEMANDE, SCHEMA_VERSION, schema_version

WHO = {"nir": "185037599900118", "birth_date": "19850315"}
DATED = {"kind": "card_opposition", "applicant": WHO, "circumstance": "lost", "lost_on": "20261120"}
UNDATED = {name: said for name, said in DATED.items() if name != "lost_on"}


def test_a_lost_card_without_its_day_is_read_as_older_kiosks_send_it() -> None:
    demande = DEMANDE.validate_python(UNDATED)
    assert schema_version(demande) == 1


def test_a_central_that_does_not_know_the_day_is_not_given_it_as_of_its_own_version() -> None:
    assert schema_version(DEMANDE.validate_python(DATED)) == SCHEMA_VERSION == 2


@pytest.mark.parametrize("kind", ["attestation_by_post", "card_damaged", "ceam"])
def test_what_has_no_new_field_is_taken_by_an_older_central(kind: str) -> None:
    assert schema_version(DEMANDE.validate_python({"kind": kind, "applicant": WHO})) == 1
