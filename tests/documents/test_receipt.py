"""The receipt, on a strip and on a sheet: what it says, what it never says, how it is set."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given, settings

from devdock.receipts.strip import COLUMNS, PrintedStrip, TextLine
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.receipt_samples import CONTACT, RECEIPTS, receipt
from kiosk.documents.receipt_sheet import render_receipt_sheet
from kiosk.documents.receipt_strip import render_receipt_strip
from kiosk.documents.samples import PLACE
from kiosk.domain.receipt import Receipt
from tests.demandes import DEMANDES, FOLLOW_UPS
from tests.documents.any_receipt import ANY_PLACE, ANY_RECEIPT
from tests.documents.reading import ink_boxes_mm, qr_codes, qr_codes_in, strips, texts, unmarked
from wire.demandes.demande import Assurance

LOST = RECEIPTS["opposition"].receipt


def in_letters(of: Receipt, place: PlaceOfIssue = PLACE) -> PrintedStrip:
    """A strip in the printer's own letters, as it comes out."""
    (strip,) = strips(render_receipt_strip(of, place, CONTACT, raster=False).escpos)
    return strip


def on_strip(of: Receipt, place: PlaceOfIssue = PLACE) -> str:
    return in_letters(of, place).text


def on_picture(of: Receipt, place: PlaceOfIssue = PLACE) -> str:
    """What it is told to show: see ``test_receipt_raster`` for whether it does. A reference in two
    lines is one."""
    return "\n".join(render_receipt_strip(of, place, CONTACT).lines).replace("-\n", "-")


def on_sheet(of: Receipt, place: PlaceOfIssue = PLACE) -> str:
    (text,) = texts(render_receipt_sheet(of, place, CONTACT).pdf)
    return text


@pytest.fixture(params=[on_picture, on_strip, on_sheet])
def said(request):
    """What stands on each paper, on one line: breaks are the paper's own."""
    return lambda of: " ".join(request.param(of).split())


def test_it_says_what_was_asked_when_where_and_under_which_reference(said):
    text = said(LOST)
    for part in (
        "Reçu de votre demande",
        "Carte Vitale perdue ou volée",
        "20261122-0751-07-000042-52",
        "Enregistrée le 22 novembre 2026 à 14 h 05",
        "Agence du Centre",
        "Borne 07",
        "36 46",
        "Délai habituel 2 jours ouvrés, après l’envoi",
    ):
        assert part in text


def test_the_hour_is_that_of_the_kiosk_in_summer_too(said):
    summer = replace(LOST, made_at=datetime(2026, 7, 1, 22, 59, tzinfo=UTC))
    assert "2 juillet 2026 à 0 h 59" in said(summer)


@pytest.mark.parametrize(
    ("online", "state"),
    [
        (False, "Enregistrée : elle partira toute seule"),
        (True, "Enregistrée, en cours d’envoi"),
    ],
)
def test_it_says_whether_the_request_waits_for_the_network(said, online, state):
    assert state in said(replace(LOST, online=online))


@pytest.mark.parametrize(
    ("kind", "follow_up", "sentence"),
    [
        ("ceam", "declared", "Il vérifie d’abord qui a fait la demande."),
        ("card_opposition", "card_opposition", "n’est bloquée qu’après cette confirmation."),
        (
            "address_change",
            "address_change_to_confirm",
            "À confirmer : une lettre part à l’ancienne",
        ),
        ("address_change", "address_change", "Votre caisse met à jour votre adresse."),
        ("ceam", "ceam", "La carte arrive à l’adresse de votre dossier."),
    ],
)
def test_what_follows_depends_on_how_sure_one_is_who_asked(said, kind, follow_up, sentence):
    assert sentence in said(receipt(kind, follow_up))


def test_nothing_to_do_is_said_before_everything_but_what_was_asked(said):
    text = said(LOST)
    assert text.index("perdue ou volée") < text.index("À faire : rien") < text.index("Référence")


def test_what_there_is_to_do_is_said_there_and_once(said):
    text = said(RECEIPTS["accident"].receipt)
    keep = "À faire : Gardez vos papiers sur l’accident. Accident du travail : prévenez aussi votre"
    assert keep in text
    assert text.count("Gardez vos papiers") == 1
    assert "rien" not in text


@pytest.mark.parametrize("follow_up", FOLLOW_UPS)
def test_nobody_is_told_to_do_nothing_and_then_something(said, follow_up):
    """Words that tell somebody to act stand under *À faire*, and nowhere else."""
    text = said(receipt("ceam", follow_up))
    if "À faire : rien" in text:
        told = text.replace("Gardez ce reçu", "")
        assert not re.search(r"\b(Gardez|prévenez|appelez|apportez|envoyez)\b", told, re.IGNORECASE)


def test_numbers_and_hours_stay_on_one_line():
    lines = render_receipt_strip(LOST, PLACE, CONTACT).lines
    assert [line for line in lines if "17" in line] == ["de 8\u00a0h\u00a030 à 17\u00a0h\u00a030."]


def test_every_request_has_its_words_whoever_made_it(said):
    for demande, assurance, online in product(DEMANDES, Assurance, (False, True)):
        made = receipt(demande.kind, demande.follow_up(assurance), online=online)
        assert "Délai habituel" in said(made)


def test_the_squares_hold_the_reference_and_nothing_else():
    (picture,) = strips(render_receipt_strip(LOST, PLACE, CONTACT).escpos)
    for strip in (picture, in_letters(LOST)):
        assert qr_codes_in(strip.drawn()) == [LOST.reference]
    assert qr_codes(render_receipt_sheet(LOST, PLACE, CONTACT).pdf) == [LOST.reference]


def test_the_same_receipt_gives_the_same_bytes():
    for render in (render_receipt_sheet, render_receipt_strip):
        assert render(LOST, PLACE, CONTACT) == render(LOST, PLACE, CONTACT)


def test_what_is_drawn_on_the_sheet_is_content_or_decoration():
    assert unmarked(render_receipt_sheet(LOST, PLACE, CONTACT).pdf) == 0


def test_french_is_printed_right_whatever_the_printer_was_set_to():
    """The table is chosen after the reset, which forgets it, and before the first letter."""
    sent = render_receipt_strip(LOST, PLACE, CONTACT, raster=False).escpos
    assert sent.startswith(b"\x1b@\x1bt\x10")
    place = PlaceOfIssue("Œuvre de l’Île-aux-Élèves, ça où ü ï ÿ Ÿ «\u00a0€\u00a0» n°", "07")
    assert "Œuvre de l’Île-aux-Élèves, ça où" in " ".join(on_strip(LOST, place).split())


def test_what_the_code_page_lacks_is_written_in_its_plain_form():
    text = on_strip(LOST, PlaceOfIssue("Łódź – ČEŘ – 日本\u202f5\u200b\x1b@", "07"))
    assert "Lódz – CER – RiBen 5@" in text


def test_marks_of_direction_and_letters_from_right_to_left_leave_no_question_mark():
    place = PlaceOfIssue("\u2068مركز Nord\u2069", "\u20687\u2069")
    on_paper = on_strip(LOST, place)
    assert "?" not in on_paper
    assert "mrkz Nord" in on_paper
    assert re.search(r"^Borne +7$", on_paper, re.MULTILINE)
    (sheet,) = texts(render_receipt_sheet(LOST, place, CONTACT).pdf)
    assert "?" not in sheet
    assert not re.search("[\u2066-\u2069]", on_paper + sheet)


def test_nothing_in_a_strip_can_be_taken_for_a_command_that_is_obeyed_at_once():
    """DLE with EOT, ENQ or DC4; a printer looks for those in pictures too."""
    for sample, raster in product(RECEIPTS.values(), (True, False)):
        strip = render_receipt_strip(sample.receipt, PLACE, CONTACT, raster=raster).escpos
        assert not re.search(rb"\x10[\x04\x05\x14]", strip)


def test_the_reference_stands_out_on_a_line_of_its_own_however_long():
    longest = receipt("ceam", reference="A" * 40)
    (line,) = (
        row for row in in_letters(longest).rows if isinstance(row, TextLine) and "AAA" in row.text
    )
    assert line.text == "A" * 40
    assert line.look.tall
    assert line.look.bold


@settings(max_examples=40, deadline=None)
@given(made=ANY_RECEIPT, place=ANY_PLACE)
def test_any_agency_has_a_clean_receipt(made, place):
    rows = [row for row in in_letters(made, place).rows if isinstance(row, TextLine)]
    assert all(row.columns <= COLUMNS for row in rows)
    assert made.reference in [row.text for row in rows]
    rendered = render_receipt_sheet(made, place, CONTACT)
    assert rendered.pages == 1
    ((left, top, right, bottom),) = ink_boxes_mm(rendered.pdf)
    assert left > 18
    assert top > 13
    assert right < 192
    assert bottom < 290


def test_rendering_leaves_nothing_behind(tmp_path):
    """The library would leave a folder, and a database read by pickle, among temporary files."""
    script = (
        "import logging, tempfile; from kiosk.documents import receipt_strip;"
        " receipt_strip.prepare(); print(tempfile.tempdir, logging.getLogger().handlers)"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == [str(tmp_path), "[]"]
    assert [*tmp_path.iterdir()] == []
