"""The sounds as they are kept: one WAV file a cue, made by ``scripts/sounds.py``."""

import wave
from array import array
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.cues import Cue

RATE_HZ = 24_000
"""Samples a second of every clip: one channel, 16 bits, little-endian."""
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Clip:
    """``samples``: 16-bit frames of one channel at ``RATE_HZ``."""

    samples: bytes

    @property
    def seconds(self) -> float:
        return len(self.samples) / 2 / RATE_HZ


def load(cue: Cue, volume: int) -> Clip:
    """The sound of ``cue`` at ``volume`` per cent."""
    with wave.open(str(FOLDER / f"{cue}.wav"), "rb") as file:
        samples = array("h", file.readframes(file.getnframes()))
    return Clip(array("h", (sample * volume // 100 for sample in samples)).tobytes())
