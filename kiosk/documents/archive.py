"""Finishes a PDF as PDF/A-2b (ISO 19005-2) with a logical structure: what ReportLab leaves out.

ReportLab writes pages and embedded fonts. Here its objects are read back by its own
cross-reference table and written out again with all that the standard asks for beside them.
"""

import hashlib
import re
from functools import cache
from importlib.resources import files
from xml.sax.saxutils import escape

from kiosk.documents.structure import Element, written

PRODUCER = "borne multiservices"

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The bytes above 127 say that the file is not text (6.1.2)."""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{producer}</xmp:CreatorTool>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
"""Says nothing that the document information does not say (6.6.3): no person, no time."""


def archived(pdf: bytes, title: str, language: str, root: Element) -> bytes:
    """``pdf``, fresh from ReportLab, finished; ``title`` is Latin-1, which text in PDF agrees with
    (ISO 32000-1, D.2), ``language`` (BCP 47) ASCII.

    The same input gives the same bytes. Raises ValueError when ``pdf`` is not laid out as
    ReportLab does.
    """
    bodies = [_with_end_of_line(body) for body in _objects(pdf)]
    trailer = pdf[pdf.rindex(b"trailer") :]
    catalog = int(_found(rb"/Root (\d+) 0 R", trailer))
    information = int(_found(rb"/Info (\d+) 0 R", trailer))
    page_tree = int(_found(rb"/Pages (\d+) 0 R", bodies[catalog - 1]))
    kids = _found(rb"/Kids \[([^\]]*)\]", bodies[page_tree - 1])
    pages = [int(number) for number in re.findall(rb"(\d+) 0 R", kids)]
    for at, page in enumerate(pages):
        bodies[page - 1] = _opened(bodies[page - 1]) + b"/StructParents %d /Tabs /S>>" % at

    def put(body: bytes) -> int:
        bodies.append(body)
        return len(bodies)

    profile = put(_stream(b"/N 3", _profile()))
    xmp = _XMP.format(title=escape(title), language=language, producer=PRODUCER)
    metadata = put(_stream(b"/Type /Metadata /Subtype /XML", xmp.encode()))
    structure = len(bodies) + 1
    bodies += written(root, pages, structure)
    bodies[catalog - 1] = (
        b"<</Type /Catalog /Pages %d 0 R /Lang (%s) /Metadata %d 0 R /MarkInfo <</Marked true>>"
        b" /StructTreeRoot %d 0 R /ViewerPreferences <</DisplayDocTitle true>>"
        b" /OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /Info (sRGB)"
        b" /OutputConditionIdentifier (sRGB) /DestOutputProfile %d 0 R>>]>>"
        % (page_tree, language.encode("ascii"), metadata, structure, profile)
    )
    names = title.encode("latin-1"), PRODUCER.encode("ascii"), PRODUCER.encode("ascii")
    bodies[information - 1] = b"<</Title (%s) /Creator (%s) /Producer (%s)>>" % names
    return _file(bodies, catalog, information)


def _objects(pdf: bytes) -> list[bytes]:
    """What stands between ``obj`` and ``endobj`` of each object, in the order of their numbers."""
    table = int(_found(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf))
    starts = [int(entry) for entry in re.findall(rb"\n(\d{10}) \d{5} n", pdf[table:])]
    ends = dict(zip(sorted(starts), [*sorted(starts)[1:], table], strict=True))
    return [_found(rb"(?s)^\d+ 0 obj\n(.*)\nendobj\s*$", pdf[at : ends[at]]) for at in starts]


def _found(pattern: bytes, where: bytes) -> bytes:
    match = re.search(pattern, where)
    if match is None:
        raise ValueError(f"not as ReportLab writes it: no {pattern!r}")
    return match[1]


def _with_end_of_line(body: bytes) -> bytes:
    """ReportLab ends streams without the end-of-line marker that 6.1.7.1 asks for."""
    content = body.removesuffix(b"endstream")
    return body if content == body else content + b"\nendstream"


def _opened(dictionary: bytes) -> bytes:
    return dictionary.rstrip().removesuffix(b">>")


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


@cache
def _profile() -> bytes:
    """The colours' meaning: sRGB as Little CMS builds it ("No copyright, use freely")."""
    return (files("kiosk.documents") / "srgb.icc").read_bytes()


def _file(bodies: list[bytes], catalog: int, information: int) -> bytes:
    parts = [_HEADER]
    offsets: list[int] = []
    size = len(_HEADER)
    for number, body in enumerate(bodies, start=1):
        part = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        offsets.append(size)
        size += len(part)
        parts.append(part)
    identifier = hashlib.sha256(b"".join(parts)).hexdigest()[:32].encode("ascii")
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = (
        b"trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(bodies) + 1, catalog, information, identifier, identifier, size)
    )
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    return b"".join([*parts, table, entries, trailer])
