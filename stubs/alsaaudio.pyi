"""The part of pyalsaaudio 0.11 that the speaker uses (alsaaudio.c)."""

PCM_PLAYBACK: int
PCM_NORMAL: int
PCM_FORMAT_S16_LE: int

class ALSAAudioError(Exception):
    """Its text is ALSA's own, with the name of the PCM."""

class PCM:
    """A stream that is open until ``close``. Raises ALSAAudioError when it cannot be opened."""

    def __init__(
        self,
        type: int = ...,
        mode: int = ...,
        rate: int = ...,
        channels: int = ...,
        format: int = ...,
        periodsize: int = ...,
        *,
        device: str = ...,
    ) -> None: ...
    def write(self, data: bytes) -> int:
        """Blocks until the buffer takes it; the number of frames, or -EPIPE after an underrun."""
        ...
    def drain(self) -> int:
        """Blocks until everything has been played."""
        ...
    def close(self) -> None: ...

def card_indexes() -> list[int]: ...
