"""What the fleet says between the environment and the file, and what it has no say in."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kiosk.cli.config import app
from kiosk.config.both_sections import Setting, Source, effective
from kiosk.config.fleet_layer import FLEET_FILE, NO_FLEET, read_fleet_layer
from kiosk.config.loading import LoadedSettings, load, load_told
from kiosk.config.section import Mistakes
from kiosk.config.settings import KioskSettings
from kiosk.domain.ids import ServiceId
from kiosk.services.registry import registry
from kiosk.sync.fleet.settings_file import settings_of
from wire.codec import codec_of
from wire.configuration import KioskConfiguration

FILE = """
[kiosk]
gateway_socket = "{folder}/gateway.sock"
phone = "01 02"
printer = "local"
agent_where = {{ fr = "Là.", en = "There." }}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "kiosk.toml"
    file.write_text(FILE.format(folder=tmp_path))
    return file


def says(file: Path, version: int = 7, **settings: object) -> None:
    said = {"version": version, "settings": settings}
    (file.parent / FLEET_FILE).write_text(json.dumps(said))


def loaded(file: Path) -> LoadedSettings:
    found = load_told(file, {})
    assert isinstance(found, LoadedSettings)
    return found


def shown(file: Path) -> dict[str, Setting]:
    document = tomllib.loads(file.read_text())
    return {each.name: each for each in effective(KioskSettings, document, {})}


def test_it_goes_over_the_file_but_for_what_names_hardware(file: Path) -> None:
    says(file, phone="36 46", printer="fleet", tray_side="left", agent_where={"fr": "Ici."})
    settings = loaded(file).settings
    assert loaded(file).running == 7
    assert (settings.phone, settings.printer, settings.tray_side) == ("36 46", "local", "left")
    assert settings.agent_where.by_language() == {"fr": "Ici."}


def test_the_environment_goes_over_both(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BORNE_KIOSK_PHONE", "09 99")
    says(file, phone="36 46")
    assert loaded(file).settings.phone == "09 99"
    assert shown(file)["phone"] == Setting("phone", "09 99", Source.ENVIRONMENT)


def test_each_value_is_shown_with_where_it_comes_from(file: Path) -> None:
    says(file, phone="36 46", printer="fleet", tray_side="left", agent_where={"fr": "Ici."})
    said = {name: (each.value, each.source) for name, each in shown(file).items()}
    assert said["phone"] == ("36 46", Source.FLEET)
    assert said["printer"] == ("local", Source.FILE)
    assert said["tray_side"] == ("left", Source.FLEET)
    assert said["agent_where.fr"] == ("Ici.", Source.FLEET)
    assert "agent_where.en" not in said
    assert said["caisse_name"][1] is Source.DEFAULT


def test_a_territory_of_the_fleet_brings_its_numbers(file: Path) -> None:
    says(file, territory="reunion")
    assert shown(file)["timezone"] == Setting("timezone", "Indian/Reunion", Source.TERRITORY)


def test_kiosk_config_show_says_fleet(file: Path) -> None:
    says(file, phone="36 46")
    answer = CliRunner().invoke(app, ["show", "--config", str(file)])
    assert re.search(r'^phone = "36 46" +# fleet$', answer.stdout, re.MULTILINE)


def test_it_has_no_say_in_devices_production_and_the_link(file: Path) -> None:
    says(
        file,
        devices="simulated",
        paper_folder="/tmp",
        production=True,
        gateway_socket="/tmp/evil.sock",
        cups_server="evil:631",
        reader="evil",
    )
    assert loaded(file) == LoadedSettings(load_alone(file), running=7)


def load_alone(file: Path) -> KioskSettings:
    (file.parent / FLEET_FILE).rename(file.parent / "aside")
    settings = load(file, {})
    (file.parent / "aside").rename(file.parent / FLEET_FILE)
    assert isinstance(settings, KioskSettings)
    return settings


@pytest.mark.parametrize(
    "settings",
    [
        {"timezone": "Mars/Olympus"},
        {"territory": "atlantis"},
        {"logo": "/nowhere/logo.svg"},
        {"most_asked": "all"},
        {"colours": {"primary": "#ffffff"}},
        {"opening_hours": {"monday": ["open"]}},
    ],
)
def test_settings_that_are_mistaken_with_it_are_those_without_it(
    file: Path, settings: dict[str, Any]
) -> None:
    says(file, **settings)
    assert loaded(file) == LoadedSettings(load_alone(file), running=0, unusable=7)
    assert {each.source for each in shown(file).values()}.isdisjoint({Source.FLEET})


def test_it_does_not_hide_what_is_wrong_with_the_file(file: Path) -> None:
    file.write_text(file.read_text() + 'tray_side = "up"\n')
    says(file, phone="36 46")
    assert isinstance(load_told(file, {}), Mistakes)


def test_what_only_a_later_release_has_is_left_out(file: Path) -> None:
    says(
        file,
        levels={"attestation_de_droits": "C", "hologram": "L"},
        withheld=["hologram", "ij"],
        most_asked=["hologram", "adresse"],
        languages=["tlh", "fr"],
        agent_where={"fr": "Ici.", "tlh": "naDev"},
    )
    settings = loaded(file).settings
    assert loaded(file).running == 7
    assert (settings.withheld, settings.most_asked) == (("ij",), ("adresse",))
    assert settings.languages == ("fr",)
    assert set(settings.levels) == {"attestation_de_droits"}


def test_a_service_that_is_withheld_is_not_offered() -> None:
    every = registry({})
    fewer = registry({}, withheld=frozenset({ServiceId("ij")}))
    assert set(every.services) - set(fewer.services) == {"ij"}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '"x"',
        "{}",
        '{"version": 0, "settings": {}}',
        '{"version": "7", "settings": {}}',
        '{"version": 7, "settings": []}',
        '{"version": 7, "settings": {"pho',
        '{"version": 7, "settings": {"notices": [{}]}}',
        '{"version": 7, "settings": {"notices": ["closed"]}}',
    ],
)
def test_a_file_that_is_not_whole_says_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / FLEET_FILE).write_text(content)
    assert read_fleet_layer(tmp_path) == NO_FLEET


def test_a_message_to_the_public_reaches_the_screen(file: Path) -> None:
    notice = {
        "id": "closed",
        "text": {"fr": "Fermé.", "tlh": "SoQmoHpu'"},
        "shown_from": "2026-12-01T00:00:00Z",
        "shown_until": "2026-12-05T00:00:00Z",
    }
    says(file, notices=[notice])
    (shown,) = loaded(file).settings.place().notices
    assert shown.text == {"fr": "Fermé."}
    assert (shown.shown_until - shown.shown_from).days == 4


def test_it_says_which_cards_are_badges(file: Path) -> None:
    badge = {"family": "dsi", "atr": "3b8180018080", "read_from": "serial"}
    content = codec_of(KioskConfiguration).of_plain({"staff_cards": [badge]})
    says(file, **settings_of(content))
    assert loaded(file).settings.staff_card_families() == content.staff_cards
