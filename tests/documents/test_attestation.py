"""What the attestation says, to a reader, to a scanner and to whoever opens its metadata."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from kiosk.documents.attestation import render_attestation
from kiosk.documents.place import Place
from kiosk.domain.attestation import Attestation
from tests.documents import samples
from tests.documents.reading import ink_box_mm, qr_codes, texts


def text_of(attestation: Attestation) -> str:
    return "\n".join(texts(render_attestation(attestation, samples.PLACE).pdf))


def test_it_says_who_is_covered_by_whom_and_until_when():
    text = text_of(samples.FAMILY)
    for said in (
        "Attestation de droits",
        "Caisse primaire de démonstration",
        "12 rue de l’Exemple",
        "22 novembre 2026",
        "21 novembre 2027",
        "1 85 03 75 999 001",
        "18",
        "8 avenue des Tilleuls",
        "01 751 0000",
        "MARTIN Léa",
        "02/07/2015",
        "non déclaré",
        "du 01/01/2026 au 31/12/2026",
        "depuis le 01/01/2024",
        "7K3M PQ9X WT2A",
        "https://attestations.caisse.example/verifier",
        "Édité à la borne n° 07, Agence du Centre",
        "Page 1/1",
        "CNIL",
        "fausse déclaration",
    ):
        assert said in text, said


def test_an_exemption_is_dated_and_c2s_says_who_manages_it():
    text = text_of(samples.WITH_SITUATION)
    assert "oui, du 01/05/2025 au 30/04/2028" in text
    assert "Complémentaire santé solidaire avec participation" in text
    assert "du 01/03/2026 au 28/02/2027" in text
    assert "gestionnaire : Mutuelle de démonstration" in text


def test_c2s_without_participation_says_so():
    c2s = replace(samples.C2S_WITH, avec_participation=False)
    person = samples.person(c2s=c2s)
    text = text_of(replace(samples.FAMILY, beneficiaires=(person,)))
    assert "sans participation" in text
    assert "avec participation" not in text


@pytest.mark.parametrize("sample", [samples.MINIMAL, samples.OVERFULL_MINIMAL])
def test_the_minimal_version_holds_no_dependant_exemption_or_c2s(sample):
    """Even when what was issued carries them by mistake."""
    text = text_of(sample)
    assert "Version minimale" in text
    assert "MARTIN Camille" in text
    for kept_back in ("Léa", "Hugo", "Exonération", "Complémentaire", "Mutuelle"):
        assert kept_back not in text


def test_rights_that_ended_end_soon_or_are_to_come_are_said_plainly():
    text = text_of(samples.ENDED)
    assert "du 01/01/2024 au 21/11/2026" in text
    assert "droits terminés" in text
    assert "se terminent dans 10 jours" in text
    assert "Aucun droit ouvert" in text
    assert "droits à venir" in text


def test_nineteen_people_go_on_to_a_second_page_under_the_same_headings():
    rendered = render_attestation(samples.NINETEEN, samples.PLACE)
    first, second = texts(rendered.pdf)
    assert rendered.pages == 2
    for page in (first, second):
        assert "Né(e) le" in page
        assert "Médecin traitant" in page
    assert "Droits à l’assurance maladie (suite)" in second
    assert "Page 1/2" in first
    assert "Page 2/2" in second
    for number in range(1, 19):
        assert f"Enfant{number}" in first + second
    assert "1 85 03" not in second


def test_the_check_block_is_never_alone_on_a_page():
    for count in range(1, 20):
        people = samples.NINETEEN.beneficiaires[:count]
        sample = replace(samples.NINETEEN, beneficiaires=people)
        last = texts(render_attestation(sample, samples.PLACE).pdf)[-1]
        assert "MARTIN" in last, f"{count} people"


@pytest.mark.parametrize("name", samples.ALL)
def test_the_qr_holds_the_address_of_the_check_page_and_nothing_else(name):
    sample = samples.ALL[name]
    assert qr_codes(render_attestation(sample, samples.PLACE).pdf) == [sample.adresse_controle]


@pytest.mark.parametrize("name", samples.ALL)
def test_everything_lies_within_what_printers_can_reach(name):
    rendered = render_attestation(samples.ALL[name], samples.PLACE)
    for page in range(rendered.pages):
        left, top, right, bottom = ink_box_mm(rendered.pdf, page)
        assert left >= 19
        assert top >= 14
        assert right <= 191
        assert bottom <= 288


def test_fonts_are_embedded_and_the_page_is_a4():
    pdf = PdfReader(BytesIO(render_attestation(samples.FAMILY, samples.PLACE).pdf))
    for page in pdf.pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        embedded, missing = page._get_fonts()
        assert not missing
        assert embedded
        assert all("SourceSans" in name for name in embedded)


def test_metadata_name_neither_a_person_nor_a_time():
    pdf = render_attestation(samples.FAMILY, samples.PLACE).pdf
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Attestation de droits"
    assert not reader.metadata.author
    assert not reader.metadata.subject
    assert reader.metadata.producer == "borne multiservices"
    assert reader.metadata.creation_date_raw == "D:20000101000000+00'00'"
    assert reader.xmp_metadata is None
    for private in (b"MARTIN", b"Camille", samples.NIR.encode(), b"1 85 03"):
        assert private not in pdf


def test_the_same_attestation_gives_the_same_bytes():
    first = render_attestation(samples.FAMILY, samples.PLACE)
    render_attestation(samples.NINETEEN, samples.PLACE)
    assert render_attestation(samples.FAMILY, samples.PLACE).pdf == first.pdf


def test_the_result_shows_nothing_of_itself():
    rendered = render_attestation(samples.FAMILY, samples.PLACE)
    assert repr(rendered) == "Rendered(…)"


def test_an_agency_with_another_kind_of_name_is_called_an_agency():
    rendered = render_attestation(samples.FAMILY, Place(agence="Paris 13", borne="2"))
    assert "borne n° 2, agence Paris 13" in texts(rendered.pdf)[0]


def test_characters_that_the_font_lacks_are_replaced():
    person = samples.person("ÇELİK", "Zoë 李\u202e\x00\x07")
    text = text_of(replace(samples.FAMILY, beneficiaires=(person,)))
    assert "ÇELİK Zoë ?" in text


def test_a_name_typed_in_decomposed_letters_keeps_its_accents():
    person = samples.person("LEFE\u0300VRE", "Rene\u0301e")
    assert "LEFÈVRE Renée" in text_of(replace(samples.FAMILY, beneficiaires=(person,)))
