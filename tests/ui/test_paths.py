"""Where the screens' files lie, and whether they are compiled."""

from pathlib import Path

import pytest

from kiosk.ui import paths


@pytest.mark.parametrize("compiled", [True, False])
def test_screens_are_read_as_byte_code_where_qts_compiler_has_been(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiled: bool
) -> None:
    (tmp_path / "Kiosk").mkdir()
    if compiled:
        (tmp_path / "Kiosk" / "Main.qmlc").touch()
    monkeypatch.setattr(paths, "qml_root", lambda: tmp_path)
    assert paths.has_compiled_screens() is compiled
