"""``kiosk document``: a file comes of it, or a plain word why not."""

import resource
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner, Result

from kiosk.cli import document as document_command
from kiosk.documents.attestation import render_attestation
from kiosk.documents.receipt_samples import CONTACT, RECEIPTS
from kiosk.documents.receipt_sheet import render_receipt_sheet
from kiosk.documents.receipt_strip import render_receipt_strip
from kiosk.documents.samples import PLACE, SAMPLES


def run(*arguments: str, paper: str = "attestation") -> Result:
    result = CliRunner().invoke(document_command.app, [paper, *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def pdf_of(name: str) -> bytes:
    return render_attestation(SAMPLES[name].paper, PLACE).pdf


@pytest.mark.parametrize("name", SAMPLES)
def test_each_sample_becomes_the_file_that_the_kiosk_would_print(name, tmp_path):
    file = tmp_path / "paper.pdf"
    result = run("--sample", name, "-o", str(file))
    assert (result.exit_code, result.stderr) == (0, "")
    assert file.read_bytes() == pdf_of(name)
    pages = len(PdfReader(file).pages)
    assert result.stdout == f"{file}: {name}, {pages} page{'s' if pages > 1 else ''}.\n"


def test_the_list_names_every_sample_and_what_there_is_to_see():
    result = run("--list")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line.split("  ")[0].strip() for line in lines] == list(SAMPLES)
    assert all(sample.about in result.stdout for sample in SAMPLES.values())


@pytest.mark.parametrize("name", RECEIPTS)
def test_each_receipt_becomes_a_sheet_or_a_strip(name, tmp_path):
    made = RECEIPTS[name].receipt
    sheet, strip = tmp_path / "receipt.pdf", tmp_path / "receipt.escpos"
    assert run("--sample", name, "-o", str(sheet), paper="receipt").exit_code == 0
    assert sheet.read_bytes() == render_receipt_sheet(made, PLACE, CONTACT).pdf
    result = run("--sample", name, "--strip", "-o", str(strip), paper="receipt")
    assert result.stdout == f"{strip}: {name}, a strip.\n"
    assert strip.read_bytes() == render_receipt_strip(made, PLACE, CONTACT).escpos
    run("--sample", name, "--text", "-o", str(strip), "--force", paper="receipt")
    text = render_receipt_strip(made, PLACE, CONTACT, raster=False)
    assert strip.read_bytes() == text.escpos


def test_the_list_of_receipts_names_every_one():
    lines = run("--list", paper="receipt").stdout.splitlines()
    assert [line.split("  ")[0].strip() for line in lines] == list(RECEIPTS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--sample", "nobody", "-o", "x.pdf"), "family"),
        (("-o", "x.pdf"), "--sample"),
        (("--sample", "family"), "name a file"),
        ((), "--sample"),
        (("--wrong",), "No such option"),
    ],
)
def test_a_mistake_on_the_command_line_is_explained(arguments, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_kept_unless_asked(tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(b"mine")
    refused = run("--sample", "family", "-o", str(file))
    assert refused.exit_code == document_command.NOT_WRITTEN
    assert "is there already; --force replaces it." in refused.stderr
    assert file.read_bytes() == b"mine"
    assert run("--sample", "family", "-o", str(file), "--force").exit_code == 0
    assert file.read_bytes() == pdf_of("family")


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path):
    link = tmp_path / "paper.pdf"
    link.symlink_to(tmp_path / "elsewhere.pdf")
    assert run("--sample", "family", "-o", str(link)).exit_code == document_command.NOT_WRITTEN
    assert not (tmp_path / "elsewhere.pdf").exists()


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize(
    ("name", "said"),
    [("", "it is a folder."), ("missing/paper.pdf", "No such file or directory.")],
)
def test_a_place_that_takes_no_file_is_named(name, said, force, tmp_path):
    result = run("--sample", "family", "-o", str(tmp_path / name), *force)
    assert result.exit_code == document_command.NOT_WRITTEN
    assert result.stderr.endswith(f"was not written: {said}\n")
    assert list(tmp_path.iterdir()) == []


def test_half_a_file_is_taken_away_again(tmp_path):
    """As on a full disk: here the system allows files of 1,000 bytes."""
    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, kept[1]))
    try:
        trouble = document_command._saved(tmp_path / "paper.pdf", b"x" * 5000, force=False)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
        signal.signal(signal.SIGXFSZ, handler)
    assert trouble == "File too large."
    assert list(tmp_path.iterdir()) == []


def as_program(*arguments: str, shell: str = '"$@"') -> subprocess.CompletedProcess[bytes]:
    code = "import sys; from kiosk.cli.main import main; sys.exit(main())"
    kiosk = [sys.executable, "-c", code, "document", "attestation", *arguments]
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {shell}", "-", *kiosk],
        capture_output=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[2],
    )


def test_the_standard_output_takes_the_bytes_and_nothing_else():
    done = as_program("--sample", "minimal", "-o", "-")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == pdf_of("minimal")
    assert len(PdfReader(BytesIO(done.stdout)).pages) == 1


def test_a_standard_output_that_takes_nothing_has_its_own_code():
    done = as_program("--sample", "minimal", "-o", "-", shell='"$@" >/dev/full')
    assert done.returncode == document_command.NOT_WRITTEN
    assert done.stderr == b"The answer could not be written: No space left on device.\n"


def test_a_terminal_is_spared(monkeypatch):
    monkeypatch.setattr(document_command, "_to_a_terminal", lambda: True)
    result = run("--sample", "family", "-o", "-")
    assert result.exit_code == 2
    assert "a terminal shows no paper" in result.stderr
    assert "%PDF" not in result.stdout
