"""One letter for every kind of paper: what it owns, and what a kind says of itself."""

from dataclasses import replace

import pytest

from kiosk.documents.letter import letter
from kiosk.documents.letter_head import LetterHead
from kiosk.documents.papers import RENDERERS, render_paper
from kiosk.documents.samples import FAMILY, PLACE
from kiosk.documents.table import note_block
from tests.documents.reading import ink_boxes_mm, printed, qr_codes, texts, unmarked
from tests.documents.statement import render_statement, statement
from wire.attestation import Attestation
from wire.calls.call import answer_types
from wire.calls.table import CALLS
from wire.paper import Paper

HEAD = LetterHead("Relevé", "d’essai", "Situation", "Relevé n°")


def test_another_kind_has_the_same_letter_around_its_own_words():
    rendered = render_statement(statement([2100] * 60))
    first, *_, last = texts(rendered.pdf)
    for words in (
        "Caisse primaire de\ndémonstration",
        "MARTIN Camille",
        "Relevé n°",
        "2026-0001-7K3M",
        "22 novembre 2026",
        "Relevé de remboursements de soins",
        "1 85 03 75 999 001",
        "du 1er janvier 2026 au 31 mars 2026",
    ):
        assert words in first
    for words in ("7K3M PQ9X WT2A", "Vérifier ce document", "Relevé n° 2026-0001-7K3M"):
        assert words in last
    assert "ttestation" not in "".join(texts(rendered.pdf)).replace("attestations.caisse", "")
    assert "MARTIN" not in last
    assert qr_codes(rendered.pdf) == [FAMILY.adresse_controle]
    assert unmarked(rendered.pdf) == 0
    assert b"/Title (Relev\xe9 de remboursements)" in rendered.pdf


@pytest.mark.parametrize("length", [10, 20, 30, 40])
def test_a_long_title_gets_smaller_rather_than_leave_the_sheet(length):
    head = replace(HEAD, subtitle="de quelque chose" + " d’autre" * (length // 8))
    rendered = letter(FAMILY, PLACE, head, [note_block("Une phrase.")])
    ((left, _, right, _),) = ink_boxes_mm(rendered.pdf)
    assert (left >= 19, right <= 191) == (True, True)
    assert any(line.text == head.full_title for line in printed(rendered.pdf)[0])


def test_a_long_reference_stays_left_of_the_window():
    rendered = render_statement(statement([1]))
    (line,) = [
        line
        for line in printed(rendered.pdf)[0]
        if line.text.startswith("du 1er") and line.top < 90
    ]
    assert line.right < 90


def test_every_paper_that_a_call_may_answer_is_drawn():
    told = {kind for call in CALLS.values() for kind in answer_types(call.answer)}
    assert {kind for kind in told if issubclass(kind, Paper)} == set(RENDERERS)
    assert Attestation in RENDERERS


def test_a_paper_of_another_kind_is_not_drawn():
    assert render_paper(statement([1]), PLACE) is None
    assert render_paper(FAMILY, PLACE) is not None
