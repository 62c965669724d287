"""A speaker that makes no sound and keeps what it would have played."""

from collections import deque

from kiosk.domain.cues import Cue
from kiosk.hardware.ports import SpeakerSink
from kiosk.hardware.status import SpeakerState

_KEPT = 100


class SimSpeaker:
    """A ``Speaker``; ``fitted`` may be taken away and given back at any time."""

    def __init__(self) -> None:
        self.played: deque[Cue] = deque(maxlen=_KEPT)
        self.fitted = True

    def start(self, sink: SpeakerSink) -> None:
        sink(SpeakerState.READY if self.fitted else SpeakerState.NOT_FITTED)

    def play(self, cue: Cue) -> None:
        if self.fitted:
            self.played.append(cue)

    def stop(self) -> None:
        """Nothing is held."""
