"""What every source of rights must keep to. A caisse's own source is tested by a class that
inherits from this one and says which source, and which cards of it open."""

from dataclasses import replace

import pytest

from central.rights.identifying import CUT_FROM, bears_names
from central.rights.people import CardIdentity
from central.rights.source import Identified, Opposed, RightsSource, UnknownPerson


class SourceContract:
    @pytest.fixture
    def source(self) -> RightsSource:
        raise NotImplementedError

    @pytest.fixture
    def cards(self) -> list[CardIdentity]:
        """Cards as their holders' carte Vitale bears them, an opposed one among them."""
        raise NotImplementedError

    def test_each_card_names_its_holder(
        self, source: RightsSource, cards: list[CardIdentity]
    ) -> None:
        found = [source.identify(card) for card in cards]
        assert all(isinstance(each, Identified | Opposed) for each in found)
        assert any(isinstance(each, Opposed) for each in found)
        for card, each in zip(cards, found, strict=True):
            if isinstance(each, Identified):
                assert each.person.id.birth_date == card.birth_date
                assert bears_names(card, each.person)

    @pytest.mark.parametrize("wrong", ["family_name", "given_name"])
    def test_with_a_wrong_name_number_and_birth_date_open_nothing(
        self, source: RightsSource, cards: list[CardIdentity], wrong: str
    ) -> None:
        for card in cards:
            for name in ("", "?", "SOMEBODY ELSE", getattr(card, wrong)[:2] or "X"):
                if name != getattr(card, wrong):
                    other = replace(card, **{wrong: name})
                    assert isinstance(source.identify(other), UnknownPerson)

    def test_case_accents_and_hyphens_make_no_other_person(
        self, source: RightsSource, cards: list[CardIdentity]
    ) -> None:
        for card in cards:
            plain = replace(
                card,
                family_name=card.family_name.upper().replace("-", " "),
                given_name=card.given_name.upper().replace("-", " "),
            )
            assert source.identify(plain) == source.identify(card)

    def test_a_name_cut_to_the_length_of_the_cards_field_is_still_the_name(
        self, source: RightsSource, cards: list[CardIdentity]
    ) -> None:
        cut = [
            (card, replace(card, family_name=card.family_name[:30]))
            for card in cards
            if sum(map(str.isalpha, card.family_name[:30])) >= CUT_FROM
        ]
        assert cut
        for whole, short in cut:
            assert source.identify(short) == source.identify(whole)
