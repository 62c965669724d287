"""The speaker on ALSA: one thread that opens the device for each sound and lets go of it."""

import queue
from collections.abc import Callable

from kiosk.domain.cues import Cue
from kiosk.hardware.ports import HardwareError, SpeakerSink
from kiosk.hardware.sound.alsa import has_device, play
from kiosk.hardware.sound.clips import Clip, load
from kiosk.hardware.status import SpeakerState
from kiosk.hardware.supervisor import Pulse, Supervisor
from shared_runtime.clock import Clock

_STALL_S = 10.0
"""No sound takes a second: a device that holds one back for so long will not come back."""


class AlsaSpeaker:
    """A ``Speaker``. ``device``: name of the ALSA PCM; ``volume`` in per cent of the clips.

    A sound that comes while another is played takes the place of those that wait: late is useless.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        device: str,
        volume: int,
        fitted: Callable[[str], bool] = has_device,
        output: Callable[[str, Clip], None] = play,
    ) -> None:
        self._device, self._volume = device, volume
        self._fitted, self._output = fitted, output
        self._waiting: queue.SimpleQueue[Cue | None] = queue.SimpleQueue()
        self._supervisor = Supervisor(clock, lambda _: self._tell(SpeakerState.LOST))
        self._sink: SpeakerSink = lambda _: None
        self._state: SpeakerState | None = None

    def start(self, sink: SpeakerSink) -> None:
        """Once in the life of this object."""
        self._sink = sink
        self._supervisor.run("speaker", self._work, stall_after_s=_STALL_S)

    def play(self, cue: Cue) -> None:
        self._waiting.put(cue)

    def stop(self) -> None:
        self._supervisor.stop(lambda: self._waiting.put(None))

    def _work(self, pulse: Pulse) -> None:
        clips = {cue: load(cue, self._volume) for cue in Cue}
        self._tell(SpeakerState.READY if self._fitted(self._device) else SpeakerState.NOT_FITTED)
        while not pulse.stopping():
            pulse.beat()
            cue = self._next()
            if cue is not None:
                self._tell(self._sound(clips[cue]))

    def _next(self) -> Cue | None:
        """The last cue that waits; None when there was nothing for a while, or it is to end."""
        try:
            cue = self._waiting.get(timeout=_STALL_S / 4)
            while not self._waiting.empty():
                cue = self._waiting.get_nowait()
        except queue.Empty:
            return None
        return cue

    def _sound(self, clip: Clip) -> SpeakerState:
        if not self._fitted(self._device):
            return self._gone()
        try:
            self._output(self._device, clip)
        except HardwareError:
            return self._gone()
        return SpeakerState.READY

    def _gone(self) -> SpeakerState:
        """A speaker that never was is no fault."""
        never = self._state is SpeakerState.NOT_FITTED
        return SpeakerState.NOT_FITTED if never else SpeakerState.LOST

    def _tell(self, state: SpeakerState) -> None:
        if state is not self._state:
            self._state = state
            self._sink(state)
