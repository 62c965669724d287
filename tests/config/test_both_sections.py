"""The kiosk's whole configuration: both sections judged at once, each value with its source."""

import os
import tomllib
from datetime import date
from pathlib import Path

import pytest

from kiosk.config.both_sections import Setting, Source, effective, judge
from kiosk.config.section import Mistakes, SectionSettings, validate
from kiosk.config.settings import KioskSettings
from kiosk.config.sync_settings import SyncSettings
from kiosk.config.territories import territories
from tests.sync.fakes import CAISSE_KEY_PEM, DEVICE_TOKEN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "device-token").write_text(DEVICE_TOKEN + "\n")
    (tmp_path / "caisse.pem").write_bytes(CAISSE_KEY_PEM)
    return tmp_path


def written(folder: Path, text: str) -> Path:
    path = folder / "kiosk.toml"
    path.write_text(text, encoding="utf-8")
    return path


def sync(folder: Path, more: str = "") -> str:
    return f"""[sync]
        socket = "{folder}/s.sock"
        central_url = "https://central.example"
        caisse_key_file = "{folder}/caisse.pem"
        {more}
        """


def of(settings: tuple[Setting, ...], name: str) -> tuple[object, Source]:
    return next((each.value, each.source) for each in settings if each.name == name)


def test_nothing_at_all_is_right_and_says_what_would_not_start():
    judgement = judge(None, {})
    assert judgement.mistakes == ()
    assert judgement.notes == ("[sync] is not there: kiosk-sync would not start.",)


def test_mistakes_of_both_sections_and_of_the_environment_come_together(folder):
    path = written(
        folder,
        '[kiosk]\ntimezone = "Mars"\nprinter = "a b"\n'
        '[sync]\nsocket = "s"\ncentral_url = "ftp://x"\ncaisse_key_file = "absent.pem"\n'
        "slow_after_s = 0\n[kisok]\n",
    )
    environment = {"BORNE_KISOK_PRINTER": "x", "BORNE_CENTRAL_PORT": "1", "borne_Kiosk_X": "1"}
    sentences = judge(path, {**environment, "borne_kisok": "", "borne_central_port": "1"}).mistakes
    named = [sentence.split(":")[0].split(" ")[:2] for sentence in sentences]
    assert named == [
        ["[kisok]", "is"],
        ["BORNE_KISOK_PRINTER", "in"],
        ["borne_kisok", "in"],
        ["[kiosk]", "timezone"],
        ["[kiosk]", "printer"],
        ["borne_Kiosk_X", "in"],
        ["[sync]", "socket"],
        ["[sync]", "central_url"],
        ["[sync]", "caisse_key_file"],
        ["[sync]", "slow_after_s"],
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[kiosk", "is not TOML"),
        ("kiosk = 1", "[kiosk] must be a section of settings."),
        ("sync = 1", "[sync] must be a section of settings."),
    ],
)
def test_a_file_of_another_shape_is_said_once(folder, text, said):
    (sentence,) = judge(written(folder, text), {}).mistakes
    assert said in sentence


def test_a_file_that_is_not_there_is_said_once(folder):
    (sentence,) = judge(folder / "absent.toml", {}).mistakes
    assert "cannot be read" in sentence


def test_a_kiosk_without_a_token_is_one_that_is_enrolled(folder):
    path = written(folder, sync(folder))
    assert judge(path, {}).mistakes == judge(path, {}).notes == ()
    (folder / "device-token").unlink()
    assert judge(path, {"CREDENTIALS_DIRECTORY": str(folder)}).mistakes == ()


def test_a_token_that_is_no_token_is_a_mistake_that_does_not_quote_it(folder):
    (folder / "device-token").write_text("short secret")
    (sentence,) = judge(
        written(folder, sync(folder)), {"CREDENTIALS_DIRECTORY": str(folder)}
    ).mistakes
    assert "holds no device token" in sentence
    assert "secret" not in sentence


KINDS: tuple[type[SectionSettings], ...] = (KioskSettings, SyncSettings)
SWITCHES = ("_env_file", "_cli_parse_args", "_secrets_dir", "__pydantic_self__", "self", "")
"""Names that the settings' library, or Python, has a meaning of its own for."""
STUMBLES: tuple[object, ...] = (
    True, 1, float("nan"), float("inf"), date(2026, 11, 22), "", "Europe", "/", "..", "\x00", "//",
    "/dev/null", "/proc/self/mem", "root", "x" * 300, "é" * 200, "https://[", "https://a:99999",
    "https://\x00", "http://localhost:", [], ["\x00"], [[]], ["-1"], ["9" * 50], {}, {"fr": "x"},
    {"": 1},
)  # fmt: skip
"""What TOML can hold and paths, names, zones and addresses stumble over."""


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_does_more_than_be_wrong(kind):
    for name in kind.model_fields:
        for value in STUMBLES:
            validate(kind, {name: value}, {})
            effective(kind, {kind.section: {name: value}}, {})


@pytest.mark.parametrize("kind", KINDS)
def test_no_name_of_a_setting_is_a_switch_of_the_library(kind):
    found = validate(kind, dict.fromkeys(SWITCHES, "/etc/passwd"), {})
    assert isinstance(found, Mistakes)
    strange = [
        each for each in found.sentences if each.endswith("is not a setting of this section.")
    ]
    assert len(strange) == len(SWITCHES)


def test_each_value_says_where_it_comes_from(folder, monkeypatch):
    monkeypatch.setenv("BORNE_KIOSK_PRINTER", "laser")
    text = '[kiosk]\nprinter = "inkjet"\nphone = "01 23"\n'
    settings = effective(KioskSettings, tomllib.loads(text), os.environ)
    assert of(settings, "printer") == ("laser", Source.ENVIRONMENT)
    assert of(settings, "phone") == ("01 23", Source.FILE)
    assert of(settings, "territory") == ("metropole", Source.DEFAULT)
    assert of(settings, "logo") == (None, Source.DEFAULT)


def test_parts_of_a_setting_may_come_from_two_places_and_none_from_its_default(monkeypatch):
    monkeypatch.setenv("BORNE_KIOSK_PHONE_HOURS__FR", "Le matin.")
    text = '[kiosk.phone_hours]\nfr = "x"\nen = "Mornings."\n[kiosk.agent_where]\nfr = "Ici."\n'
    settings = effective(KioskSettings, tomllib.loads(text), os.environ)
    assert of(settings, "phone_hours.fr") == ("Le matin.", Source.ENVIRONMENT)
    assert of(settings, "phone_hours.en") == ("Mornings.", Source.FILE)
    names = {setting.name for setting in settings}
    assert "agent_where.fr" in names
    assert "agent_where.en" not in names


def test_what_goes_with_the_territory_is_shown_as_such(monkeypatch):
    reunion = territories()["reunion"]
    settings = effective(KioskSettings, {"kiosk": {"territory": "reunion", "phone": "1"}}, {})
    assert of(settings, "phone") == ("1", Source.FILE)
    assert of(settings, "phone_hours.fr") == (reunion.hours.fr, Source.TERRITORY)
    assert of(settings, "timezone") == (reunion.timezone, Source.TERRITORY)
    monkeypatch.setenv("BORNE_KIOSK_TERRITORY", "metropole")
    settings = effective(KioskSettings, {"kiosk": {"territory": "reunion"}}, os.environ)
    assert of(settings, "timezone") == ("Europe/Paris", Source.TERRITORY)
    monkeypatch.delenv("BORNE_KIOSK_TERRITORY")
    settings = effective(KioskSettings, {"kiosk": {"territory": "mars"}}, {})
    assert of(settings, "timezone") == (None, Source.DEFAULT)


def test_what_nobody_gave_and_what_systemd_gives(folder):
    (alone, given) = (
        effective(SyncSettings, {}, environment)
        for environment in ({}, {"CREDENTIALS_DIRECTORY": str(folder)})
    )
    assert of(alone, "central_url") == (None, Source.MISSING)
    assert of(alone, "device_token_file") == (None, Source.DEFAULT)
    assert of(given, "device_token_file") == (str(folder / "device-token"), Source.CREDENTIAL)


def test_a_password_in_an_address_is_not_shown():
    document = {"sync": {"central_url": "https://kiosk:hunter2@central.example/a"}}
    value, _ = of(effective(SyncSettings, document, {}), "central_url")
    assert value == "https://•••@central.example/a"
