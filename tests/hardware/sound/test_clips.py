"""The sounds that are kept: short, soft, and made by the script that is kept beside them."""

import subprocess
import sys
from array import array
from pathlib import Path

import pytest

from kiosk.domain.cues import Cue
from kiosk.hardware.sound.clips import FOLDER, load

ROOT = Path(__file__).parents[3]
FULL_SCALE = 32767
ALL_BYTES = 200_000


@pytest.mark.parametrize("cue", Cue)
def test_a_sound_is_short_soft_at_both_ends_and_never_clipped(cue: Cue) -> None:
    clip = load(cue, 100)
    samples = array("h", clip.samples)
    assert 0.2 <= clip.seconds <= 1.0
    assert 0.3 * FULL_SCALE <= max(map(abs, samples)) <= 0.6 * FULL_SCALE
    assert max(map(abs, (*samples[:3], *samples[-3:]))) <= 0.01 * FULL_SCALE


def test_no_two_sounds_are_alike() -> None:
    assert len({load(cue, 100).samples for cue in Cue}) == len(Cue)


def test_the_volume_scales_and_none_is_silence() -> None:
    loud, half = (array("h", load(Cue.PROBLEM, volume).samples) for volume in (100, 50))
    assert max(half) == max(loud) // 2
    assert set(array("h", load(Cue.PROBLEM, 0).samples)) == {0}


def test_the_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "sounds.py", tmp_path], check=True)
    kept = {file.name: file.read_bytes() for file in FOLDER.glob("*.wav")}
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == kept
    assert {Path(name).stem for name in kept} == set(Cue)
    assert sum(map(len, kept.values())) < ALL_BYTES
