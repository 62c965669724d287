"""What qmllint is told of the Python models is what they are."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from kiosk.ui import app_model
from kiosk.ui.models import caisse, parts, screen, screens

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = (
    model
    for module in (caisse, screen, app_model)
    for model in vars(module).values()
    if isinstance(model, type)
    and issubclass(model, QObject)
    and model.__module__ == module.__name__
)
DERIVED = (*parts.PARTS.values(), parts.HeaderModel, parts.HelpModel, *screens.MODELS.values())
MODELS = sorted({*WRITTEN, *DERIVED}, key=lambda model: model.__name__)


@pytest.fixture(scope="module")
def described() -> dict[str, dict[str, bool]]:
    """Properties by class, and whether each one tells of its changes."""
    subprocess.run([sys.executable, ROOT / "scripts" / "qmltypes"], check=True)
    dump = json.loads((ROOT / "build/qmltypes/Kiosk/Models/models.json").read_text())
    return {
        each["className"]: {
            declared["name"]: "notify" in declared for declared in each.get("properties", ())
        }
        for file in dump
        for each in file["classes"]
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_qmllint_knows_every_property_of(model, described):
    actual = model.staticMetaObject
    own = range(actual.propertyOffset(), actual.propertyCount())
    assert described[model.__name__] == {
        actual.property(index).name(): actual.property(index).hasNotifySignal() for index in own
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_whatever_can_change_says_so(model):
    actual = model.staticMetaObject
    for index in range(actual.propertyOffset(), actual.propertyCount()):
        declared = actual.property(index)
        assert declared.hasNotifySignal() or declared.isConstant(), declared.name()
