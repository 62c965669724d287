"""What the attestation says, to a reader and to a scanner."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kiosk.documents import wording
from kiosk.documents.attestation import render_attestation
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.samples import SAMPLES
from tests.documents import samples
from tests.documents.reading import ink_boxes_mm, qr_codes, texts
from wire.attestation import Attestation


def text_of(attestation: Attestation) -> str:
    return "\n".join(texts(render_attestation(attestation, samples.PLACE).pdf))


def test_it_says_who_is_covered_by_whom_and_until_when():
    text = text_of(samples.FAMILY)
    for said in (
        "Attestation de droits",
        "Caisse primaire de",
        "12 rue de l’Exemple",
        "22 novembre 2026",
        "21 novembre 2027",
        "1 85 03 75 999 001",
        "18",
        "8 avenue des Tilleuls",
        "Régime général",
        "01 751 0000",
        "Situation au 22 novembre 2026",
        "MARTIN Léa",
        "02/07/2015",
        "non déclaré",
        "Ouverts du 01/01/2026 au 31/12/2026",
        "Ouverts depuis le 01/01/2024",
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
    assert "Exonération du ticket modérateur" in text
    assert "oui, du 01/05/2025 au 30/04/2028" in text
    assert "Complémentaire santé solidaire" in text
    assert "avec participation" in text
    assert "du 01/03/2026 au 28/02/2027" in text
    assert "gestionnaire : Mutuelle de démonstration" in text


def test_c2s_without_participation_says_so():
    text = text_of(SAMPLES["c2s"].paper)
    assert "sans participation" in text
    assert "avec participation" not in text
    assert "Exonération" not in text, "nothing is said of what nobody has"


def test_a_family_with_the_same_situation_is_told_of_once():
    text = text_of(SAMPLES["c2s"].paper)
    assert text.count("sans participation") == 1
    told = text.index("Complémentaire santé solidaire")
    for name in ("MARTIN Camille", "MARTIN Léa", "MARTIN Hugo"):
        assert name in text[told:]


@pytest.mark.parametrize(
    ("start", "end", "aside"),
    [
        ("2024-01-01", "2026-11-21", " (terminée)"),
        ("2024-01-01", "2026-11-22", ""),
        ("2026-11-23", "2027-01-01", " (à venir)"),
    ],
)
def test_an_exemption_that_is_over_or_to_come_says_so(start, end, aside):
    person = samples.person(exoneration=samples.periode(start, end))
    text = " ".join(text_of(replace(samples.FAMILY, beneficiaires=(person,))).split())
    said = f"oui, {wording.period(date.fromisoformat(start), date.fromisoformat(end))}{aside} "
    assert said in text
    assert text.count("terminée") + text.count("à venir") == bool(aside)


@pytest.mark.parametrize("sample", [samples.MINIMAL, samples.OVERFULL_MINIMAL])
def test_the_minimal_version_holds_no_dependant_exemption_or_c2s(sample):
    """Even when what was issued carries them by mistake."""
    text = text_of(sample)
    assert "version minimale pour un seul bénéficiaire" in text
    assert "MARTIN Camille" in text
    for kept_back in ("Léa", "Hugo", "Exonération", "Complémentaire", "Mutuelle"):
        assert kept_back not in text


def test_rights_that_ended_end_soon_or_are_to_come_are_said_plainly():
    lines = text_of(samples.ENDED).splitlines()
    said = [line.strip() for line in lines]
    for first, second in (
        ("Droits terminés", "du 01/01/2024 au 21/11/2026"),
        ("Ouverts du 01/01/2025 au 02/12/2026", "Se terminent dans 10 jours"),
        ("Droits à venir", "à partir du 01/01/2027"),
    ):
        assert said[said.index(first) + 1] == second
    assert "Aucun droit ouvert" in said
    assert any("adressez-vous à votre caisse" in line for line in said)


def test_nobody_is_alarmed_whose_rights_go_on():
    for name in ("family", "periods", "nineteen"):
        assert "adressez-vous à votre caisse" not in text_of(SAMPLES[name].paper)


def test_several_periods_stand_under_one_name_with_what_is_to_come():
    said = [line.strip() for line in text_of(SAMPLES["periods"].paper).splitlines()]
    assert said.count("MARTIN Léa") == 1
    at = said.index("Ouverts du 01/01/2026 au 31/12/2026")
    assert said[at + 1 : at + 5] == [
        "Droits à venir",
        "du 01/02/2027 au 30/06/2027",
        "Droits à venir",
        "à partir du 01/09/2027",
    ]


def test_mgen_is_told_where_the_rest_is_and_hosted_schemes_are_named():
    text = text_of(SAMPLES["mgen"].paper)
    assert "91 001 0000" in text
    assert "Pour la part complémentaire, adressez-vous à la MGEN." in " ".join(text.split())
    assert "Militaires (CNMSS)" in text_of(SAMPLES["hosted"].paper)
    assert "MGEN" not in text_of(SAMPLES["hosted"].paper)


def test_a_scheme_without_a_name_shows_its_code_alone():
    caisse = replace(samples.FAMILY.caisse, grand_regime="77")
    text = text_of(replace(samples.FAMILY, caisse=caisse))
    assert "77 751 0000" in text
    assert "Régime général" not in text


def test_names_of_forty_characters_are_whole_everywhere():
    sample = samples.LONG_NAMES
    text = re.sub(r"\s", "", text_of(sample))
    assure = sample.assure
    assert text.count(re.sub(r"\s", "", assure.nom_famille)) == 3
    assert text.count(re.sub(r"\s", "", assure.nom_usage or "")) == 3
    assert text.count(assure.prenom) == 3
    for line in (*assure.adresse, *sample.caisse.adresse, sample.caisse.libelle):
        assert re.sub(r"\s", "", line) in text
    assert "…" not in text


@pytest.mark.parametrize(
    ("born", "said"), [("20100300", "jour inconnu"), ("19990000", "jour et mois inconnus")]
)
def test_an_unknown_part_of_a_date_of_birth_is_said(born, said):
    person = samples.person(born=born)
    text = " ".join(text_of(replace(samples.FAMILY, beneficiaires=(person,))).split())
    assert said in text


@pytest.mark.parametrize("name", SAMPLES)
def test_the_qr_holds_the_address_of_the_check_page_and_nothing_else(name):
    sample = SAMPLES[name].paper
    assert qr_codes(render_attestation(sample, samples.PLACE).pdf) == [sample.adresse_controle]


@pytest.mark.parametrize("name", SAMPLES)
def test_everything_lies_within_what_printers_can_reach(name):
    rendered = render_attestation(SAMPLES[name].paper, samples.PLACE)
    boxes = ink_boxes_mm(rendered.pdf)
    assert len(boxes) == rendered.pages
    for left, top, right, bottom in boxes:
        assert left >= 19
        assert top >= 14
        assert right <= 191
        assert bottom <= 288


def test_the_same_attestation_gives_the_same_bytes():
    first = render_attestation(samples.FAMILY, samples.PLACE)
    render_attestation(samples.NINETEEN, samples.PLACE)
    assert render_attestation(samples.FAMILY, samples.PLACE).pdf == first.pdf


def test_the_result_shows_nothing_of_itself():
    rendered = render_attestation(samples.FAMILY, samples.PLACE)
    assert repr(rendered) == "Rendered(…)"


def test_an_agency_with_another_kind_of_name_is_called_an_agency():
    rendered = render_attestation(samples.FAMILY, PlaceOfIssue(agence="Paris 13", borne="2"))
    assert "borne n° 2, agence Paris 13" in texts(rendered.pdf)[0]


def test_a_long_name_of_an_agency_is_whole():
    agence = "Agence de la Place-du-Général-de-Gaulle et des Trois-Fontaines-Réunies-du-Haut"
    (text,) = texts(render_attestation(samples.FAMILY, PlaceOfIssue(agence, "1234567890")).pdf)
    assert f"Édité à la borne n° 1234567890, {agence}" in " ".join(text.split())


def test_letters_that_the_font_lacks_are_written_in_their_plain_form():
    person = samples.person("ÇELİK", "Zoë 李\u202e\x00\x07")
    text = text_of(replace(samples.FAMILY, beneficiaires=(person,)))
    assert "ÇELİK Zoë Li" in text


def test_a_name_typed_in_decomposed_letters_keeps_its_accents():
    person = samples.person("LEFE\u0300VRE", "Rene\u0301e")
    assert "LEFÈVRE Renée" in text_of(replace(samples.FAMILY, beneficiaires=(person,)))
