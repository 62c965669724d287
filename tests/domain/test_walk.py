"""The walk that the proofs rest on finds what there is, wherever it stands."""

import pytest

from kiosk.domain.identity import Holder
from tests.domain.people import ALONE, nir
from tests.domain.walk import everything_in, personal_in, texts_in
from tests.services.visits import at_confirm, at_home, printing


def test_finds_the_holder_and_every_name_in_a_visit() -> None:
    visit = at_home()
    assert {"Holder", "Nir", "Insured"} <= set(personal_in(visit.now))
    assert {ALONE.family_name, ALONE.nir.value} <= set(texts_in(visit.now))


def test_finds_what_stands_in_the_log_and_in_the_effects() -> None:
    assert "Droits" in personal_in(at_confirm().now)
    visit = printing()
    assert {"Attestation", "Assure"} <= set(personal_in(visit.last))


def test_refuses_what_could_hide_something() -> None:
    with pytest.raises(TypeError, match="function"):
        list(everything_in((1, lambda: ALONE)))


def test_finds_what_hides_beside_the_fields() -> None:
    visit = at_confirm()
    step = visit.in_service.log[-1][0]
    planted = Holder("CACHE", "", "19850314", "FR", nir("1850375999001"))
    object.__setattr__(step, "_aside", planted)
    assert "CACHE" in texts_in(visit.now)
