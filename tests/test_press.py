"""The press: a job of a session that is over never reaches the printer, however late it comes."""

from types import SimpleNamespace
from uuid import UUID

import pytest

from kiosk.documents import attestation
from kiosk.documents.place import Place
from kiosk.domain.ids import JobId
from kiosk.press import Press

FIRST, SECOND = JobId(UUID(int=1)), JobId(UUID(int=2))


class Printer:
    def __init__(self):
        self.asked = []

    def print_pdf(self, job, pdf, pages):
        self.asked.append((job, pdf, pages))

    def purge(self):
        self.asked.append("purge")


@pytest.fixture
def rendering(monkeypatch):
    """What happens while a document is rendered."""
    happens = SimpleNamespace(meanwhile=lambda: None)

    def render(document, _place):
        happens.meanwhile()
        return SimpleNamespace(pdf=document, pages=1)

    monkeypatch.setattr(attestation, "render_attestation", render)
    return happens


@pytest.fixture
def printer():
    return Printer()


@pytest.fixture
def press(printer, rendering):
    return Press(printer, Place("Agence", "07"))


def test_an_expected_job_is_printed_once(press, printer):
    press.expect(FIRST)
    press.put_to_paper(FIRST, b"first")
    press.put_to_paper(FIRST, b"first")
    assert printer.asked == [(FIRST, b"first", 1)]


def test_a_session_that_ends_while_its_paper_is_rendered_prints_nothing(press, printer, rendering):
    press.expect(FIRST)
    rendering.meanwhile = press.purge
    press.put_to_paper(FIRST, b"first")
    assert printer.asked == ["purge"]


def test_what_is_rendered_late_does_not_come_out_beside_the_next_persons_paper(
    press, printer, rendering
):
    def next_person():
        rendering.meanwhile = lambda: None
        press.purge()
        press.expect(SECOND)
        press.put_to_paper(SECOND, b"second")

    press.expect(FIRST)
    rendering.meanwhile = next_person
    press.put_to_paper(FIRST, b"first")
    assert printer.asked == ["purge", (SECOND, b"second", 1)]


def test_a_job_waiting_for_a_worker_when_its_session_ends_prints_nothing(press, printer):
    press.expect(FIRST)
    press.purge()
    press.put_to_paper(FIRST, b"first")
    assert printer.asked == ["purge"]
