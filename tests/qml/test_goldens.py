"""Some forty screens look as they did; a change is made on purpose, with ``make goldens``."""

from collections import Counter

import pytest
from PIL import Image

from tests.qml.goldens import DIFFERENCES, GOLDENS, LEVELS, Golden, difference, seen, taken
from tests.qml.harness import SIZES, VARIANTS
from tests.qml.stage import ScreenStage

PAPER = Golden("paper", "portrait", "normal", "fr")


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda golden: golden.name)
def test_it_looks_as_before(stage: ScreenStage, golden: Golden) -> None:
    with Image.open(golden.file) as before:
        now = seen(stage, golden)
        marked = difference(before, now)
    if marked is not None:
        DIFFERENCES.mkdir(parents=True, exist_ok=True)
        marked.save(DIFFERENCES / f"{golden.name}-difference.png")
        now.save(DIFFERENCES / f"{golden.name}-now.png")
    assert marked is None, f"changed: see {DIFFERENCES / golden.name}-*.png, or run make goldens"


def test_the_pictures_are_spread_over_all_settings() -> None:
    assert len(GOLDENS) == len({golden.name for golden in GOLDENS}) >= 40
    for values, part in ((SIZES, "size"), (VARIANTS, "variant"), (("fr", "en"), "language")):
        counted = Counter(getattr(golden, part) for golden in GOLDENS)
        assert set(counted) == set(values)
        assert min(counted.values()) >= 3


def test_no_picture_is_left_of_a_golden_that_is_gone() -> None:
    assert {file.stem for file in GOLDENS[0].file.parent.glob("*.png")} == {
        golden.name for golden in GOLDENS
    }


def test_a_word_two_pixels_off_is_a_change(stage: ScreenStage) -> None:
    before = seen(stage, PAPER)
    label = next(i for i in stage.items() if i.property("text") == "C’est fait")
    label.setX(label.x() + 2)
    assert difference(before, taken(stage)) is not None


def test_a_missing_dot_is_a_change(stage: ScreenStage) -> None:
    before = seen(stage, PAPER)
    label = next(i for i in stage.items() if str(i.property("text")).startswith("Le papier est"))
    label.setProperty("text", str(label.property("text")).removesuffix("."))
    assert difference(before, taken(stage)) is not None


def test_another_shade_is_a_change_and_a_rounding_is_none(stage: ScreenStage) -> None:
    before = seen(stage, PAPER)
    for by, changed in ((8, False), (LEVELS + 8, True)):
        painted = before.copy()
        page = before.getpixel((0, 200))
        assert isinstance(page, tuple)
        painted.paste((page[0] - by, *page[1:]), (0, 200, 30, 201))
        assert (difference(before, painted) is not None) is changed


def test_another_size_is_a_change(stage: ScreenStage) -> None:
    before = seen(stage, PAPER)
    assert difference(before, before.crop((0, 0, 100, 100))) is not None
