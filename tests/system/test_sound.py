"""The speaker on the real ALSA: what is played arrives, sample by sample."""

import queue
import threading
from functools import partial
from pathlib import Path

import pytest

from kiosk.domain.cues import Cue
from kiosk.hardware.sound.clips import load
from kiosk.hardware.sound.speaker import AlsaSpeaker
from kiosk.hardware.status import SpeakerState
from shared_runtime.clock import SystemClock
from tests.waiting import eventually

pytest.importorskip("alsaaudio", reason="needs pyalsaaudio (extra hardware)")
pytestmark = pytest.mark.system

WITHIN_S = 60.0
ALSA = """
pcm.to_file {{
    type plug
    slave {{
        pcm {{ type file file "{file}" format raw slave.pcm "null" }}
        format S16_LE
        rate 24000
        channels 1
    }}
}}
pcm.null {{ type null }}
"""


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file instead of a loudspeaker."""
    file, configuration = tmp_path / "heard.raw", tmp_path / "alsa.conf"
    configuration.write_text(ALSA.format(file=file))
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(configuration))
    return file


def test_every_sound_arrives_whole(heard: Path) -> None:
    told: queue.SimpleQueue[SpeakerState] = queue.SimpleQueue()
    speaker = AlsaSpeaker(SystemClock(), device="to_file", volume=70)
    speaker.start(told.put)
    assert told.get(timeout=WITHIN_S) is SpeakerState.READY
    for cue in Cue:
        samples = load(cue, 70).samples
        heard.unlink(missing_ok=True)
        speaker.play(cue)
        eventually(partial(begins_with, heard, samples), WITHIN_S)
        rest = arrived(heard)[len(samples) :]
        assert rest.strip(b"\0") == b""
    speaker.stop()
    assert told.empty()
    assert "speaker" not in {thread.name for thread in threading.enumerate()}


def begins_with(heard: Path, samples: bytes) -> bool:
    return arrived(heard).startswith(samples)


def arrived(heard: Path) -> bytes:
    return heard.read_bytes() if heard.exists() else b""


def test_a_device_that_is_not_there_is_lost_and_nothing_more(heard: Path) -> None:
    told: queue.SimpleQueue[SpeakerState] = queue.SimpleQueue()
    speaker = AlsaSpeaker(SystemClock(), device="no_such_device", volume=70)
    speaker.start(told.put)
    speaker.play(Cue.PROBLEM)
    states = [told.get(timeout=WITHIN_S) for _ in range(2)]
    speaker.stop()
    assert states == [SpeakerState.READY, SpeakerState.LOST]
    assert not heard.exists()
