"""``kiosk config``: what is shown is a configuration again, and exit codes say what is wrong."""

import json
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk.cli import config as config_command
from kiosk.config import both_sections as configuration
from kiosk.config.loading import load
from kiosk.config.settings import KioskSettings


@pytest.fixture(autouse=True)
def no_appliance(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(configuration, "USUAL_FILE", tmp_path / "usual.toml")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(config_command.app, arguments)


def write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_what_is_shown_can_be_read_in_again(tmp_path):
    file = write(
        tmp_path / "kiosk.toml",
        '[kiosk]\ncaisse_name = "CPAM \\"A\\" – été"\nlanguages = ["en"]\n'
        'levels = { attestation_de_droits = "C" }\n'
        'colours = { primary = "#0c419a", pressed = "#07275c", accent = "#b41567" }\n',
    )
    shown = run("show", "--config", file)
    assert shown.exit_code == 0
    again = tmp_path / "again.toml"
    kiosk = tomllib.loads(shown.stdout)["kiosk"]
    again.write_text(shown.stdout, encoding="utf-8")
    assert kiosk["caisse_name"] == 'CPAM "A" – été'
    first, second = load(Path(file), {}), load(again, {})
    assert isinstance(first, KioskSettings)
    assert isinstance(second, KioskSettings)
    assert first.place() == second.place()
    of_the_territory = {"phone", "phone_hours", "timezone"}
    assert first.model_dump(exclude=of_the_territory) == second.model_dump(exclude=of_the_territory)
    assert "# file" in shown.stdout
    assert "# default" in shown.stdout


def test_the_same_as_json(tmp_path):
    file = write(tmp_path / "kiosk.toml", '[kiosk]\nprinter = "a b"\n')
    shown = run("show", "--json", "--config", file)
    document = json.loads(shown.stdout)
    assert shown.exit_code == 78
    assert document["file"] == file
    assert {"name": "printer", "value": "a b", "source": "file"} in document["sections"]["kiosk"]
    assert [mistake.split(":")[0] for mistake in document["mistakes"]] == ["[kiosk] printer"]


def test_a_right_configuration_is_said_to_be_right(tmp_path):
    checked = run("check", "--config", write(tmp_path / "kiosk.toml", "[kiosk]\n"))
    assert checked.exit_code == 0
    assert checked.stdout.startswith("The configuration is right")


def test_every_mistake_is_named_and_ends_in_78(tmp_path):
    file = write(tmp_path / "kiosk.toml", '[kiosk]\nprinter = "a b"\ntimezone = "Mars"\n')
    for command in ("check", "show"):
        done = run(command, "--config", file)
        assert done.exit_code == 78
        assert [line for line in done.stderr.splitlines() if line.startswith("  - ")] == [
            "  - [kiosk] timezone must be an IANA time zone such as Europe/Paris.",
            "  - [kiosk] printer: String should match pattern '^[^\\s/#]{1,127}$'.",
        ]


def test_the_file_of_the_appliance_is_taken_where_no_other_is_asked_for(tmp_path):
    write(tmp_path / "usual.toml", '[kiosk]\nkiosk_number = "42"\n')
    assert 'kiosk_number = "42"' in run("show").stdout
    assert 'kiosk_number = "07"' in run("show", "--config", write(tmp_path / "x", "")).stdout


def test_a_file_that_cannot_be_read_is_a_mistake_of_the_configuration(tmp_path):
    for command in ("check", "show"):
        done = run(command, "--config", str(tmp_path))
        assert done.exit_code == 78
        assert "cannot be read: Is a directory." in done.stderr
