"""Makes the sounds of the kiosk out of sine tones: ``python -m scripts.sounds [FOLDER]``.

Each is soft at both ends, keeps to where ageing ears still hear well (under 1 kHz), and lasts less
than a second: EN 301 549, 5.1.3.10 allows no interfering sound of more than three.
"""

import math
import sys
import wave
from array import array
from pathlib import Path

RATE_HZ = 24_000
PEAK = 0.5
"""Of full scale, so that sounds can lie over each other without clipping."""
ATTACK_S, RELEASE_S = 0.012, 0.06
OVERTONE = 0.2
"""The octave, which small speakers carry better than the note itself."""

G4, C5, E5, F5, G5, A5 = 392.0, 523.25, 659.25, 698.46, 783.99, 880.0
REST = 0.0

SOUNDS = {
    "card_accepted": ((E5, 0.10), (A5, 0.18)),
    "paper_ready": ((C5, 0.12), (E5, 0.12), (G5, 0.30)),
    "take_card": ((A5, 0.14), (REST, 0.06), (F5, 0.14), (REST, 0.06), (A5, 0.24)),
    "problem": ((E5, 0.18), (REST, 0.04), (G4, 0.34)),
    "still_there": ((G5, 0.16), (REST, 0.12), (G5, 0.24)),
}
"""Notes one after the other: frequency in Hz, length in seconds."""


def note(hertz: float, seconds: float) -> list[int]:
    count = round(seconds * RATE_HZ)
    return [sample(hertz, index / RATE_HZ, seconds) for index in range(count)]


def sample(hertz: float, at_s: float, seconds: float) -> int:
    turn = 2 * math.pi * hertz * at_s
    tone = (math.sin(turn) + OVERTONE * math.sin(2 * turn)) / (1 + OVERTONE)
    loudness = min(1.0, at_s / ATTACK_S, (seconds - at_s) / RELEASE_S)
    return round(32767 * PEAK * loudness * tone)


def main() -> None:
    default = Path(__file__).parent.parent / "kiosk" / "hardware" / "sound"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    for name, notes in SOUNDS.items():
        samples = array("h", (value for each in notes for value in note(*each)))
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            file.writeframes(samples.tobytes())


if __name__ == "__main__":
    main()
