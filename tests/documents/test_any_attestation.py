"""Whatever central may answer within the limits of the wire, a clean paper comes of it."""

import unicodedata
from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.documents import sheet
from kiosk.documents.attestation import render_attestation
from kiosk.documents.fonts import Face, printable, width
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.samples import FAMILY, PLACE, person
from kiosk.documents.text import wrap
from tests.documents.reading import Printed, ink_boxes_mm, printed, qr_codes
from wire.attestation import Attestation, Version
from wire.nir import Nir
from wire.paper import Assure
from wire.rights import C2S, Beneficiaire, Caisse, Contrat, NatureAssurance, Periode, Qualite

NAMES = st.text(min_size=1, max_size=80)
LINES = st.text(max_size=80)
DIGITS = st.characters(codec="ascii", categories=["Nd"])
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
PERIODS = st.builds(Periode, DAYS, st.none() | DAYS)
CONTRACTS = st.builds(
    Contrat,
    nature_assurance=st.sampled_from(NatureAssurance),
    code_type_contrat=LINES,
    libelle=LINES,
    periodes_droits=st.lists(PERIODS, max_size=8).map(tuple),
)
PEOPLE = st.builds(
    Beneficiaire,
    reference=st.just("b"),
    nom_famille=NAMES,
    nom_usage=st.none() | NAMES,
    prenom=NAMES,
    date_naissance=st.text(DIGITS, min_size=8, max_size=8),
    rang_naissance=st.integers(1, 9),
    qualite=st.sampled_from(Qualite),
    medecin_traitant_choisi=st.booleans(),
    contrats=st.lists(CONTRACTS, max_size=3).map(tuple),
    exoneration=st.none() | PERIODS,
    c2s=st.none() | st.builds(C2S, st.booleans(), PERIODS, LINES),
)
ATTESTATIONS = st.builds(
    Attestation,
    numero=st.text(max_size=40),
    version=st.sampled_from(Version),
    emise_le=DAYS,
    valable_jusqu_au=DAYS,
    code_controle=st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=12, max_size=12),
    adresse_controle=st.text("abcdefgh/?=.:", max_size=170).map(lambda end: f"https://a{end}"),
    caisse=st.builds(
        Caisse,
        grand_regime=st.just("01"),
        organisme=st.just("751"),
        code_centre=st.just("0000"),
        libelle=LINES,
        adresse=st.lists(LINES, max_size=8).map(tuple),
    ),
    assure=st.builds(
        Assure,
        nir=st.just(Nir("161082A99900368")),
        nom_famille=NAMES,
        nom_usage=st.none() | NAMES,
        prenom=NAMES,
        adresse=st.lists(LINES, max_size=8).map(tuple),
        code_gestion=st.just("10"),
    ),
    beneficiaires=st.lists(PEOPLE, min_size=1, max_size=12).map(tuple),
)
NAME_PARTS = st.text("ABCDEÉÈŒÇÖŽWMlijpqyÿ", min_size=2, max_size=13)
LONG_NAMES = st.lists(NAME_PARTS, min_size=1, max_size=3).flatmap(
    lambda parts: st.sampled_from("- ’").map(lambda glue: glue.join(parts)[:40])
)


def overlapping(lines: list[Printed]) -> list[tuple[str, str]]:
    """Pairs of lines whose ink meets by more than a hair, as accents on capitals may."""
    hair_mm = 0.35
    return [
        (one.text, other.text)
        for one, other in combinations(lines, 2)
        if min(one.right, other.right) - max(one.left, other.left) > hair_mm
        and min(one.bottom, other.bottom) - max(one.top, other.top) > hair_mm
    ]


def squeezed(text: str) -> str:
    """Without spaces, which line breaks add and take away; ligatures as the letters that they are,
    for so does whoever reads the PDF."""
    return "".join(unicodedata.normalize("NFKC", text).split())


PLACES = st.builds(PlaceOfIssue, agence=NAMES, borne=st.text(max_size=20))


@settings(max_examples=20, deadline=None)
@given(ATTESTATIONS, PLACES)
def test_it_never_raises_leaves_the_margins_overlaps_or_loses_a_name(attestation, place):
    rendered = render_attestation(attestation, place)
    pages = printed(rendered.pdf)
    assert rendered.pages == len(pages) >= 1
    for lines, box in zip(pages, ink_boxes_mm(rendered.pdf), strict=True):
        left, top, right, bottom = box
        assert (left >= 19, top >= 14, right <= 191, bottom <= 288) == (True,) * 4
        assert overlapping(lines) == []
    assert qr_codes(rendered.pdf) == [attestation.adresse_controle]
    said = squeezed("".join(line.text for page in pages for line in page))
    people = attestation.beneficiaires
    for one in people if attestation.version is Version.COMPLETE else people[:1]:
        for name in (one.nom_famille, one.nom_usage or "", one.prenom):
            assert squeezed(printable(name)) in said


def test_lines_set_too_close_are_noticed(monkeypatch):
    monkeypatch.setattr(sheet, "LINE_HEIGHT", 0.7)
    pages = printed(render_attestation(FAMILY, PLACE).pdf)
    assert any(overlapping(lines) for lines in pages)


@settings(max_examples=15, deadline=None)
@given(LONG_NAMES, LONG_NAMES, st.none() | LONG_NAMES, st.integers(1, 4))
def test_names_of_forty_characters_are_never_cut(family, given_name, usage, count):
    people = tuple(person(family, given_name, usage=usage) for _ in range(count))
    assure = replace(FAMILY.assure, nom_famille=family, prenom=given_name, nom_usage=usage)
    attestation = replace(FAMILY, assure=assure, beneficiaires=people)
    pages = printed(render_attestation(attestation, PLACE).pdf)
    assert all(overlapping(lines) == [] for lines in pages)
    said = squeezed("".join(line.text for page in pages for line in page))
    assert "…" not in said
    assert said.count(squeezed(family)) >= 1 + count
    assert said.count(squeezed(given_name)) >= 2 + count


@given(st.text(max_size=200), st.floats(20, 300), st.integers(1, 5))
def test_wrapped_lines_fit_and_lose_nothing_that_fits(text, room, at_most):
    lines = wrap(text, Face.REGULAR, 10, room, at_most)
    assert len(lines) <= at_most
    assert all(width(line, Face.REGULAR, 10) <= room for line in lines)
    everything = wrap(text, Face.REGULAR, 10, room, 999)
    assert "".join(everything).replace(" ", "") == printable(text).replace(" ", "")
    if len(everything) <= at_most:
        assert lines == everything
