"""Bugs: recorded without a word of anybody's data, then the process ends and is started anew.

A fresh process holds no session; the gateway drops the token when the stream closes, the printer's
jobs are purged at start, and a card still in the reader is asked to be taken.
"""

import json
import os
import sys
from collections.abc import Callable

from kiosk.runtime.early_log import EventLogger
from shared_runtime import journald, uncaught
from shared_runtime.uncaught import frames

EXIT_BUG = 70  # EX_SOFTWARE of sysexits.h

_log = EventLogger("kiosk.runtime.crash")

RecordCrash = Callable[[str, tuple[str, ...]], None]
"""Takes the exception's class and the frames it went through, innermost last."""


def to_stderr(process: str) -> RecordCrash:
    """Writes a line of its own: the logging library may not be there yet, or may be the bug."""

    def record(kind: str, places: tuple[str, ...]) -> None:
        line = {"event": "bug", "kind": kind, "frames": places}
        text = json.dumps(line | {"process": process, "level": "error"})
        priority = journald.prefix("error") if journald.reads(sys.stderr, os.environ) else ""
        sys.stderr.write(f"{priority}{text}\n")

    return record


def end_on(record: RecordCrash) -> Callable[[BaseException], None]:
    """What to call with a bug, from any thread: records it and ends the process at once."""

    def end(bug: BaseException) -> None:
        record(type(bug).__name__, frames(bug))
        os._exit(EXIT_BUG)

    return end


def install(end: Callable[[BaseException], None], record: RecordCrash) -> None:
    """Sends every uncaught exception of every thread to ``end``; one that Python can only ignore
    to ``record``. A warning becomes a line of the log."""

    def ignored(bug: BaseException) -> None:
        record(type(bug).__name__, frames(bug))

    uncaught.install(end, ignored, _warned)


def _warned(category: str, place: str) -> None:
    _log.warning("python_warning", category=category, place=place)
