"""The file itself: PDF/A-2b clause by clause (ISO 19005-2), and nothing personal around the pages.

There is no package of a validator: these tests read the file as the standard words its demands.
"""

import io
import re
import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import ImageCms
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from kiosk.documents.archive import archived
from kiosk.documents.attestation import render_attestation
from kiosk.documents.receipt_samples import CONTACT, RECEIPTS
from kiosk.documents.receipt_sheet import render_receipt_sheet
from kiosk.documents.samples import PLACE, SAMPLES
from kiosk.documents.structure import Element, Role

RECEIPT = "receipt"
TITLES = {RECEIPT: "Reçu de votre demande"}


def rendered(name: str) -> bytes:
    if name == RECEIPT:
        return render_receipt_sheet(RECEIPTS["opposition"].receipt, PLACE, CONTACT).pdf
    return render_attestation(SAMPLES[name].paper, PLACE).pdf


@pytest.fixture(scope="module", params=["family", "nineteen", "long-names", RECEIPT])
def pdf(request) -> bytes:
    return rendered(request.param)


@pytest.fixture
def reader(pdf) -> PdfReader:
    return PdfReader(BytesIO(pdf), strict=True)


def objects(pdf: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and source of each object, found by the cross-reference table."""
    table = int(re.findall(rb"startxref\n(\d+)\n%%EOF\n$", pdf)[0])
    head = re.match(rb"xref\n0 (\d+)\n0000000000 65535 f \n", pdf[table:])
    assert head is not None, "6.1.4: one end-of-line marker after xref"
    entries = re.findall(rb"(\d{10}) 00000 n \n", pdf[table + head.end() :])
    assert len(entries) + 1 == int(head[1])
    for number, entry in enumerate(entries, start=1):
        start = int(entry)
        yield number, pdf[start : pdf.index(b"\nendobj\n", start) + 8]


def test_6_1_2_the_header_says_pdf_1_7_and_binary(pdf):
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}\n", pdf)


def test_6_1_3_the_trailer_has_an_identifier_and_no_encryption(pdf, reader):
    trailer = reader.trailer
    assert len(trailer["/ID"]) == 2
    assert "/Encrypt" not in trailer
    assert pdf.endswith(b"%%EOF\n")
    assert pdf.count(b"%%EOF") == 1


def test_the_identifier_is_of_the_content():
    assert (
        PdfReader(BytesIO(rendered("family"))).trailer["/ID"]
        != (PdfReader(BytesIO(rendered("minimal"))).trailer["/ID"])
    )


def test_6_1_9_objects_are_spaced_as_asked(pdf):
    for number, source in objects(pdf):
        assert source.startswith(b"%d 0 obj\n" % number)
        assert source.endswith(b"\nendobj\n")


def test_6_1_7_streams_have_their_length_and_end_on_a_line_of_their_own(pdf):
    streams = 0
    for _, source in objects(pdf):
        if b"endstream" not in source:
            continue
        streams += 1
        head, _, rest = source.partition(b"\nstream\n")
        content = rest.removesuffix(b"\nendstream\nendobj\n")
        assert content != rest
        length = re.search(rb"/Length (\d+)", head)
        assert length is not None
        assert int(length[1]) == len(content)
        assert b"LZW" not in head
        assert not re.search(rb"/(F|FFilter|FDecodeParms)\b", head)
    assert streams > 5


def test_6_2_3_the_output_intent_is_srgb_by_a_profile_that_works(reader):
    (intent,) = reader.root_object["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/OutputConditionIdentifier"] == "sRGB"
    stream = intent["/DestOutputProfile"].get_object()
    assert stream["/N"] == 3
    data = stream.get_data()
    assert data[12:16] in (b"mntr", b"prtr")
    assert data[16:20] == b"RGB "
    assert data[8] < 5
    ImageCms.getOpenProfile(io.BytesIO(data))


def test_the_profile_is_the_free_one_of_little_cms_but_for_its_date(reader):
    (intent,) = reader.root_object["/OutputIntents"]
    ours = intent["/DestOutputProfile"].get_object().get_data()
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    date = slice(24, 36)
    assert made.profile.copyright == "No copyright, use freely"
    assert ours[: date.start] + ours[date.stop :] == (
        made.tobytes()[: date.start] + made.tobytes()[date.stop :]
    )


def _all_dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    seen: set[int] = set()
    waiting: list[object] = [reader.trailer["/Root"]]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            waiting += list(one)


def test_what_the_standard_forbids_is_nowhere(reader):
    for dictionary in _all_dictionaries(reader):
        kind = dictionary.get("/Type")
        assert not {"/AA", "/JavaScript", "/JS", "/XFA", "/EmbeddedFiles", "/OCProperties"} & set(
            dictionary
        )
        assert kind not in ("/Annot", "/XObject", "/ExtGState", "/Group")
        assert dictionary.get("/Subtype") not in ("/Image", "/Form", "/PS", "/Type3")
        assert "/Group" not in dictionary, "no transparency"
        assert not (isinstance(dictionary, StreamObject) and "/SMask" in dictionary)
    assert "/OpenAction" not in reader.root_object


def test_colours_are_rgb_as_the_output_intent_has_it(reader):
    for page in reader.pages:
        operators = {operator for _, operator in page.get_contents().operations}
        assert not operators & {b"k", b"K", b"g", b"G", b"cs", b"CS", b"sh", b"gs", b"Do", b"BI"}
        assert b"rg" in operators


def test_6_2_11_every_font_is_embedded_with_its_widths_and_its_letters(reader):
    for page in reader.pages:
        fonts = page["/Resources"]["/Font"]
        assert fonts
        for reference in fonts.values():
            font = reference.get_object()
            descriptor = font["/FontDescriptor"].get_object()
            assert "SourceSans" in font["/BaseFont"]
            assert descriptor["/FontFile2"].get_object().get_data()[:4] == b"\0\1\0\0"
            assert len(font["/Widths"]) == font["/LastChar"] - font["/FirstChar"] + 1
            assert "/ToUnicode" in font
            assert descriptor["/Flags"] & 4, "symbolic"
            assert "/Encoding" not in font, "6.2.11.6: symbolic fonts have none"


class TrueType:
    """What an embedded font says of itself (OpenType 1.9: cmap, head, hhea, hmtx)."""

    def __init__(self, data: bytes) -> None:
        self.tables: dict[bytes, bytes] = {}
        (count,) = struct.unpack_from(">H", data, 4)
        for at in range(count):
            tag, _, start, length = struct.unpack_from(">4sLLL", data, 12 + 16 * at)
            self.tables[tag] = data[start : start + length]

    def encodings(self) -> list[tuple[int, int]]:
        cmap = self.tables[b"cmap"]
        (count,) = struct.unpack_from(">H", cmap, 2)
        return [struct.unpack_from(">HH", cmap, 4 + 8 * at) for at in range(count)]

    def glyphs(self) -> dict[int, int]:
        """Glyph of each code, from the one subtable there is, of format 6."""
        cmap = self.tables[b"cmap"]
        (start,) = struct.unpack_from(">L", cmap, 8)
        kind, _, _, first, count = struct.unpack_from(">HHHHH", cmap, start)
        assert kind == 6
        return dict(enumerate(struct.unpack_from(f">{count}H", cmap, start + 10), start=first))

    def width(self, glyph: int) -> float:
        """In thousandths of the size."""
        (per_em,) = struct.unpack_from(">H", self.tables[b"head"], 18)
        (metrics,) = struct.unpack_from(">H", self.tables[b"hhea"], 34)
        (advance,) = struct.unpack_from(">H", self.tables[b"hmtx"], 4 * min(glyph, metrics - 1))
        return float(advance * 1000 / per_em)


def test_6_2_11_fonts_agree_with_what_is_said_of_them_and_lack_no_letter(reader):
    for page in reader.pages:
        fonts = {name: font.get_object() for name, font in page["/Resources"]["/Font"].items()}
        programs = {
            name: TrueType(font["/FontDescriptor"]["/FontFile2"].get_object().get_data())
            for name, font in fonts.items()
        }
        for name, program in programs.items():
            assert len(program.encodings()) == 1, "6.2.11.6: symbolic fonts have one"
            widths = fonts[name]["/Widths"]
            for code, glyph in program.glyphs().items():
                assert widths[code] == pytest.approx(program.width(glyph), abs=1), "6.2.11.5"
        font = ""
        for operands, operator in page.get_contents().operations:
            if operator == b"Tf":
                font = operands[0]
            if operator == b"Tj":
                codes = operands[0].original_bytes
                assert all(programs[font].glyphs()[code] for code in codes), "6.2.11.8: .notdef"


def test_6_6_the_metadata_say_pdf_a_2b_and_agree_with_the_document_information(reader):
    stream = reader.root_object["/Metadata"].get_object()
    assert (stream["/Type"], stream["/Subtype"]) == ("/Metadata", "/XML")
    packet = stream.get_data().decode()
    assert packet.startswith('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>')
    xmp, information = reader.xmp_metadata, reader.metadata
    assert xmp is not None
    assert information is not None
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in packet
    assert xmp.dc_title == {"x-default": information.title}
    assert xmp.pdf_producer == information.producer
    assert xmp.xmp_creator_tool == information.creator
    assert set(information) == {"/Title", "/Producer", "/Creator"}, "all that is said in both"


@pytest.mark.parametrize("name", ["family", RECEIPT])
def test_the_title_is_shown_neutral_and_in_french(name):
    reader = PdfReader(BytesIO(rendered(name)), strict=True)
    root: Any = reader.root_object
    assert reader.metadata is not None
    assert reader.metadata.title == TITLES.get(name, "Attestation de droits")
    assert root["/Lang"] == "fr-FR"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] is not False


@pytest.mark.parametrize("name", SAMPLES)
def test_no_person_and_no_time_is_in_the_file_outside_the_pages(name):
    pdf = rendered(name)
    attestation = SAMPLES[name].paper
    streams = re.sub(rb"(?s)stream\n.*?\nendstream", b"", pdf)
    metadata = PdfReader(BytesIO(pdf)).root_object["/Metadata"].get_object()
    assert isinstance(metadata, StreamObject)
    packet = metadata.get_data()
    names = {attestation.assure.prenom, attestation.assure.nom_famille, attestation.numero}
    names |= {one.prenom for one in attestation.beneficiaires if one.prenom}
    secrets = [*names, attestation.code_controle, "1850375", "1 85 03", "D:20"]
    for secret in secrets:
        for encoded in (secret.encode(), secret.encode("utf-16-be")):
            assert encoded not in streams
            assert encoded not in packet
            assert encoded.hex().encode() not in streams


def test_pages_are_a4(reader):
    for page in reader.pages:
        assert [round(float(side)) for side in page.mediabox] == [0, 0, 595, 842]


def test_what_reportlab_did_not_write_is_refused():
    with pytest.raises(ValueError, match="not as ReportLab writes it"):
        archived(b"%PDF-1.4\nnothing", "Titre", "fr-FR", Element(Role.DOCUMENT))
