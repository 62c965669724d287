"""The statement of refunds on paper: every line and sum, said plainly, and nothing that is not."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.documents.frame import LEFT
from kiosk.documents.refund_samples import SAMPLES
from kiosk.documents.refunds import render_refund_statement
from kiosk.documents.samples import PLACE
from tests.calls.refund_statement import line, statement
from tests.documents.reading import ink_boxes_mm, printed, texts
from wire.calls.refunds import CareFamily, RefundLineKind, RefundPayee, RefundStatement

STATEMENTS = {name: sample.paper for name, sample in SAMPLES.items()}
LONG = STATEMENTS["long"]
HUGE = 100_000_000
NEVER = ("ALD", "diagnostic", "affection", "maladie de longue", "médicament", "exonération")


def lines_of(paper: RefundStatement) -> list[list[str]]:
    pages = texts(render_refund_statement(paper, PLACE).pdf)
    return [page.replace("\u202f", " ").replace("\xa0", " ").split("\n") for page in pages]


def said_by(paper: RefundStatement) -> str:
    return " ".join(line for page in lines_of(paper) for line in page)


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_amount_stands_within_the_margins(name: str) -> None:
    for left, _, right, _ in ink_boxes_mm(render_refund_statement(STATEMENTS[name], PLACE).pdf):
        assert left >= LEFT - 1
        assert right <= 210 - LEFT + 1


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_paper_tells_of_an_illness_or_a_medicine(name: str) -> None:
    said = said_by(STATEMENTS[name])
    assert not [word for word in NEVER if word.lower() in said.lower()]


@pytest.mark.parametrize("name", ["ordinary", "held-back-alone", "nothing", "mgen", "switch"])
def test_an_ordinary_one_is_a_single_page(name: str) -> None:
    assert render_refund_statement(STATEMENTS[name], PLACE).pages == 1


def test_the_title_of_the_file_names_nobody() -> None:
    paper = STATEMENTS["ordinary"]
    pdf = render_refund_statement(paper, PLACE).pdf
    title = "Relevé de remboursements".encode("latin-1")
    assert title in pdf or title.decode("latin-1").encode("utf-16-be") in pdf
    assert paper.assure.nom_famille.encode() not in pdf.split(b"stream")[0]


def test_what_was_paid_and_what_was_held_back_have_their_own_lines_and_sums() -> None:
    said = said_by(STATEMENTS["ordinary"])
    assert "retenue" in said
    assert "Participation forfaitaire" in said
    for amount in ("30,00", "21,00", "− 2,00", "17,35", "8,06", "46,41", "44,41", "36,35"):
        assert amount in said, amount
    assert "dont pour vous, retenues déduites" in said


def test_a_sum_below_zero_is_said_in_plain_words() -> None:
    said = said_by(STATEMENTS["negative"])
    assert "− 6,00" in said
    assert "0,00" in said
    assert "Le total est négatif" in said
    assert "retenue sur vos prochains remboursements" in said
    assert "dont pour vous" not in said


def test_what_is_held_back_alone_is_explained() -> None:
    assert "Une retenue peut être seule" in said_by(STATEMENTS["held-back-alone"])
    assert "Une retenue peut être seule" not in said_by(STATEMENTS["ordinary"])


def test_nothing_in_the_period_is_said() -> None:
    assert "Aucun remboursement payé du 1er octobre 2026 au 31 octobre 2026." in said_by(
        STATEMENTS["nothing"]
    )


def test_before_the_switch_nobody_says_that_there_was_nothing() -> None:
    for name in ("before-switch", "switch"):
        said = said_by(STATEMENTS[name])
        assert "Avant le 12 novembre 2025 : demandez à MGEN." in said
        assert "Aucun remboursement" not in said
    assert "Avant le" not in said_by(STATEMENTS["mgen"])


def test_where_the_complementary_part_is_elsewhere_the_paper_says_so() -> None:
    said = said_by(STATEMENTS["mgen"])
    assert "La part complémentaire est sur votre espace MGEN." in said
    assert "votre caisse ne connaît pas" not in said
    assert "votre caisse ne connaît pas" in said_by(statement(line(amc=None)))


def test_care_is_named_on_the_detailed_one_alone() -> None:
    said = said_by(STATEMENTS["detailed"])
    for word in ("Consultation chez le médecin", "Dr Exemple", "jusqu’au 03/10/2026", "70 %"):
        assert word in said
    simple = said_by(STATEMENTS["ordinary"])
    assert "Exemple" not in simple.replace("12 rue de l’Exemple", "")
    assert "%" not in simple


@pytest.mark.parametrize("family", CareFamily)
@pytest.mark.parametrize("payee", RefundPayee)
def test_each_family_and_payee_has_a_word(family: CareFamily, payee: RefundPayee) -> None:
    for detailed in (False, True):
        said = said_by(statement(line(family=family, payee=payee), detailed=detailed))
        assert family.value not in said or family is CareFamily.TRANSPORT


@pytest.mark.parametrize("kind", RefundLineKind)
@pytest.mark.parametrize("cents", [0, 1, 100, 1_234_567, HUGE])
def test_any_amount_fits_its_column(kind: RefundLineKind, cents: int) -> None:
    amo = cents if kind is RefundLineKind.CARE else -cents
    pdf = render_refund_statement(statement(line(kind, amo)), PLACE).pdf
    rows = [one for one in printed(pdf)[0] if 120 < one.top < 200]
    for one in rows:
        beside = [
            other
            for other in rows
            if other is not one and abs(other.top - one.top) < 1 and other.left >= one.left
        ]
        assert all(one.right <= other.left + 0.1 for other in beside), one.text


def test_400_lines_over_27_months_break_cleanly() -> None:
    pages = lines_of(LONG)
    assert len(LONG.lines) == 400
    rows = [sum("forfaitaire" in line or line == "Consultation" for line in page) for page in pages]
    assert sum(rows) == 400
    assert all(each != 1 for each in rows), "a page holds one row alone"
    assert sum("Remboursements des soins" in page for page in pages) == 1
    for number, page in enumerate(pages, start=1):
        assert f"Page {number}/{len(pages)}" in page
        assert "Payé le" in page or not rows[number - 1]


def test_what_is_held_back_stays_on_the_page_of_its_care() -> None:
    for page in lines_of(LONG):
        kinds = [line for line in page if line in ("Consultation", "Participation forfaitaire")]
        assert kinds[::2] == ["Consultation"] * (len(kinds) // 2)


def test_the_same_statement_gives_the_same_bytes() -> None:
    paper = replace(STATEMENTS["ordinary"], emise_le=date(2026, 11, 22))
    assert render_refund_statement(paper, PLACE).pdf == render_refund_statement(paper, PLACE).pdf
