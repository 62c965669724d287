"""Where other kiosks are, as central last told: kept, and handed to the screen."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import structlog

from shared_runtime.clock import Clock
from shared_runtime.whole_files import write_whole
from wire.codec import Malformed, codec_of
from wire.moments import within_years
from wire.nearest import NONE_KNOWN, KnownNearest, NearestAnswer, NearestTag
from wire.sync import SyncAnswer

FILE = "nearest.json"
SAID_AGAIN_AFTER = timedelta(hours=6)
"""That all is as it was is written down so often, and not with each exchange: the screen counts in
days."""
_MAX_BYTES = 65_536

log = structlog.get_logger(__name__)


class NearestKiosks:
    """In a file of its own in ``folder``; used from the one event loop. ``tell``: called with what
    is known, at the start and with each change."""

    def __init__(self, folder: Path, tell: Callable[[KnownNearest], None], clock: Clock) -> None:
        self._file = folder / FILE
        self._tell, self._clock = tell, clock
        self._known = NONE_KNOWN

    @property
    def tag(self) -> NearestTag:
        return self._known.tag

    def start(self) -> None:
        """Before anybody connects. A file that cannot be read counts for nothing: central tells it
        all again."""
        try:
            with self._file.open("rb") as file:
                self._known = codec_of(KnownNearest).read(file.read(_MAX_BYTES))
        except FileNotFoundError:
            pass
        except (OSError, Malformed):
            log.warning("nearest_damaged")
        self._tell(self._known)

    def answered(self, answer: SyncAnswer) -> None:
        """Central has answered an exchange, and may have said something of this."""
        said = answer.nearest
        if said is not None:
            self._take(said)

    def _take(self, said: NearestAnswer) -> None:
        before, now = self._known, within_years(self._clock.now())
        if said.kiosks is not None:
            self._known = KnownNearest(said.tag, now, said.kiosks)
        elif said.tag != before.tag:
            return
        elif before.as_of is None or abs(now - before.as_of) >= SAID_AGAIN_AFTER:
            self._known = KnownNearest(before.tag, now, before.kiosks)
        if self._known != before:
            self._tell(self._known)
            self._keep()

    def _keep(self) -> None:
        try:
            write_whole(self._file, codec_of(KnownNearest).write(self._known))
        except OSError as error:
            # It counts all the same while this process runs.
            log.warning("nearest_not_kept", error=type(error).__name__)
