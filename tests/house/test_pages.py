"""The pages made from the code are as it makes them; the sample is a file to start with."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel
from pydantic_settings import BaseSettings
from typer.testing import CliRunner

from central.config.settings import Settings
from kiosk.cli import config as config_command
from kiosk.config.both_sections import judge
from kiosk.config.settings import KioskSettings
from kiosk.config.sync_settings import SyncSettings
from scripts.pages import settings
from scripts.pages.written import PAGES
from tests.house.files import ROOT
from tests.sync.fakes import CAISSE_KEY_PEM

MODELS: tuple[type[BaseSettings], ...] = (KioskSettings, SyncSettings, Settings)
SAMPLE = ROOT / "docs" / "kiosk.toml"
OF_THE_MACHINE = {
    "logo", "ca_file", "caisse_key_file", "device_token_file", "socket", "socket_group",
    "allowed_users", "staff_pepper_file",
}  # fmt: skip
"""Settings whose value names something that only the appliance has."""


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_as_the_code_makes_it(page: str) -> None:
    assert (ROOT / page).read_text(encoding="utf-8") == PAGES[page](), "run `make pages`"


def models(kind: type[BaseModel]) -> list[type[BaseModel]]:
    """The model and every model within it."""
    found = [kind]
    for field in kind.model_fields.values():
        for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(part, type) and issubclass(part, BaseModel):
                found += models(part)
    return found


@pytest.mark.parametrize("kind", MODELS)
def test_every_setting_says_what_it_is_and_its_unit_where_its_name_has_one(
    kind: type[BaseSettings],
) -> None:
    for model in models(kind):
        for name, field in model.model_fields.items():
            assert field.description, name
            assert field.description.endswith("."), name
            extra = field.json_schema_extra
            unit = extra.get("unit") if isinstance(extra, dict) else None
            if name.endswith("_s"):
                assert unit == "s", name


@pytest.mark.parametrize("kind", MODELS)
def test_what_a_setting_may_be_is_never_left_blank(kind: type[BaseSettings]) -> None:
    for entry in settings.entries(kind):
        for each in (entry, *settings.parts(kind, entry.name)):
            assert each.values, each.name


def uncommented() -> str:
    return re.sub(r"^#(?=\w+ = )", "", SAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_config_check_takes_the_sample_as_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BORNE_SYNC_SOCKET", str(tmp_path / "s.sock"))
    (tmp_path / "caisse.pem").write_bytes(CAISSE_KEY_PEM)
    monkeypatch.setenv("BORNE_SYNC_CAISSE_KEY_FILE", str(tmp_path / "caisse.pem"))
    done = CliRunner().invoke(config_command.app, ["check", "--config", str(SAMPLE)])
    assert (done.exit_code, done.stderr) == (0, "")


def test_every_line_of_the_sample_is_right_once_its_hash_is_taken_away(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(uncommented(), encoding="utf-8")
    mistaken = {sentence.split()[1].strip(":") for sentence in judge(file, {}).mistakes}
    assert mistaken <= OF_THE_MACHINE


@pytest.mark.parametrize("kind", [KioskSettings, SyncSettings])
def test_the_sample_leaves_no_setting_out(kind: type[BaseSettings]) -> None:
    for name in kind.model_fields:
        assert re.search(rf"^#?{name} = ", SAMPLE.read_text(encoding="utf-8"), re.MULTILINE), name
