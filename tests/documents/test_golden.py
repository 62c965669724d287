"""The papers look as they should, and the comparison that says so cannot be fooled."""

import re
from dataclasses import replace

import pytest
from PIL import Image

from kiosk.documents.attestation import render_attestation
from kiosk.documents.samples import FAMILY, PLACE, SAMPLES
from kiosk.documents.sheet import Sheet
from tests.documents.golden import DPI, PAPERS, golden_pages, off_pixels, seen_pages
from tests.documents.reading import pictures


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_looks_like_its_golden(name, tmp_path):
    seen, golden = seen_pages(name), golden_pages(name)
    assert len(seen) == len(golden)
    for number, (now, before) in enumerate(zip(seen, golden, strict=True), start=1):
        picture = tmp_path / f"{name}-{number}.png"
        now.save(picture)
        off = off_pixels(now, before)
        assert off == 0, (
            f"page {number} of {name}: {off} pixels differ, see {picture}; "
            "if it is meant: python -m tests.documents.golden"
        )


def test_rounding_of_another_machine_is_forgiven():
    (golden,) = golden_pages("family")
    (seen,) = seen_pages("family")
    for shift in (-12, 12):
        assert off_pixels(seen.point(lambda level, by=shift: level + by), golden) == 0


def _altered(monkeypatch, nth: int, *, text=None, shift_mm: float = 0.0) -> Image.Image:
    """The family's paper with its ``nth`` line of text moved down, or written differently."""
    write = Sheet._write
    count = 0

    def altered(self, left, baseline, line, style):
        nonlocal count
        if count == nth:
            line, baseline = (text or line), baseline + shift_mm
        count += 1
        write(self, left, baseline, line, style)

    with monkeypatch.context() as patch:
        patch.setattr(Sheet, "_write", altered)
        return pictures(render_attestation(FAMILY, PLACE).pdf, DPI)[0]


def _lines(monkeypatch) -> list[str]:
    lines: list[str] = []
    write = Sheet._write

    def noted(self, left, baseline, line, style):
        lines.append(line)
        write(self, left, baseline, line, style)

    with monkeypatch.context() as patch:
        patch.setattr(Sheet, "_write", noted)
        render_attestation(FAMILY, PLACE)
    return lines


def test_any_line_moved_by_a_third_of_a_millimetre_is_seen(monkeypatch):
    (golden,) = golden_pages("family")
    lines = _lines(monkeypatch)
    assert len(lines) > 50
    for nth, line in enumerate(lines):
        assert off_pixels(_altered(monkeypatch, nth, shift_mm=0.3), golden) > 0, line


def test_any_digit_changed_is_seen(monkeypatch):
    (golden,) = golden_pages("family")
    lines = enumerate(_lines(monkeypatch))
    changed = [(nth, _last_digit_changed(line)) for nth, line in lines if re.search(r"\d", line)]
    assert len(changed) > 15
    for nth, other in changed:
        assert off_pixels(_altered(monkeypatch, nth, text=other), golden) > 0, other


def _last_digit_changed(line: str) -> str:
    return re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 10), line)


@pytest.mark.parametrize(("one", "other"), ["38", "68", "56", "17", "89", "08"])
def test_digits_that_look_alike_are_told_apart_in_the_smallest_type(monkeypatch, one, other):
    (nth,) = (n for n, line in enumerate(_lines(monkeypatch)) if "441-1" in line)
    line = _lines(monkeypatch)[nth]
    first = _altered(monkeypatch, nth, text=line.replace("441-1", f"44{one}-1"))
    second = _altered(monkeypatch, nth, text=line.replace("441-1", f"44{other}-1"))
    assert off_pixels(first, second) > 0


def test_a_lost_row_is_seen():
    attestation = SAMPLES["nineteen"].paper
    fewer = replace(attestation, beneficiaires=attestation.beneficiaires[:-1])
    seen = pictures(render_attestation(fewer, PLACE).pdf, DPI)
    assert off_pixels(seen[-1], golden_pages("nineteen")[-1]) > 100


def test_a_lost_rule_and_another_qr_are_seen(monkeypatch):
    (golden,) = golden_pages("family")
    with monkeypatch.context() as patch:
        patch.setattr(Sheet, "rule", lambda *_: None)
        assert off_pixels(pictures(render_attestation(FAMILY, PLACE).pdf, DPI)[0], golden) > 100
    other = replace(FAMILY, adresse_controle=FAMILY.adresse_controle[:-1] + "B")
    assert off_pixels(pictures(render_attestation(other, PLACE).pdf, DPI)[0], golden) > 100


def test_a_page_of_another_size_is_all_wrong():
    (golden,) = golden_pages("family")
    assert off_pixels(golden.resize((10, 10)), golden) == 100
