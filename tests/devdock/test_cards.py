"""The fictitious people and their cards hold together."""

import pytest
from stdnum.fr import nir as nir_rules

from devdock.cards.people import cards, people
from kiosk.domain.card import CardRead
from kiosk.hardware.pcsc.holders import holders_of


def test_numbers_are_nobodys_valid_and_unique():
    numbers = [person.holder.nir.value for person in people().values()]
    assert len(set(numbers)) == len(numbers)
    assert all(nir_rules.is_valid(number) for number in numbers)
    # The overseas department takes a digit from the commune.
    assert all("999" in number[5:10] or number[5:8] == "974" for number in numbers)


def test_every_holder_on_a_card_is_somebody():
    everybody = people()
    assert all(slug in everybody for person in everybody.values() for slug in person.card)


@pytest.mark.parametrize("slug", [slug for slug, person in people().items() if person.card])
def test_each_persons_card_names_its_holders_in_order(slug):
    profile = cards()[slug].profile
    everybody = people()
    expected = CardRead(tuple(everybody[s].holder for s in everybody[slug].card))
    assert holders_of(profile.identities, profile.numbers) == expected


def test_one_card_has_nineteen_holders_and_one_person_a_single_name():
    assert len(people()["nadia-benali"].card) == 19
    assert people()["zalmai"].holder.given_name == ""


def test_a_card_does_not_print_its_holder():
    assert "MARTIN" not in repr(cards()["camille-martin"]) + repr(people()["camille-martin"])
