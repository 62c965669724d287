"""Configuration of kiosk-ui: defaults that work, every mistake named at once."""

import os
from datetime import date
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from kiosk.config.loading import load
from kiosk.config.section import Mistakes, validate
from kiosk.config.settings import KioskSettings
from kiosk.config.territories import territories
from kiosk.domain.services import Level
from shared_runtime.messages.loading import languages, messages_folder
from tests.demarches import ATTESTATION
from wire.opening_hours import OpeningHours


def _file(folder: Path, text: str) -> Path:
    path = folder / "kiosk.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _settings(path: Path | None, **environment: str) -> KioskSettings:
    loaded = load(path, environment)
    assert isinstance(loaded, KioskSettings)
    return loaded


def _mistakes(path: Path, **environment: str) -> tuple[str, ...]:
    loaded = load(path, environment)
    assert isinstance(loaded, Mistakes)
    return loaded.sentences


def test_without_a_file_there_is_a_demonstration_caisse():
    place = _settings(None).place()
    assert place.caisse_name == "Caisse de démonstration"
    assert set(place.agent_where) >= set(place.languages)


def test_other_sections_are_not_ours(tmp_path):
    path = _file(tmp_path, '[sync]\nanything = 1\n[kiosk]\nphone = "01 23"\n')
    assert _settings(path).phone == "01 23"


def test_every_mistake_is_named_at_once(tmp_path):
    path = _file(
        tmp_path,
        """[kiosk]
        production = true
        devices = "simulated"
        timezone = "Europe/Lutece"
        printer = "no such/name"
        colour = "blue"
        levels = { nothing = "L" }
        """,
    )
    sentences = _mistakes(path, BORNE_KIOSK_NONSENSE="1")
    named = " ".join(sentences)
    for word in ("devices", "timezone", "printer", "colour", "levels", "BORNE_KIOSK_NONSENSE"):
        assert word in named
    assert len(sentences) == 6


def test_simulated_devices_need_a_folder_for_paper(tmp_path):
    sentences = _mistakes(_file(tmp_path, '[kiosk]\ndevices = "simulated"\n'))
    assert sentences == ("[kiosk] paper_folder is needed where devices are simulated.",)


def test_a_file_that_is_no_toml_or_not_there_is_said_plainly(tmp_path):
    assert "is not TOML" in _mistakes(_file(tmp_path, "[kiosk"))[0]
    assert "cannot be read" in _mistakes(tmp_path / "absent.toml")[0]


def test_the_environment_comes_before_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("BORNE_KIOSK_PHONE", "02 69 61 91 91")
    path = _file(tmp_path, '[kiosk]\nphone = "36 46"\n')
    assert _settings(path, BORNE_KIOSK_PHONE="02 69 61 91 91").phone == "02 69 61 91 91"


def test_a_part_of_a_setting_may_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("BORNE_KIOSK_PHONE_HOURS__FR", "Le matin.")
    monkeypatch.setenv("BORNE_KIOSK_PHONE_HOURS__EN", "In the morning.")
    hours = _settings(None, **os.environ).phone_hours
    assert hours is not None
    assert hours.fr == "Le matin."


def test_a_text_may_be_given_in_french_alone_or_in_any_language_of_the_screens(tmp_path):
    assert _settings(_file(tmp_path, '[kiosk.agent_where]\nfr = "Ici."\n')).place().agent_where == {
        "fr": "Ici."
    }
    both = _settings(_file(tmp_path, '[kiosk.agent_where]\nfr = "Ici."\nen = "Here."\n')).place()
    assert both.agent_where == {"fr": "Ici.", "en": "Here."}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            '[kiosk]\nlanguages = ["fr", "tlh"]\n',
            "languages.1 names no language of the screens: tlh",
        ),
        ('[kiosk.agent_where]\nfr = "x"\ntlh = "y"\n', "agent_where names no language"),
        ('[kiosk.agent_where]\nen = "y"\n', "agent_where.fr is missing"),
        ('[kiosk.agent_where]\nfr = "x"\nen = ""\n', "agent_where.en"),
    ],
)
def test_a_language_that_the_screens_do_not_have_is_a_mistake(tmp_path, text, named):
    (sentence,) = _mistakes(_file(tmp_path, text))
    assert named in sentence


def test_every_language_of_the_screens_is_offered_and_french_greets():
    assert _settings(None).languages == languages(messages_folder())
    assert _settings(None).languages[0] == "fr"


def test_a_variable_that_is_no_json_is_one_mistake_among_the_others(tmp_path, monkeypatch):
    monkeypatch.setenv("BORNE_KIOSK_LANGUAGES", "fr")
    monkeypatch.setenv("BORNE_KIOSK_LEVELS", "{")
    monkeypatch.setenv("BORNE_KIOSK_PHONE_HOURS", "always")
    sentences = _mistakes(_file(tmp_path, '[kiosk]\nprinter = "a b"\n'), **os.environ)
    assert [sentence.split()[1].strip(":") for sentence in sentences] == [
        "phone_hours",
        "languages",
        "levels",
        "printer",
    ]


def test_the_level_of_a_service_is_configuration(tmp_path):
    path = _file(tmp_path, '[kiosk.levels]\nattestation_de_droits = "C"\n')
    assert _settings(path).service_levels() == {ATTESTATION: Level.CARD}


def test_what_is_about_a_person_is_never_open_to_all(tmp_path):
    path = _file(tmp_path, '[kiosk.levels]\nattestation_de_droits = "I"\n')
    (sentence,) = _mistakes(path)
    assert "levels must be C or L" in sentence


@pytest.mark.parametrize("service", ["carte_perdue", "hameconnage", "no_such"])
def test_only_what_is_about_a_person_has_a_level(tmp_path, service):
    (sentence,) = _mistakes(_file(tmp_path, f'[kiosk.levels]\n{service} = "L"\n'))
    assert f"names no service about a person: {service}" in sentence


def test_the_territory_gives_number_hours_and_time_zone(tmp_path):
    place = _settings(_file(tmp_path, '[kiosk]\nterritory = "mayotte"\n')).place()
    assert (place.phone, place.timezone) == ("02 69 61 91 91", "Indian/Mayotte")
    assert place.phone_hours["fr"].startswith("Du lundi au jeudi de 7 h")
    assert "Mayotte" not in {each.territory["fr"] for each in place.elsewhere}
    assert "France métropolitaine" in {each.territory["fr"] for each in place.elsewhere}


def test_who_calls_from_mayotte_is_not_told_to_call_before_it_opens():
    hours = territories()["mayotte"].hours.by_language()
    assert hours["fr"] == "Du lundi au jeudi de 7 h 30 à 14 h 30. Vendredi de 7 h 30 à 12 h."
    assert hours["en"] == "Mon to Thu 7:30 am to 2:30 pm. Fri 7:30 am to noon."


def test_no_hours_are_promised_to_who_calls_from_abroad():
    for hours in territories()["etranger"].hours.by_language().values():
        assert not any(character.isdigit() for character in hours)
        assert "ameli.fr" in hours


def test_a_caisse_has_its_own_number_over_that_of_the_territory(tmp_path):
    text = '[kiosk]\nterritory = "guyane"\nphone = "05 94 00 00 00"\ntimezone = "UTC"\n'
    place = _settings(_file(tmp_path, text)).place()
    assert (place.phone, place.timezone) == ("05 94 00 00 00", "UTC")


@pytest.mark.parametrize("name", ["etranger", "atlantide"])
def test_a_kiosk_stands_in_a_territory(tmp_path, name):
    (sentence,) = _mistakes(_file(tmp_path, f'[kiosk]\nterritory = "{name}"\n'))
    assert "territory must be one of guadeloupe, " in sentence


@pytest.mark.parametrize("name", territories())
def test_a_territory_has_a_time_zone_that_there_is_or_none(name):
    timezone = territories()[name].timezone
    assert timezone is None or timezone in available_timezones()


def test_colours_nobody_could_read_are_refused_with_their_ratio(tmp_path):
    colours = '{ primary = "#6699ff", pressed = "#07275c", accent = "#ffee88" }'
    sentences = _mistakes(_file(tmp_path, f"[kiosk]\ncolours = {colours}\n"))
    assert [sentence.split(" must ")[0] for sentence in sentences] == [
        "[kiosk] colours.primary",
        "[kiosk] colours.accent",
    ]
    assert "7:1" in sentences[0]
    assert "3:1" in sentences[1]


def test_hours_are_read_with_their_exceptions(tmp_path):
    text = """[kiosk.opening_hours]
monday = ["08:30-12:00", "13:30-17:00"]
exceptions = { 2026-12-25 = [], 2026-12-24 = ["08:30-12:00"] }
"""
    hours = _settings(_file(tmp_path, text)).place().opening_hours
    assert hours == OpeningHours(
        monday=("08:30-12:00", "13:30-17:00"),
        exceptions={date(2026, 12, 25): (), date(2026, 12, 24): ("08:30-12:00",)},
    )


def test_every_mistake_in_the_hours_is_named_at_once(tmp_path):
    text = """[kiosk.opening_hours]
mon = []
monday = ["12:00-08:30"]
tuesday = ["08:30-12:00", "11:00-13:00"]
exceptions = { 2026-13-25 = [], noel = [] }
"""
    sentences = _mistakes(_file(tmp_path, text))
    assert sorted(sentence.split(":")[0].split(" must ")[0] for sentence in sentences) == [
        "[kiosk] opening_hours.exceptions.2026-13-25.[key]",
        "[kiosk] opening_hours.exceptions.noel.[key]",
        "[kiosk] opening_hours.mon is not a setting of this section.",
        "[kiosk] opening_hours.monday.0",
        "[kiosk] opening_hours.tuesday",
    ]


def test_every_mistake_about_badges_is_named() -> None:
    badge = {"family": "DSI", "atr": "3b75", "read_from": "chip", "colour": "red"}
    found = validate(KioskSettings, {"staff_cards": [badge]}, {})
    assert isinstance(found, Mistakes)
    named = {sentence.split()[1].rstrip(":") for sentence in found.sentences}
    assert named == {f"staff_cards.0.{name}" for name in badge}
