"""What people ask for, between kiosks and centrals of different ages."""

import pytest

from tests.demandes import oldest
from wire.codec import Codec
from wire.demandes.card_opposition import CardOpposition
from wire.demandes.kinds import KINDS, Demande

DEMANDE = Codec[Demande](Demande)
WHO = {"nir": "185037599900118", "birth_date": "19850315"}
DATED = {"kind": "card_opposition", "applicant": WHO, "circumstance": "lost", "lost_on": "20261120"}
UNDATED = {name: said for name, said in DATED.items() if name != "lost_on"}


def test_a_lost_card_without_its_day_is_read_as_older_kiosks_send_it() -> None:
    demande = DEMANDE.of_plain(UNDATED)
    assert demande.version == 1


def test_a_central_that_does_not_know_the_day_is_not_given_it_as_of_its_own_version() -> None:
    assert DEMANDE.of_plain(DATED).version == CardOpposition.newest_version == 2


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_no_new_field_is_taken_by_an_older_central(kind: str) -> None:
    asked = {"kind": kind, "applicant": WHO, **oldest(kind)}
    assert DEMANDE.of_plain(asked).version == 1


def test_a_lost_card_goes_up_before_all_else() -> None:
    assert all(
        KINDS["card_opposition"].priority < each.priority
        for kind, each in KINDS.items()
        if kind != "card_opposition"
    )
