"""The form stands for all of the model: a field that is added there is in it, or these fail."""

from dataclasses import fields
from typing import Any

import pytest

from central.dashboard.editor.fields import (
    EditedField,
    GroupField,
    HoursField,
    PeopleField,
    edited_fields,
    every_field,
    may_be_empty,
)
from central.dashboard.editor.sections import DEFAULTS, EXAMPLES, SECTIONS, UNITS
from central.dashboard.words import console_catalogue
from kiosk.config.settings import KioskSettings
from wire.configuration import KioskConfiguration

EVERY = tuple(every_field(edited_fields()))
pytestmark = pytest.mark.any_store


def of(key: str) -> EditedField:
    return next(each for each in EVERY if each.key == key)


def test_every_field_of_the_model_stands_in_one_section() -> None:
    shown = [name for section in SECTIONS for name in section.fields]
    assert sorted(shown) == sorted(each.name for each in fields(KioskConfiguration))
    assert list(edited_fields()) == [each.name for each in fields(KioskConfiguration)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_field_has_a_label_and_help(language: str) -> None:
    said = console_catalogue().sentences[language]
    assert [each.key for each in EVERY if f"setting.{each.key}" not in said] == []
    alone = [each for each in EVERY if not isinstance(each, HoursField)]
    assert [each.key for each in alone if f"setting.{each.key}.help" not in said] == []
    for each in EVERY:
        assert f"wrong.{each.kind}" in said
        assert f"setting.{each.key}.none" in said or not may_be_empty(each)
        for choice in getattr(each, "choices", ()):
            assert f"choice.{each.key}.{choice}" in said
    assert [each.key for each in SECTIONS if f"section.{each.key}" not in said] == []


def test_defaults_are_those_of_the_kiosk() -> None:
    its_own: dict[str, Any] = {
        name: KioskSettings.model_fields[name].get_default(call_default_factory=True)
        for name in DEFAULTS
    }
    found = {
        name: list(each) if isinstance(each, tuple) else each for name, each in its_own.items()
    }
    assert found == DEFAULTS


def test_units_and_examples_are_of_fields_that_there_are() -> None:
    assert {*UNITS, *EXAMPLES} <= {each.key for each in EVERY}


def test_limits_are_those_of_the_types() -> None:
    idle = of("idle_s")
    assert (idle.kind, idle.least, idle.most) == ("number", 20, 600)  # type: ignore[union-attr]
    assert of("most_asked").most == 4  # type: ignore[union-attr]
    assert of("notices.text").most == 120  # type: ignore[union-attr]
    assert of("tray_side").choices == ("left", "right", "below")  # type: ignore[union-attr]
    assert isinstance(of("staff"), PeopleField)
    assert isinstance(of("opening_hours"), GroupField)
