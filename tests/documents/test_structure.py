"""What a screen reader is told: order, headings, tables with their headers, words for the QR."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from kiosk.documents.attestation import render_attestation
from kiosk.documents.samples import PLACE, SAMPLES
from tests.documents.reading import marked_texts, unmarked


class Tagged:
    """The structure of a sample's paper with the text of each element."""

    def __init__(self, name: str) -> None:
        pdf = render_attestation(SAMPLES[name].paper, PLACE).pdf
        self.reader = PdfReader(BytesIO(pdf))
        self.marks = marked_texts(pdf)
        self.tree: Any = self.reader.root_object["/StructTreeRoot"]

    def elements(self) -> list[tuple[str, str, Any]]:
        """Role, own text and dictionary of each element, in reading order."""
        return list(self._below(self.tree["/K"].get_object()))

    def _below(self, element: Any) -> Iterator[tuple[str, str, Any]]:
        own = "".join(self._text(kid.get_object()) for kid in element["/K"])
        yield element["/S"].removeprefix("/"), own.strip(), element
        for kid in element["/K"]:
            if "/S" in kid.get_object():
                yield from self._below(kid.get_object())

    def _text(self, kid: Any) -> str:
        if kid.get("/Type") != "/MCR":
            return ""
        pages: list[Any] = [page.indirect_reference for page in self.reader.pages]
        return self.marks[pages.index(kid.raw_get("/Pg"))][kid["/MCID"]]


@pytest.fixture(scope="module")
def family() -> Tagged:
    return Tagged("family")


@pytest.fixture(scope="module")
def nineteen() -> Tagged:
    return Tagged("nineteen")


def test_it_is_marked_as_tagged(family):
    assert family.reader.root_object["/MarkInfo"]["/Marked"]


def test_all_that_is_drawn_is_content_or_decoration():
    for sample in SAMPLES.values():
        assert unmarked(render_attestation(sample.paper, PLACE).pdf) == 0


def test_it_is_read_in_the_order_in_which_one_would_say_it(family):
    said = [text for role, text, _ in family.elements() if text and role in ("P", "H1", "H2")]
    starts = (
        "Caisse primaire de démonstration 12 rue de l’Exemple",
        "MARTIN Camille Appartement 4",
        "Attestation n° 2026-0001-7K3M Émise le 22 novembre 2026",
        "Attestation de droits à l’assurance maladie",
        "Situation au",
        "Personne assurée",
        "Numéro de sécurité sociale 1 85 03 75 999 001 clé 18 Code gestion 10",
        "Nom de famille MARTIN Prénom Camille",
        "Régime Régime général",
        "Bénéficiaires et droits",
        "Vérifier cette attestation",
        "Code de contrôle 7K3M PQ9X WT2A",
        "Scannez le carré",
        "Attestation exacte",
    )
    assert len(said) == len(starts)
    for text, start in zip(said, starts, strict=True):
        assert text.replace("\u00a0", " ").startswith(start)


def test_every_table_has_heads_of_columns_and_of_rows(nineteen):
    rows = [e for role, _, e in nineteen.elements() if role == "TR"]
    assert len(rows) == 20
    for at, row in enumerate(rows):
        cells = [cell.get_object() for cell in row["/K"]]
        assert len(cells) == 5
        scopes = [cell["/A"]["/Scope"] for cell in cells if cell["/S"] == "/TH"]
        assert scopes == (["/Column"] * 5 if at == 0 else ["/Row"])


def test_a_table_over_two_pages_is_one_and_its_headings_are_said_once(nineteen):
    roles = [role for role, _, _ in nineteen.elements()]
    assert roles.count("Table") == 1
    said = [text for _, text, _ in nineteen.elements()]
    for once in ("Né(e) le", "Bénéficiaires et droits", "Vérifier cette attestation"):
        assert said.count(once) == 1
    assert not [text for text in said if "(suite)" in text or "Page" in text]
    assert len([text for text in said if text.startswith("Attestation exacte")]) == 1


def test_the_qr_is_a_figure_with_words_for_it(family):
    ((_, _, figure),) = [one for one in family.elements() if one[0] == "Figure"]
    assert figure["/Alt"].replace("\u00a0", " ").startswith("Carré à scanner : il ouvre la page")
    left, bottom, right, top = figure["/A"]["/BBox"]
    assert 0 < left < right < 595
    assert 0 < bottom < top < 842


@pytest.mark.parametrize("name", SAMPLES)
def test_each_mark_belongs_to_one_element_and_the_way_back_is_known(name):
    tagged = Tagged(name)
    parents = tagged.tree["/ParentTree"]["/Nums"]
    assert list(parents[::2]) == list(range(len(tagged.reader.pages)))
    pages: list[Any] = list(tagged.reader.pages)
    for at, page in enumerate(pages):
        assert page["/StructParents"] == at
        assert page["/Tabs"] == "/S"
        owners = parents[2 * at + 1]
        assert len(owners) == len(tagged.marks[at])
        for number, owner in enumerate(owners):
            kids = [kid.get_object() for kid in owner.get_object()["/K"]]
            assert number in [kid["/MCID"] for kid in kids if "/MCID" in kid]


@pytest.mark.parametrize("name", SAMPLES)
def test_each_element_knows_its_parent(name):
    elements = Tagged(name).elements()
    for _, _, element in elements[1:]:
        kids = [kid.get_object() for kid in element["/P"].get_object()["/K"]]
        assert element in kids
