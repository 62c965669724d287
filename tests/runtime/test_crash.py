"""What is recorded of a bug: where it happened, and nothing of what it was handling."""

import sys
import threading
from types import SimpleNamespace
from typing import Any

import pytest

from kiosk.runtime.crash import install
from shared_runtime.uncaught import frames
from tests.hooks import HOOKS

SECRET = "185037599900118"


def _fail(secret: str) -> None:
    raise ValueError(f"cannot read {secret}")


def test_frames_name_places_and_no_values():
    with pytest.raises(ValueError) as caught:
        _fail(SECRET)
    recorded = frames(caught.value)
    assert recorded[-1].endswith("_fail")
    assert SECRET not in " ".join(recorded)


def test_every_way_out_of_python_names_no_values(monkeypatch):
    for owner, hook in HOOKS:
        monkeypatch.setattr(owner, hook, getattr(owner, hook))
    ended, recorded = [], []
    install(ended.append, lambda kind, places: recorded.append((kind, places)))
    with pytest.raises(ValueError) as caught:
        _fail(SECRET)
    bug = caught.value
    sys.excepthook(ValueError, bug, bug.__traceback__)
    told: Any = SimpleNamespace(exc_value=bug)
    threading.excepthook(told)
    assert (ended, recorded) == ([bug, bug], [])
    sys.unraisablehook(told)
    assert len(ended) == 2
    assert recorded == [("ValueError", frames(bug))]
