"""The statement of daily allowances on paper: every payment once, the sums once, in plain words."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from kiosk.documents.amounts import amount
from kiosk.documents.frame import LEFT
from kiosk.documents.ij import DRAWN, render_ij
from kiosk.documents.samples import PLACE
from tests.documents.reading import ink_boxes_mm, texts
from tests.ij import any_statement, row, statement
from wire.calls.ij import IjPaper

PAPERS = {name: sample.paper for name, sample in DRAWN.samples().items()}
NEVER = ("ALD", "affection", "longue durée", "diagnostic", "exonération", "affilié")


def pages_of(paper: IjPaper) -> list[str]:
    pages = texts(render_ij(paper, PLACE).pdf)
    return [" ".join(page.replace("\u202f", " ").replace("\xa0", " ").split()) for page in pages]


def said_by(paper: IjPaper) -> str:
    return " ".join(pages_of(paper))


def plain(cents: int) -> str:
    return amount(cents).removesuffix("\u202f€").replace("\u202f", " ")


@pytest.mark.parametrize("name", PAPERS)
def test_every_sample_agrees_stays_within_the_margins_and_tells_no_illness(name: str) -> None:
    paper = PAPERS[name]
    assert paper.agrees
    for left, _, right, _ in ink_boxes_mm(render_ij(paper, PLACE).pdf):
        assert left >= LEFT - 1
        assert right <= 210 - LEFT + 1
    said = said_by(paper)
    assert not [word for word in NEVER if word.lower() in said.lower()]


def test_27_days_at_32_87_after_waiting_days_that_are_no_gap() -> None:
    said = said_by(PAPERS["leave"])
    assert "27/02/2026–01/03/2026 Délai de carence, non indemnisé" in said
    for each in ("27", "32,87", "887,49", "55,02", "4,44", "828,03"):
        assert each in said


def test_none_in_the_period_is_said_of_those_days() -> None:
    assert "Aucune indemnité versée du 01/01/2026 au 22/11/2026." in said_by(PAPERS["nothing"])


def test_what_is_not_known_is_never_called_nothing() -> None:
    said = said_by(PAPERS["mgen"])
    assert "Aucune indemnité versée du 12/11/2025 au 22/11/2026." in said
    assert "ne connaît pas les paiements d’avant le 12/11/2025" in said
    assert "MGEN" in said
    before = replace(PAPERS["mgen"], end=date(2025, 10, 31))
    assert "Aucune indemnité" not in said_by(before)


def test_all_to_the_employer_leaves_nothing_for_the_person() -> None:
    said = said_by(PAPERS["employer"])
    assert "Versées à votre employeur, qui a maintenu votre salaire." in said
    assert "dont versé à l’employeur 858,70" in said
    assert "dont versé à vous 0,00" in said


def test_what_was_taken_back_names_the_payment() -> None:
    said = said_by(PAPERS["corrected"])
    assert "Maladie, paiement IJ-3041" in said
    assert "Retenue sur le paiement IJ-3041" in said
    assert "− 214,67" in said


def test_days_of_two_employers_are_counted_once_and_this_is_said() -> None:
    said = said_by(PAPERS["two-employers"])
    assert "Total 14 " in said
    assert "Un jour payé par plusieurs employeurs compte une fois" in said
    assert "compte une fois" not in said_by(PAPERS["corrected"])


def test_a_payment_with_days_beyond_the_period_is_said_to_be_whole() -> None:
    assert "est donné en entier" in said_by(PAPERS["new-year"])
    assert "est donné en entier" not in said_by(PAPERS["leave"])


def test_other_sums_kept_back_have_a_line_of_their_own() -> None:
    paid = row(nature="at_mp")
    said = said_by(statement(replace(paid, other_cents=250, net_cents=paid.net_cents - 250)))
    assert "autre retenue 2,50 €" in said
    assert "Autres retenues, déjà déduites du net 2,50" in said


def test_400_payments_break_cleanly_and_are_summed_up_once() -> None:
    pages = pages_of(PAPERS["long"])
    rows = [page.count(" 32,87 ") for page in pages]
    assert sum(rows) == 400
    assert min(rows) >= 2
    assert sum(page.count("Total ") for page in pages) == 1
    assert all("(suite)" in page for page in pages[1:])


@settings(max_examples=25, deadline=None)
@given(any_statement)
def test_the_totals_on_paper_are_central_s(paper: IjPaper) -> None:
    said = said_by(paper)
    if paper.rows:
        for cents in (paper.totals.gross_cents, paper.totals.net_cents):
            assert plain(cents) in said


@pytest.mark.parametrize("cents", [-9_999_999, 0, 9_999_999])
def test_negative_zero_and_seven_digits_fit_their_columns(cents: int) -> None:
    wide = row(
        rate_cents=1_000,
        gross_cents=cents,
        csg_cents=0,
        crds_cents=0,
        net_cents=cents,
    )
    assert said_by(statement(wide)).count(plain(cents)) >= 4


def test_the_file_is_called_by_its_kind_and_names_nobody() -> None:
    paper = PAPERS["leave"]
    pdf = render_ij(paper, PLACE).pdf
    assert pdf == render_ij(paper, PLACE).pdf
    head = pdf.split(b"stream")[0]
    assert paper.assure.nom_famille.encode() not in head
    assert paper.assure.nir.value.encode() not in pdf
