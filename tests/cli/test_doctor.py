"""``kiosk doctor``: a page or a document, in a language, and what the exit code says."""

import json

import pytest
from typer.testing import CliRunner, Result

from kiosk.cli import doctor as doctor_command
from kiosk.doctor.report import DoctorReport
from kiosk.doctor.shown import EXIT_CODES
from shared_runtime.clock import SystemClock
from wire.health import HealthCode, Part, check_of

WELL = check_of(Part.FONTS, HealthCode.FONTS_LOADED, {"files": "a.ttf"})
LOW = check_of(Part.PRINTER, HealthCode.PRINTER_PAPER_LOW, {"queue": "borne"})
OUT = check_of(Part.PRINTER, HealthCode.PRINTER_PAPER_OUT, {"queue": "borne"})
HIDDEN = check_of(Part.GATEWAY, HealthCode.GATEWAY_NOT_ALLOWED, {"socket": "/run/s"})
MISTAKEN = check_of(
    Part.CONFIGURATION,
    HealthCode.CONFIGURATION_MISTAKEN,
    {"file": "/k"},
)


def run(
    monkeypatch: pytest.MonkeyPatch, *options: str, findings=(WELL,), **terminal: str
) -> Result:
    monkeypatch.setattr(
        doctor_command,
        "report",
        lambda *_: DoctorReport(SystemClock().now(), tuple(findings), ("[kiosk] printer: no.",)),
    )
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return CliRunner().invoke(doctor_command.app, options, env=terminal)


@pytest.mark.parametrize(
    ("findings", "code", "state"),
    [
        ((WELL,), 0, "ok"),
        ((WELL, LOW), 1, "warning"),
        ((LOW, HIDDEN), 3, "unknown"),
        ((HIDDEN, OUT, LOW), 2, "failed"),
    ],
)
def test_the_exit_code_says_the_worst(monkeypatch, findings, code, state):
    done = run(monkeypatch, "--json", findings=findings)
    document = json.loads(done.stdout)
    assert (done.exit_code, document["exit_code"], document["state"]) == (code, code, state)
    assert [each["id"] for each in document["findings"]] == [each.reason for each in findings]


def test_each_finding_says_what_it_means_and_how_to_mend_it(monkeypatch):
    page = run(monkeypatch, findings=(WELL, OUT, MISTAKEN)).stdout
    for words in ("Il n’y a plus de papier.", "→ Remettez du papier A4.", "- [kiosk] printer: no."):
        assert words in page
    assert page.startswith("État de la borne : en panne\n")


def test_the_language_of_the_terminal_or_the_one_asked_for(monkeypatch):
    findings = (OUT,)
    assert "There is no paper." in run(monkeypatch, findings=findings, LANG="en_GB.UTF-8").stdout
    assert "plus de papier" in run(monkeypatch, findings=findings, LANG="fr_FR.UTF-8").stdout
    asked = run(monkeypatch, "--lang", "en", findings=findings, LANG="fr_FR.UTF-8")
    assert "There is no paper." in asked.stdout
    document = json.loads(run(monkeypatch, "--json", "--lang", "en", findings=findings).stdout)
    assert document["findings"][0]["means"] == "There is no paper."


def test_the_document_has_its_fields(monkeypatch):
    document = json.loads(run(monkeypatch, "--json", findings=(MISTAKEN,)).stdout)
    assert set(document) == {"at", "state", "exit_code", "findings"}
    (finding,) = document["findings"]
    assert set(finding) == {"part", "id", "state", "means", "mend", "gaps", "details"}
    assert finding["details"] == ["[kiosk] printer: no."]


def test_an_answer_that_nobody_reads_has_its_own_code(monkeypatch):
    """tests/cli/test_card.py tries the writing itself on a full disk and a closed pipe."""
    monkeypatch.setattr(doctor_command, "write", lambda answer: False)
    done = run(monkeypatch)
    assert done.exit_code == doctor_command.NOT_WRITTEN
    assert done.exit_code not in EXIT_CODES.values()
