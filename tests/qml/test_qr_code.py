"""A code on the screen is one that a telephone reads, in each setting."""

from pathlib import Path

import pytest
from PIL import Image

from kiosk.ui.preferences import Preferences
from tests.documents.reading import qr_codes_in
from tests.qml.harness import SIZES, VARIANTS
from tests.qml.staff_visits import TO_SCAN
from tests.qml.stage import ScreenStage


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_it_is_read_by_a_scanner(
    stage: ScreenStage, tmp_path: Path, size: str, variant: str
) -> None:
    stage.show("tool-scan", Preferences("fr", **VARIANTS[variant]), SIZES[size])
    stage.picture(tmp_path / "screen.png")
    with Image.open(tmp_path / "screen.png") as picture:
        assert qr_codes_in(picture.convert("L")) == [TO_SCAN]
