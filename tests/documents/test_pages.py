"""What stands on which page: one for a usual family, and clean breaks for the others."""

from dataclasses import replace

import pytest

from kiosk.documents.attestation import render_attestation
from kiosk.documents.layout import Block, gap, paginate
from kiosk.documents.samples import FAMILY, PLACE, SAMPLES, periode, person
from tests.documents.reading import printed, texts
from wire.attestation import Attestation


def pages_of(attestation: Attestation) -> list[str]:
    return texts(render_attestation(attestation, PLACE).pdf)


def family_of(count: int, **kinds) -> Attestation:
    people = tuple(person("DURAND", f"Prénom{n}x", **kinds) for n in range(1, count + 1))
    return replace(FAMILY, beneficiaires=people)


@pytest.mark.parametrize(
    "name",
    [
        "family", "minimal", "situation", "c2s", "ended",
        "periods", "birth-dates", "mgen", "hosted",
    ],
)  # fmt: skip
def test_a_usual_family_has_one_page(name):
    assert len(pages_of(SAMPLES[name].paper)) == 1


@pytest.mark.parametrize("usage", [None, "LEFEBVRE"])
def test_six_people_have_one_page(usage):
    attestation = replace(family_of(6), assure=replace(FAMILY.assure, nom_usage=usage))
    assert len(pages_of(attestation)) == 1


def test_nineteen_people_go_on_to_a_second_page_under_the_same_headings():
    attestation = SAMPLES["nineteen"].paper
    first, second = pages_of(attestation)
    for page in (first, second):
        for heading in ("Bénéficiaire", "Né(e) le", "Rang", "Médecin traitant", "Droits"):
            assert heading in page
    assert "Bénéficiaires et droits (suite)" in second
    assert "(suite)" not in first
    assert "Page 1/2" in first
    assert "Page 2/2" in second
    for one in attestation.beneficiaires:
        assert f"{one.nom_famille} {one.prenom}" in first + second
    assert "1 85 03" not in second


@pytest.mark.parametrize("count", range(1, 41))
def test_wherever_the_table_breaks_nobody_is_lost_doubled_or_alone(count):
    pages = pages_of(family_of(count))
    on_page = [page.count("DURAND") for page in pages]
    assert sum(on_page) == count
    for number in range(1, count + 1):
        assert sum(page.count(f"Prénom{number}x") for page in pages) == 1
    if count >= 4:
        assert min(on_page) >= 2, on_page
    assert ["Vérifier cette attestation" in page for page in pages] == [
        False for _ in pages[:-1]
    ] + [True]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number}/{len(pages)}" in page
        assert "Édité à la borne n° 07, Agence du Centre" in page
        assert "CNIL" in page


@pytest.mark.parametrize("count", range(1, 20))
def test_the_check_block_and_the_foot_are_whole_and_in_their_place(count):
    everything = {
        "exoneration": periode("2025-05-01", "2028-04-30"),
        "periods": (periode("2024-01-01", "2026-11-30"),),
    }
    *_, last = printed(render_attestation(family_of(count, **everything), PLACE).pdf)
    check = next(line.top for line in last if line.text == "Vérifier cette attestation")
    address = next(line.bottom for line in last if line.text.startswith("https://"))
    foot = next(line.top for line in last if line.text.startswith("Attestation exacte"))
    assert max(line.bottom for line in last if line.top < check) < check - 4
    assert check < address < foot
    assert "DURAND" in " ".join(line.text for line in last), "never alone on a page"


def test_somebody_with_more_periods_than_a_page_holds_is_named_on_each():
    periods = [periode(f"{year}-01-01", f"{year}-06-30") for year in range(2027, 2075)]
    pages = pages_of(replace(FAMILY, beneficiaires=(person(prenom="Nour", periods=periods),)))
    assert len(pages) > 2
    assert all("MARTIN Nour" in page for page in pages)
    assert sum(page.count("Droits à venir") for page in pages) == len(periods)


def test_situations_go_on_under_their_headings():
    people = tuple(
        person(prenom=f"Prénom{n}x", exoneration=periode(f"20{n:02}-01-01", None))
        for n in range(1, 25)
    )
    pages = pages_of(replace(FAMILY, beneficiaires=people))
    told = [page for page in pages if "Exonération du ticket modérateur" in page]
    assert len(told) >= 2
    assert "Situation particulière (suite)" in told[-1]
    for n in range(1, 25):
        assert sum(page.count(f"Prénom{n}x") for page in pages) == 2


def _block(height: float, *, together: bool = False, header: Block | None = None) -> Block:
    return Block(height, lambda *_: None, together=together, header=header)


def test_blocks_that_belong_together_move_together():
    heading, row = _block(10, together=True), _block(10)
    (first, second) = paginate([_block(85), heading, row], 0, 20, 100)
    assert [top for top, _ in first] == [0]
    assert [top for top, _ in second] == [20, 30]


def test_blocks_that_cannot_share_a_page_part_where_it_is_full():
    header = _block(10)
    rows = [_block(30, together=True, header=header) for _ in range(5)]
    pages = paginate(rows, 0, 0, 100)
    assert sum(len([b for _, b in page if b is not header]) for page in pages) == 5
    for page in pages:
        assert page[-1][0] + page[-1][1].height <= 100
    assert [page[0][1] is header for page in pages] == [False, True]


def test_white_space_vanishes_at_the_top_of_a_page():
    (_, second) = paginate([_block(95), gap(5), _block(10)], 0, 20, 100)
    assert [top for top, _ in second] == [20]
