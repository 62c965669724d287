"""One small Protocol per capability. Nothing here blocks: results come as events into the sink."""

from collections.abc import Callable
from typing import Protocol

from kiosk.domain.cues import Cue
from kiosk.domain.ids import JobId
from kiosk.hardware.status import DeviceEvent, SpeakerState

EventSink = Callable[[DeviceEvent], None]
"""Takes an event from any thread, returns at once and never raises."""

SpeakerSink = Callable[[SpeakerState], None]
"""The same for a speaker, which is nobody's fault."""


class HardwareError(Exception):
    """The one exception adapters may raise. Its text is for staff and never holds card content."""


class CardReader(Protocol):
    """Watches the reader and reads each card that comes, without being asked.

    For every insertion: one ``CardInserted``, one ``CardReadFinished``, then one ``CardTakenOut``.
    ``DeviceHealth`` comes at start and at each change.
    """

    def start(self, sink: EventSink) -> None: ...

    def stop(self) -> None:
        """Ends the threads and lets go of the reader; no event comes after it returns."""
        ...


class Printer(Protocol):
    """Prints PDFs on A4. ``DeviceHealth`` comes at start and at each change of the printer."""

    def start(self, sink: EventSink) -> None: ...

    def print_pdf(self, job: JobId, pdf: bytes, pages: int) -> None:
        """Hands a document over; exactly one ``PrintFinished`` follows, and before it a
        ``PrintBlocked`` at each fault that stops the job and at each mending. A ``job`` already
        seen is never printed again."""
        ...

    def purge(self) -> None:
        """Cancels and purges all of our jobs, at session end and on failure."""
        ...

    def stop(self) -> None: ...


class ReceiptPrinter(Protocol):
    """Prints strips of ESC/POS. ``DeviceHealth`` comes at start and at each change."""

    @property
    def ready(self) -> bool:
        """Whether the printer, when it was last asked, said that it is well. Any thread."""
        ...

    def start(self, sink: EventSink) -> None: ...

    def print_strip(self, job: JobId, strip: bytes) -> None:
        """Hands a strip over; exactly one ``PrintFinished`` follows. Trouble is not waited out:
        what the printer did not take whole is dropped. A ``job`` already seen is never printed
        again."""
        ...

    def purge(self) -> None:
        """Nothing of ours is printed any more, at session end and on failure."""
        ...

    def stop(self) -> None: ...


class Speaker(Protocol):
    """Plays short sounds. ``SpeakerState`` comes at start and at each change; without a speaker
    there is silence, and nobody is troubled with it."""

    def start(self, sink: SpeakerSink) -> None: ...

    def play(self, cue: Cue) -> None:
        """Returns at once and never raises."""
        ...

    def stop(self) -> None: ...
