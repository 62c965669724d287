"""ALSA itself: whether there is anything to play on, and playing one clip to its end."""

from kiosk.hardware.ports import HardwareError
from kiosk.hardware.sound.clips import RATE_HZ, Clip

_NEEDS_A_CARD = ("default", "sysdefault", "hw", "plughw", "dmix", "front", "hdmi")
_PERIOD_FRAMES = 1024


def has_device(name: str) -> bool:
    """Whether there can be a PCM called ``name``. Without any card ALSA is not asked for those
    that need one: it would fill the log of the system with its own words each time."""
    try:
        import alsaaudio
    except ImportError:
        return False
    return name.partition(":")[0] not in _NEEDS_A_CARD or bool(alsaaudio.card_indexes())


def play(name: str, clip: Clip) -> None:
    """Returns once the clip has been heard, and lets go of the device. Raises HardwareError."""
    import alsaaudio

    try:
        pcm = alsaaudio.PCM(
            type=alsaaudio.PCM_PLAYBACK,
            mode=alsaaudio.PCM_NORMAL,
            rate=RATE_HZ,
            channels=1,
            format=alsaaudio.PCM_FORMAT_S16_LE,
            periodsize=_PERIOD_FRAMES,
            device=name,
        )
        try:
            pcm.write(_whole_periods(clip.samples))
            pcm.drain()
        finally:
            pcm.close()
    except alsaaudio.ALSAAudioError as error:
        raise HardwareError(str(error)) from error


def _whole_periods(samples: bytes) -> bytes:
    """Some devices play nothing of a period that is not full."""
    return samples + bytes(-len(samples) % (2 * _PERIOD_FRAMES))
