"""The type on every paper on A4 is large enough, and people are numbered."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.documents.attestation import render_attestation
from kiosk.documents.fonts import Face
from kiosk.documents.papers import PAPERS
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.receipt_samples import CONTACT, RECEIPTS
from kiosk.documents.receipt_sheet import render_receipt_sheet
from kiosk.documents.samples import FAMILY, PLACE, SAMPLES
from kiosk.documents.sheet import Type
from kiosk.documents.table import Cell, Column
from tests.documents.reading import printed, texts, type_sizes

SMALLEST = 8.0
FAR_AWAY = PlaceOfIssue(
    "Maison France Services de Saint-Maurice-en-Chalencon-les-Bains-sur-Vernoux", "07"
)
EVERY = {
    f"{drawn.command}-{name}": (drawn.render, sample.paper)
    for drawn in PAPERS
    for name, sample in drawn.samples().items()
}


@pytest.mark.parametrize("name", EVERY)
def test_no_type_on_a_paper_is_smaller_than_eight_points(name):
    render, paper = EVERY[name]
    for place in (PLACE, FAR_AWAY):
        assert min(type_sizes(render(paper, place).pdf)) >= SMALLEST


@pytest.mark.parametrize("name", RECEIPTS)
def test_no_type_on_a_receipt_is_smaller_either(name):
    for place in (PLACE, FAR_AWAY):
        sheet = render_receipt_sheet(RECEIPTS[name].receipt, place, CONTACT)
        assert min(type_sizes(sheet.pdf)) >= SMALLEST


def test_a_number_as_long_as_they_may_be_takes_two_lines_and_is_not_cut():
    (text,) = texts(render_attestation(replace(FAMILY, numero="7" * 40), PLACE).pdf)
    assert "…" not in text
    assert "7" * 40 in text.replace("\n", "")


def test_what_has_a_fixed_place_gets_no_smaller_however_long():
    long = " ".join(["Communauté"] * 20)
    caisse = replace(FAMILY.caisse, libelle=long, adresse=(long,) * 6)
    assure = replace(FAMILY.assure, adresse=(long,) * 6)
    paper = replace(FAMILY, caisse=caisse, assure=assure, numero="7" * 60)
    assert min(type_sizes(render_attestation(paper, PlaceOfIssue(long, "07")).pdf)) >= SMALLEST


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**14))
def test_no_number_in_a_table_gets_smaller(number):
    cell = Cell(Column(0, 12, "", numeric=True), [(str(number), Type(Face.REGULAR, 8.5))])
    assert all(style.size >= SMALLEST for *_, style in cell._lines)


def numbers(name: str) -> list[str]:
    """The numbers before names, in their order over all pages."""
    pages = printed(render_attestation(SAMPLES[name].paper, PLACE).pdf)
    return [line.text for page in pages for line in page if re.fullmatch(r"\d+\.", line.text)]


def test_people_are_numbered_in_order_over_all_pages():
    assert numbers("family") == ["1.", "2.", "3."]
    assert numbers("nineteen") == [f"{at}." for at in range(1, 20)]


def test_somebody_alone_has_no_number():
    assert numbers("minimal") == []


def test_whoever_is_told_of_twice_has_the_same_number():
    paper = SAMPLES["situation"].paper
    (text,) = texts(render_attestation(paper, PLACE).pdf)
    _, special = text.split("Situation particulière")
    told = re.findall(r"^(\d+)\.\n(.+)$", special, re.MULTILINE)
    family = re.findall(r"^(\d+)\.\n(.+)$", text, re.MULTILINE)
    assert told
    assert set(told) <= set(family[: len(paper.beneficiaires)])


def test_a_number_stands_beside_the_name_and_every_further_line_under_it():
    (page, *_) = printed(render_attestation(SAMPLES["long-names"].paper, PLACE).pdf)
    (number,) = (line for line in page if line.text == "1.")
    at = page.index(number)
    name, *more = page[at + 1 : at + 6]
    assert number.right < name.left
    assert abs(number.bottom - name.bottom) < 1
    assert all(abs(line.left - name.left) < 0.8 for line in more)
