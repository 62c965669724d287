"""``kiosk setup``: questions, a file of answers, and what the machine lacks."""

import getpass
import grp
import os
import stat
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from typer.testing import CliRunner, Result

from kiosk.cli import setup as setup_command
from kiosk.config.both_sections import judge
from kiosk.config.first_setup import OF_THE_PACKAGE, QUESTIONS
from kiosk.doctor.report import DoctorReport
from shared_runtime.clock import SystemClock
from tests.doctor.everything import INSTALLED
from wire.health import HealthCode, Part, check_of

WELL = check_of(Part.FONTS, HealthCode.FONTS_LOADED, {"files": "a.ttf"})
LOW = check_of(Part.PRINTER, HealthCode.PRINTER_PAPER_LOW, {"queue": "borne"})


@pytest.fixture
def key(tmp_path: Path) -> Path:
    public = X25519PrivateKey.generate().public_key()
    file = tmp_path / "caisse.pem"
    file.write_bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return file


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """On a machine whose accounts are this one's: that of the package are made by it."""
    own = {"socket_group": grp.getgrgid(os.getgid()).gr_name, "allowed_users": [getpass.getuser()]}
    monkeypatch.setitem(OF_THE_PACKAGE, "sync", own)

    def run(*options: str, typed: str = "") -> Result:
        config = ("--config", str(tmp_path / "etc" / "kiosk.toml"))
        return CliRunner().invoke(setup_command.app, [*config, *options], input=typed)

    return run


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "etc" / "kiosk.toml"


def typed(key: Path, **said: str) -> str:
    answers = {
        "caisse_name": "CPAM d’Exemple",
        "agency_name": 'Agence « du "Bas" »',
        "agency_code": "0131",
        "kiosk_number": "12",
        "central_url": "https://central.example",
        "caisse_key_file": str(key),
    } | said
    return "".join(f"{answers.get(each.name, '')}\n" for each in QUESTIONS)


def test_the_answers_make_a_file_with_which_both_processes_start(run, written, key) -> None:
    done = run(typed=typed(key, printer="accueil"))
    assert done.exit_code == 0, done.output
    document = tomllib.loads(written.read_text())
    assert document["kiosk"]["agency_name"] == 'Agence « du "Bas" »'
    assert document["kiosk"]["kiosk_number"] == document["sync"]["kiosk_number"] == "12"
    assert document["kiosk"]["production"] is True
    assert "territory" not in document["kiosk"], "what is usual stays out of the file"
    mistakes = [
        each for each in judge(written, {}).mistakes if not each.startswith("[sync] socket ")
    ]
    assert mistakes == []
    assert "lpadmin -p accueil " in done.stdout


def test_the_file_is_for_the_kiosks_group_and_no_other(run, written, key) -> None:
    run(typed=typed(key))
    assert stat.S_IMODE(written.stat().st_mode) == 0o640


def test_a_mistaken_answer_is_asked_for_again(run, written, key) -> None:
    wrong = typed(key, central_url="http://central.example\nhttps://central.example")
    done = run(typed=wrong)
    assert done.exit_code == 0
    assert "[sync] central_url must be https" in done.output
    assert tomllib.loads(written.read_text())["sync"]["central_url"] == "https://central.example"


def test_a_needed_answer_is_not_left_out(run, written, key) -> None:
    done = run(typed=typed(key, agency_code="\n\n0131"))
    assert done.exit_code == 0
    assert tomllib.loads(written.read_text())["sync"]["agency_code"] == "0131"


def test_every_mistake_of_a_file_of_answers_is_named_at_once(run, written, tmp_path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text(
        '[kiosk]\nkiosk_number = "no way"\nprintr = "x"\n[sync]\ncentral_url = "ftp://x"\n[snyc]\n'
    )
    done = run("--answers", str(answers))
    assert done.exit_code == 78
    for words in (
        "[kiosk] kiosk_number:",
        "[kiosk] printr is not a setting",
        "[kiosk] agency_name is missing.",
        "[sync] central_url must be",
        "[sync] caisse_key_file is missing.",
        "[snyc] is no section",
    ):
        assert done.output.count(words) == 1, words
    assert not written.exists()


def test_a_file_of_answers_may_say_any_setting(run, written, tmp_path, key) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text(
        '[kiosk]\ncaisse_name = "C"\nagency_name = "A"\nkiosk_number = "1"\nidle_s = 90\n'
        'agent_where = { fr = "Là." }\n[sync]\nagency_code = "1"\nkiosk_number = "1"\n'
        f'central_url = "https://central.example"\ncaisse_key_file = "{key}"\n'
    )
    done = run("--answers", str(answers))
    assert done.exit_code == 0, done.output
    document = tomllib.loads(written.read_text())
    assert (document["kiosk"]["idle_s"], document["kiosk"]["agent_where"]) == (90, {"fr": "Là."})


@pytest.mark.parametrize("content", [b"[kiosk", b"\xff", b"kiosk = 3\n"])
def test_a_file_that_holds_no_answers_is_refused(run, written, tmp_path, content) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_bytes(content)
    assert run("--answers", str(answers)).exit_code == 78
    assert not written.exists()


def test_a_file_that_is_there_stays_as_it_is(run, written, key) -> None:
    written.parent.mkdir()
    written.write_text("mine")
    assert run(typed=typed(key)).exit_code == os.EX_CANTCREAT
    assert written.read_text() == "mine"
    assert run("--replace", typed=typed(key)).exit_code == 0
    assert written.read_text() != "mine"


def test_nothing_is_written_when_the_questions_are_broken_off(run, written) -> None:
    assert run(typed="CPAM\n").exit_code == 1
    assert not written.parent.exists()


def test_a_folder_that_takes_no_file_is_said(run, tmp_path, key) -> None:
    (tmp_path / "etc").write_text("a file")
    done = run(typed=typed(key))
    assert done.exit_code == os.EX_CANTCREAT
    assert "kiosk.toml" in done.output


@pytest.mark.parametrize(
    ("changed", "seen", "code"),
    [
        ({}, WELL, 0),
        ({"has_staff_pepper": False}, WELL, 1),
        ({}, LOW, 1),
        ({"has_virtual_reader": True}, LOW, 2),
        ({"cups_command": None}, WELL, 3),
    ],
)
def test_the_check_says_the_worst_of_machine_and_doctor(
    run, written, monkeypatch, changed, seen, code
):
    monkeypatch.setattr(setup_command, "look", lambda: replace(INSTALLED, **changed))
    told = DoctorReport(SystemClock().now(), (seen,))
    monkeypatch.setattr(setup_command, "report", lambda *_: told)
    done = run("--check", "--lang", "en")
    assert done.exit_code == code, done.output
    assert "Access to the reader" in done.stdout
    assert not written.exists()
